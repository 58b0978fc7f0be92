"""Resources that call a function in every way that this engine can follow, and how to make each of them call."""
import json
import time
import urllib.request

from .settings import ENDPOINT
from .stack import Stack
from .templates import att, ref

STATE_MACHINE = '{"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": "${Checkout.Arn}", "End": true}}}'


def permission(service: str, source: dict | str, of: str = "Checkout", **more) -> dict:
    properties = {"FunctionName": ref(of), "Action": "lambda:InvokeFunction", "Principal": f"{service}.amazonaws.com", "SourceArn": source, **more}
    return {"Type": "AWS::Lambda::Permission", "Properties": properties}


def trusted(service: str, *statements: dict) -> dict:
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    policies = [{"PolicyName": "Inline", "PolicyDocument": {"Version": "2012-10-17", "Statement": list(statements)}}]
    return {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust, "Policies": policies}}


def everybody(bucket: str) -> dict:
    uri = {"Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Checkout.Arn}/invocations"}
    integration = {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": uri}
    return {
        "Rule": {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": {"source": [bucket]}, "Targets": [{"Id": "Checkout", "Arn": att("Checkout")}]}},
        "RuleMay": permission("events", att("Rule")),
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {}},
        "Subscription": {"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": ref("Topic"), "Protocol": "lambda", "Endpoint": att("Checkout")}},
        "TopicMay": permission("sns", ref("Topic")),
        "Bucket": {
            "Type": "AWS::S3::Bucket", "DependsOn": "BucketMay",
            "Properties": {"BucketName": bucket, "NotificationConfiguration": {"LambdaConfigurations": [{"Event": "s3:ObjectCreated:*", "Function": att("Checkout")}]}},
        },
        "BucketMay": permission("s3", {"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::{bucket}"}, SourceAccount=ref("AWS::AccountId")),
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": bucket}},
        "Path": {"Type": "AWS::ApiGateway::Resource", "Properties": {"RestApiId": ref("Api"), "ParentId": att("Api", "RootResourceId"), "PathPart": "cart"}},
        "Get": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": ref("Api"), "ResourceId": ref("Path"), "HttpMethod": "GET", "AuthorizationType": "NONE", "Integration": integration}},
        "Deployment": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "Get", "Properties": {"RestApiId": ref("Api")}},
        "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": ref("Api"), "DeploymentId": ref("Deployment"), "StageName": "prod"}},
        "ApiMay": permission("apigateway", {"Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"}),
        "Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"RoleArn": att("MachineRole"), "DefinitionString": {"Fn::Sub": STATE_MACHINE}}},
        "MachineRole": trusted("states", {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": att("Checkout")}),
        "Schedule": {
            "Type": "AWS::Scheduler::Schedule",
            "Properties": {"ScheduleExpression": "rate(1 day)", "FlexibleTimeWindow": {"Mode": "OFF"}, "Target": {"Arn": att("Checkout"), "RoleArn": att("ScheduleRole")}},
        },
        "ScheduleRole": trusted("scheduler", {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": att("Checkout")}),
        "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": f"/shop/{bucket}"}},
        "Filter": {"Type": "AWS::Logs::SubscriptionFilter", "DependsOn": "LogMay", "Properties": {"LogGroupName": ref("Log"), "FilterPattern": "ERROR", "DestinationArn": att("Checkout")}},
        "LogMay": permission("logs", att("Log")),
        "Invocations": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {"FunctionName": ref("Checkout"), "Qualifier": "$LATEST", "MaximumRetryAttempts": 1}},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {}},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"FunctionName": ref("Checkout"), "EventSourceArn": att("Queue"), "BatchSize": 1}},
    }


CALLERS = ("events", "sns", "s3", "apigateway", "states")


def api(stack: Stack) -> str:
    with urllib.request.urlopen(f"{ENDPOINT}/_aws/execute-api/{stack.id('Api')}/prod/cart", timeout=20) as answer:
        return answer.read().decode()


def emit(stack: Stack) -> None:
    stack.client("events").put_events(Entries=[{"Source": stack.name, "DetailType": "cart", "Detail": "{}"}])


def call_all(stack: Stack) -> None:
    emit(stack)
    stack.client("sns").publish(TopicArn=stack.id("Topic"), Message="{}")
    stack.client("s3").put_object(Bucket=stack.id("Bucket"), Key=f"cart-{time.time()}", Body=b"{}")
    api(stack)
    stack.client("stepfunctions").start_execution(stateMachineArn=stack.id("Machine"), input="{}")
    stack.client("sqs").send_message(QueueUrl=stack.id("Queue"), MessageBody=json.dumps({}))

"""Types whose updates LocalStack skips without a word of CloudFormation's."""
import json

from localstack.services.apigateway.resource_providers.aws_apigateway_restapi import ApiGatewayRestApiProvider
from localstack.services.apigateway.resource_providers.aws_apigateway_stage import ApiGatewayStageProvider
from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
from localstack.services.cloudwatch.resource_providers.aws_cloudwatch_alarm import CloudWatchAlarmProvider
from localstack.services.events.resource_providers.aws_events_rule import EventsRuleProvider
from localstack.services.iam.resource_providers.aws_iam_role import IAMRoleProvider
from localstack.services.lambda_.resource_providers.aws_lambda_eventsourcemapping import LambdaEventSourceMappingProvider
from localstack.services.lambda_.resource_providers.aws_lambda_permission import LambdaPermissionProvider
from localstack.services.logs.resource_providers.aws_logs_loggroup import LogsLogGroupProvider
from localstack.services.logs.resource_providers.aws_logs_subscriptionfilter import LogsSubscriptionFilterProvider
from localstack.services.s3.resource_providers.aws_s3_bucket import S3BucketProvider
from localstack.services.scheduler.resource_providers.aws_scheduler_schedule import SchedulerScheduleProvider


def done(model: dict) -> ProgressEvent:
    return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=model)


def update_alarm(self, request):
    """PutMetricAlarm replaces the alarm of the same name."""
    request.desired_state["AlarmName"] = request.previous_state["AlarmName"]
    return self.create(request)


def update_rule(self, request):
    events, model, was = request.aws_client_factory.events, request.desired_state, request.previous_state
    name, bus = was["Id"].rsplit("|", 1)[-1], ({"EventBusName": model["EventBusName"]} if model.get("EventBusName") else {})
    wanted = {target["Id"] for target in model.get("Targets") or []}
    gone = [target["Id"] for target in events.list_targets_by_rule(Rule=name, **bus)["Targets"] if target["Id"] not in wanted]
    given, model["Name"] = model.get("Name"), name
    event = self.create(request)  # PutRule and PutTargets replace
    if given is None:
        model.pop("Name")
    if gone:
        events.remove_targets(Rule=name, Ids=gone, **bus)
    return event


def update_stage(self, request):
    """An API's stage follows its deployment."""
    model, was = request.desired_state, request.previous_state
    patch = [{"op": "replace", "path": "/deploymentId", "value": model["DeploymentId"]}]
    request.aws_client_factory.apigateway.update_stage(restApiId=model["RestApiId"], stageName=was["StageName"], patchOperations=patch)
    return done({**was, **model})


def update_log_group(self, request):
    logs, model, name = request.aws_client_factory.logs, request.desired_state, request.previous_state["LogGroupName"]
    if model.get("RetentionInDays"):
        logs.put_retention_policy(logGroupName=name, retentionInDays=int(model["RetentionInDays"]))
    return done({**request.previous_state, **model})


def update_bucket(self, request):
    model, was = request.desired_state, request.previous_state
    model["BucketName"] = was["BucketName"]
    s3, wanted = request.aws_client_factory.s3, self._get_s3_bucket_notification_config(model)
    s3.put_bucket_notification_configuration(**(wanted or {"Bucket": was["BucketName"], "NotificationConfiguration": {}}))
    return done({**was, **model})


def update_rest_api(self, request):
    """The document of an API is put again."""
    model, was = request.desired_state, request.previous_state
    if model.get("Body") is not None:
        request.aws_client_factory.apigateway.put_rest_api(restApiId=was["RestApiId"], mode="overwrite", body=json.dumps(model["Body"]))
    return done({**was, **model})


def update_subscription_filter(self, request):
    """PutSubscriptionFilter replaces the filter of the same name."""
    return self.create(request)


def update_schedule(self, request):
    model, name = request.desired_state, request.previous_state["Name"]
    model["Name"] = name
    request.aws_client_factory.scheduler.delete_schedule(Name=name, **({"GroupName": model["GroupName"]} if model.get("GroupName") else {}))
    return self.create(request)


def update_mapping(self, request):
    """What a mapping does not say about Enabled is that it is; LocalStack disables it."""
    request.desired_state.setdefault("Enabled", True)
    return original_update_mapping(self, request)


original_update_mapping = LambdaEventSourceMappingProvider.update


def update_role(self, request):
    """LocalStack forgets inline policies, and makes a role of another trust anew."""
    iam, model, was = request.aws_client_factory.iam, request.desired_state, request.previous_state
    name = was["RoleName"]
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=json.dumps(model["AssumeRolePolicyDocument"]))
    inline = {policy["PolicyName"]: policy["PolicyDocument"] for policy in model.get("Policies") or []}
    for policy, document in inline.items():
        iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document))
    for policy in {policy["PolicyName"] for policy in was.get("Policies") or []} - inline.keys():
        iam.delete_role_policy(RoleName=name, PolicyName=policy)
    managed, before = set(model.get("ManagedPolicyArns") or []), set(was.get("ManagedPolicyArns") or [])
    for arn in managed - before:
        iam.attach_role_policy(RoleName=name, PolicyArn=arn)
    for arn in before - managed:
        iam.detach_role_policy(RoleName=name, PolicyArn=arn)
    return done({**model, **{key: was[key] for key in ("RoleName", "Arn", "RoleId") if key in was}})


PERMISSION = ("FunctionName", "Action", "Principal", "SourceArn", "SourceAccount", "EventSourceToken", "PrincipalOrgID", "FunctionUrlAuthType")


def create_permission(self, request):
    """LocalStack leaves out what narrows a permission beside SourceArn."""
    model, lambda_ = request.desired_state, request.aws_client_factory.lambda_
    model["Id"] = f"{request.stack_name}-{request.logical_resource_id}-{request.request_token[:12]}"[-100:]
    lambda_.add_permission(StatementId=model["Id"], **{name: model[name] for name in PERMISSION if name in model})
    return done(model)


def apply() -> None:
    CloudWatchAlarmProvider.update = update_alarm
    EventsRuleProvider.update = update_rule
    ApiGatewayStageProvider.update = update_stage
    ApiGatewayRestApiProvider.update = update_rest_api
    S3BucketProvider.update = update_bucket
    SchedulerScheduleProvider.update = update_schedule
    LogsSubscriptionFilterProvider.update = update_subscription_filter
    LogsLogGroupProvider.update = update_log_group
    IAMRoleProvider.update = update_role
    LambdaEventSourceMappingProvider.update = update_mapping
    LambdaPermissionProvider.create = create_permission

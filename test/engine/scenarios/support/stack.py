"""A stack as `aws cloudformation deploy` treats it, and what is to be seen of it."""
import json
import time
import uuid

import yaml

from . import journal
from .aws import client
from .report import equal, expect
from .settings import ACCOUNT, REGION

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
POLL = 0.1
MOST_INLINE = 51_200
UNKNOWN = "unknown"
"""What LocalStack gives for the physical id of a type that it does not know."""


class Stack:
    def __init__(self, name: str, account: str = ACCOUNT, mocked: tuple[str, ...] = ()):
        """`mocked` are types that the scenario does not rely on: LocalStack only pretends to make them."""
        self.name, self.account, self.mocked = name, account, mocked
        self.cloudformation, self.lambda_, self.codedeploy = (self.client(service) for service in ("cloudformation", "lambda", "codedeploy"))
        self.since, self.past = 0.0, set()

    def client(self, service: str):
        return client(service, self.account)

    # deploying

    def change_set(self, template, parameters: dict | None = None, url: str | None = None) -> dict:
        """A change set that is ready, or that failed."""
        name = f"change-{uuid.uuid4().hex[:12]}"
        text = template if isinstance(template, str) else json.dumps(template)
        url = url or (self.uploaded(text) if len(text.encode()) > MOST_INLINE else None)
        body = {"TemplateURL": url} if url else {"TemplateBody": text}
        given = [{"ParameterKey": key, "ParameterValue": value} for key, value in (parameters or {}).items()]
        self.cloudformation.create_change_set(StackName=self.name, ChangeSetName=name, ChangeSetType="UPDATE" if self.exists() else "CREATE", Capabilities=CAPABILITIES, Parameters=given, **body)
        while (made := self.cloudformation.describe_change_set(StackName=self.name, ChangeSetName=name))["Status"] not in ("CREATE_COMPLETE", "FAILED"):
            time.sleep(POLL)
        return made

    def uploaded(self, text: str) -> str:
        """Where CloudFormation finds a template that is larger than what it takes with the request."""
        s3, bucket, key = self.client("s3"), f"templates-{self.account}", f"{uuid.uuid4().hex}.yaml"
        try:
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        except s3.exceptions.BucketAlreadyOwnedByYou:
            pass
        s3.put_object(Bucket=bucket, Key=key, Body=text.encode())
        return f"https://s3.{REGION}.amazonaws.com/{bucket}/{key}"

    def exists(self) -> bool:
        try:
            return self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]["StackStatus"] != "REVIEW_IN_PROGRESS"
        except self.cloudformation.exceptions.ClientError:
            return False

    def begin(self, template, parameters: dict | None = None, url: str | None = None) -> "Stack":
        made = self.change_set(template, parameters, url)
        expect(made["Status"] == "CREATE_COMPLETE", f"{self.name}: the change set failed: {made.get('StatusReason')}")
        self.since, self.past = time.time(), {each["EventId"] for each in self.all_events()}
        self.cloudformation.execute_change_set(StackName=self.name, ChangeSetName=made["ChangeSetId"])
        return self

    def finish(self, wanted: str) -> "Stack":
        while (status := self.status()).endswith("IN_PROGRESS"):
            time.sleep(POLL)
        expect(status == wanted, f"{self.name}: {status} instead of {wanted}\n" + "\n".join(self.story()))
        if "ROLLBACK" not in status:
            failed = [each for each in self.events() if each["ResourceStatus"].endswith("_FAILED")]
            expect(not failed, f"{self.name}: {status}, and yet\n" + "\n".join(self.story()))
        if not status.startswith("ROLLBACK"):
            self.check_ids()
        return self

    def create(self, template, parameters: dict | None = None, url: str | None = None) -> "Stack":
        return self.begin(template, parameters, url).finish("CREATE_COMPLETE")

    def update(self, template, parameters: dict | None = None, wanted: str = "UPDATE_COMPLETE", url: str | None = None) -> "Stack":
        return self.begin(template, parameters, url).finish(wanted)

    def fails(self, template, parameters: dict | None = None) -> "Stack":
        """An update that is taken back."""
        return self.update(template, parameters, "UPDATE_ROLLBACK_COMPLETE")

    def delete(self) -> None:
        id = self.describe()["StackId"]
        self.cloudformation.delete_stack(StackName=self.name)
        while (status := self.cloudformation.describe_stacks(StackName=id)["Stacks"][0]["StackStatus"]).endswith("IN_PROGRESS"):
            time.sleep(POLL)
        equal(status, "DELETE_COMPLETE", f"{self.name}: deleting it")

    # looking at it

    def describe(self) -> dict:
        return self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]

    def status(self) -> str:
        return self.describe()["StackStatus"]

    def output(self, key: str) -> str:
        return {each["OutputKey"]: each["OutputValue"] for each in self.describe().get("Outputs", [])}[key]

    def all_events(self) -> list[dict]:
        return list(reversed(self.cloudformation.describe_stack_events(StackName=self.name)["StackEvents"]))

    def events(self) -> list[dict]:
        """Those since the last deployment began, the first first."""
        return [each for each in self.all_events() if each["EventId"] not in self.past]

    def story(self) -> list[str]:
        return [f"    {each['ResourceStatus']} {each['LogicalResourceId']} {each.get('ResourceStatusReason', '')}" for each in self.events()][-30:]

    def statuses(self, id: str) -> list[str]:
        return [each["ResourceStatus"] for each in self.events() if each["LogicalResourceId"] == id]

    def resources(self) -> dict[str, dict]:
        return {each["LogicalResourceId"]: each for each in self.cloudformation.describe_stack_resources(StackName=self.name)["StackResources"]}

    def id(self, logical: str) -> str:
        return self.resources()[logical]["PhysicalResourceId"]

    def processed(self) -> dict:
        body = self.cloudformation.get_template(StackName=self.name, TemplateStage="Processed")["TemplateBody"]
        return yaml.safe_load(body) if isinstance(body, str) else body

    def check_ids(self) -> None:
        pretended = [f"{id} ({each['ResourceType']})" for id, each in self.resources().items() if each.get("PhysicalResourceId") == UNKNOWN and each["ResourceType"] not in self.mocked]
        expect(not pretended, f"{self.name}: LocalStack does not know these types and only pretends to make them: {', '.join(pretended)}")

    # functions

    def versions(self, function: str = "Checkout") -> list[str]:
        found = self.lambda_.list_versions_by_function(FunctionName=self.id(function))["Versions"]
        return [each["Version"] for each in found if each["Version"] != "$LATEST"]

    def version_ids(self) -> list[str]:
        return sorted(id for id, each in self.resources().items() if each["ResourceType"] == "AWS::Lambda::Version")

    def alias(self, function: str = "Checkout", name: str = "live") -> dict:
        return self.lambda_.get_alias(FunctionName=self.id(function), Name=name)

    def live(self, function: str = "Checkout", name: str = "live") -> str:
        """The version that has all traffic."""
        alias = self.alias(function, name)
        equal(alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {}), {}, f"{self.name}: weights of the alias at rest")
        return alias["FunctionVersion"]

    def history(self, function: str = "Checkout", name: str = "live") -> list:
        """States of the alias since the last deployment began."""
        return journal.states(self.alias(function, name)["AliasArn"], self.since)

    def says(self, function: str = "Checkout", qualifier: str | None = "live"):
        answer = self.lambda_.invoke(FunctionName=self.id(function), **({"Qualifier": qualifier} if qualifier else {}))
        payload = json.loads(answer["Payload"].read())
        return payload["body"] if isinstance(payload, dict) and "body" in payload else payload

    def arn(self, function: str = "Checkout") -> str:
        return f"arn:aws:lambda:{self.lambda_.meta.region_name}:{self.account}:function:{self.id(function)}"

    def calls(self, function: str = "Checkout", since: float | None = None) -> list[tuple[str, str, str]]:
        """Since the last deployment began."""
        return journal.calls(self.arn(function), self.since if since is None else since)

    def deployments(self, function: str = "Checkout") -> list[dict]:
        """The latest first."""
        of = {"applicationName": self.id("SafeDeployApplication"), "deploymentGroupName": self.id(f"{function}DeploymentGroup")}
        ids = self.codedeploy.list_deployments(**of)["deployments"]
        return [self.codedeploy.get_deployment(deploymentId=id)["deploymentInfo"] for id in ids]

    def lifecycle(self, deployment: dict) -> list[str]:
        target = self.codedeploy.batch_get_deployment_targets(deploymentId=deployment["deploymentId"], targetIds=[])["deploymentTargets"][0]
        return [f"{each['lifecycleEventName']} {each['status']}" for each in target["lambdaTarget"]["lifecycleEvents"]]

    def statements(self, function: str = "Checkout", qualifier: str | None = None) -> list[dict]:
        """The policy of a function, or of its alias."""
        of = {"Qualifier": qualifier} if qualifier else {}
        try:
            return json.loads(self.lambda_.get_policy(FunctionName=self.id(function), **of)["Policy"])["Statement"]
        except self.lambda_.exceptions.ResourceNotFoundException:
            return []

    def targets(self, rule: str) -> list[str]:
        return [each["Arn"] for each in self.client("events").list_targets_by_rule(Rule=self.id(rule))["Targets"]]

    def alarm(self, id: str) -> dict:
        return self.client("cloudwatch").describe_alarms(AlarmNames=[self.id(id)])["MetricAlarms"][0]

    def set_alarm(self, id: str, state: str) -> None:
        self.client("cloudwatch").set_alarm_state(AlarmName=self.id(id), StateValue=state, StateReason="the scenario says so")

    def log(self, group: str) -> str:
        logs, name = self.client("logs"), self.id(group)
        return "\n".join(each["message"] for each in logs.filter_log_events(logGroupName=name)["events"])

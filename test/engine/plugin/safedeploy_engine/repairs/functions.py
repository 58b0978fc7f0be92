"""Functions and versions: what an update changes, and when there is nothing to publish.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html: a version is published only if code or configuration have changed since the last one.
"""
import dataclasses

from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
from localstack.services.lambda_.provider_utils import get_function_version
from localstack.services.lambda_.invocation.execution_environment import ExecutionEnvironment
from localstack.services.lambda_.invocation.models import lambda_stores
from localstack.services.lambda_.provider import LambdaProvider
from localstack.services.lambda_.resource_providers.aws_lambda_function import LambdaFunctionProvider
from localstack.services.lambda_.resource_providers.aws_lambda_version import LambdaVersionProvider

NOTHING = {
    "Description": "", "DeadLetterConfig": {}, "Environment": {"Variables": {}}, "Layers": [], "MemorySize": 128, "Timeout": 3, "TracingConfig": {"Mode": "PassThrough"},
}
"""What a property is that the template does not give any more."""
NOT_CONFIGURATION = ("revision_id", "internal_revision", "last_modified", "state", "last_update", "snap_start", "code", "image", "optimization_status")


def apply() -> None:
    LambdaFunctionProvider.update = update_function
    LambdaVersionProvider.create = create_version
    LambdaProvider._create_version_model = create_version_model
    default = ExecutionEnvironment.get_log_group_name
    ExecutionEnvironment.get_log_group_name = lambda self: self.function_version.config.logging_config.get("LogGroup") or default(self)


original_update, original_create, original_model = LambdaFunctionProvider.update, LambdaVersionProvider.create, LambdaProvider._create_version_model


def update_function(self, request):
    """LocalStack sends the code with every update, which publishes for nothing, forgets properties that are gone, and knows neither tags nor reserved concurrency."""
    was, wanted = request.previous_state or {}, dict(request.desired_state)
    name, client = was["FunctionName"], request.aws_client_factory.lambda_
    changed = {key for key in {*was, *wanted} if was.get(key) != wanted.get(key)} - {"Arn", "SnapStartResponse", "FunctionName"}
    for key in changed & NOTHING.keys():
        request.desired_state.setdefault(key, NOTHING[key])
    update_tags(client, was, wanted)
    if "ReservedConcurrentExecutions" in changed:
        if wanted.get("ReservedConcurrentExecutions") is None:
            client.delete_function_concurrency(FunctionName=name)
        else:
            client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=int(wanted["ReservedConcurrentExecutions"]))
    kept = {key: was[key] for key in ("FunctionName", "Arn") if key in was}
    if not changed - {"Tags", "ReservedConcurrentExecutions", "CodeSigningConfigArn", "RecursiveLoop", "RuntimeManagementConfig"}:
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model={**wanted, **kept})
    event = original_update(self, request)
    if event.status == OperationStatus.SUCCESS:
        event.resource_model = {**wanted, **kept}
    return event


def update_tags(client, was: dict, wanted: dict) -> None:
    old, new = ({tag["Key"]: tag["Value"] for tag in model.get("Tags") or []} for model in (was, wanted))
    arn = was["Arn"]
    if old.keys() - new.keys():
        client.untag_resource(Resource=arn, TagKeys=sorted(old.keys() - new.keys()))
    if new != old and new:
        client.tag_resource(Resource=arn, Tags=new)


def configuration(version) -> dict:
    of = {field.name: getattr(version.config, field.name) or None for field in dataclasses.fields(version.config) if field.name not in NOT_CONFIGURATION}
    return {**of, "code": version.config.code and version.config.code.code_sha256, "snap_start": (version.config.snap_start or {}).get("ApplyOn")}


def create_version_model(self, function_name, region, account_id, description=None, *args, **kwargs):
    function = lambda_stores[account_id][region].functions.get(function_name)
    last = function and function.versions.get(str(function.next_version - 1))
    if last:
        latest = get_function_version(function_name=function_name, qualifier="$LATEST", account_id=account_id, region=region)
        same = configuration(last) == configuration(latest)
        revision = last.config.internal_revision if same else f"changed since {last.config.internal_revision}"
        function.versions["$LATEST"] = dataclasses.replace(latest, config=dataclasses.replace(latest.config, internal_revision=revision))
    return original_model(self, function_name, region, account_id, description, *args, **kwargs)


def create_version(self, request):
    """CloudFormation fails where Lambda has nothing to publish; LocalStack takes the version that is there."""
    if request.custom_context.get("repeated_invocation"):
        return original_create(self, request)
    client, function = request.aws_client_factory.lambda_, request.desired_state["FunctionName"]
    there = [version["Version"] for version in client.list_versions_by_function(FunctionName=function)["Versions"]]
    event = original_create(self, request)
    if event.resource_model.get("Version") not in there:
        return event
    message = f"A version for this Lambda function exists ( {event.resource_model['Version']} ). Modify the function to create a new version."
    return ProgressEvent(status=OperationStatus.FAILED, resource_model={}, message=message)

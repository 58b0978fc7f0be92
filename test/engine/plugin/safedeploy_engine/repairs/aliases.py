"""Aliases: updates, weights, and CodeDeployLambdaAliasUpdate.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-codedeploylambdaaliasupdate
https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
"""
import functools
import json

from localstack.services.cloudformation.engine.v2.change_set_model import is_nothing
from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor
from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
from localstack.services.lambda_.invocation.lambda_models import AliasRoutingConfig
from localstack.services.lambda_.provider import LambdaProvider
from localstack.services.lambda_.resource_providers.lambda_alias import LambdaAliasProvider

from .. import journal

POLICY = "CodeDeployLambdaAliasUpdate"
HOOKS = ("BeforeAllowTraffic", "AfterAllowTraffic")


def apply() -> None:
    create_payload = ChangeSetModelExecutor.create_resource_provider_payload

    def create_resource_provider_payload(self, action, logical_resource_id, resource_type, before_properties, after_properties):
        payload = create_payload(self, action, logical_resource_id, resource_type, before_properties, after_properties)
        if resource_type == "AWS::Lambda::Alias":
            payload["callbackContext"]["policy"] = policy_of(self, logical_resource_id)
        return payload

    ChangeSetModelExecutor.create_resource_provider_payload = create_resource_provider_payload
    LambdaAliasProvider.update = update
    apply_weights()
    apply_journal()


def policy_of(executor: ChangeSetModelExecutor, name: str) -> dict | None:
    """The policy of the template that is being deployed, or gone back to, with its references resolved."""
    change_set = executor._change_set
    template = change_set.stack.processed_template if getattr(executor, "rolling_back", False) else change_set.processed_template
    alias = (template or {}).get("Resources", {}).get(name, {})
    return (resolved(executor, alias.get("UpdatePolicy")) or {}).get(POLICY)


def resolved(executor: ChangeSetModelExecutor, value):
    if isinstance(value, list):
        return [resolved(executor, each) for each in value]
    if not isinstance(value, dict):
        return value
    if "Fn::If" in value:
        condition, yes, no = value["Fn::If"]
        return resolved(executor, yes if executor._resolve_condition(condition).after else no)
    if "Ref" in value:
        if value["Ref"] == "AWS::NoValue":
            return None
        delta = executor._resolve_reference(value["Ref"])
        return getattr(delta.after, "physical_resource_id", None) or delta.after if not is_nothing(delta.after) else None
    if any(name.startswith("Fn::") for name in value):
        raise RuntimeError(f"this engine does not resolve {next(iter(value))} in an UpdatePolicy")
    return {name: resolved(executor, each) for name, each in value.items()}


def update(self, request):
    """Runs again and again until it answers that it is done."""
    wanted, client, context = request.desired_state, request.aws_client_factory.lambda_, request.custom_context
    alias = client.get_alias(FunctionName=wanted["FunctionName"], Name=wanted["Name"])
    wanted["Id"] = alias["AliasArn"]
    if not context.get("deployment"):
        policy = context.get("policy")
        if not policy or alias["FunctionVersion"] == str(wanted["FunctionVersion"]):
            client.update_alias(FunctionName=wanted["FunctionName"], Name=wanted["Name"], FunctionVersion=str(wanted["FunctionVersion"]), Description=wanted.get("Description", ""))
            update_provisioned_concurrency(request)
            return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=wanted)
        context["deployment"] = start_deployment(request, policy, alias)
    return progress(request)


def update_provisioned_concurrency(request) -> None:
    client, of = request.aws_client_factory.lambda_, {"FunctionName": request.desired_state["FunctionName"], "Qualifier": request.desired_state["Name"]}
    wanted = request.desired_state.get("ProvisionedConcurrencyConfig")
    if wanted == (request.previous_state or {}).get("ProvisionedConcurrencyConfig"):
        return
    if wanted:
        client.put_provisioned_concurrency_config(**of, ProvisionedConcurrentExecutions=int(wanted["ProvisionedConcurrentExecutions"]))
    else:
        client.delete_provisioned_concurrency_config(**of)


def start_deployment(request, policy: dict, alias: dict) -> str:
    properties = {"Name": alias["AliasArn"].split(":")[6], "Alias": alias["Name"], "CurrentVersion": alias["FunctionVersion"], "TargetVersion": str(request.desired_state["FunctionVersion"])}
    spec = {
        "version": 0.0,
        "Resources": [{request.logical_resource_id: {"Type": "AWS::Lambda::Function", "Properties": properties}}],
        "Hooks": [{event: policy[f"{event}Hook"]} for event in HOOKS if policy.get(f"{event}Hook")],
    }
    made = request.aws_client_factory.codedeploy.create_deployment(
        applicationName=policy["ApplicationName"], deploymentGroupName=policy["DeploymentGroupName"],
        revision={"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps(spec)}},
    )
    return made["deploymentId"]


def progress(request) -> ProgressEvent:
    """CloudFormation waits for the deployment; whether for its rollback as well is not documented. Here it does, for the next deployment would meet it."""
    context, client = request.custom_context, request.aws_client_factory.codedeploy
    info = client.get_deployment(deploymentId=context["deployment"])["deploymentInfo"]
    waiting = {"status": OperationStatus.IN_PROGRESS, "resource_model": request.desired_state, "custom_context": context}
    if info["status"] in ("Created", "InProgress"):
        return ProgressEvent(**waiting)
    if info["status"] == "Succeeded":
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=request.desired_state)
    rollback = info.get("rollbackInfo", {}).get("rollbackDeploymentId")
    if rollback and client.get_deployment(deploymentId=rollback)["deploymentInfo"]["status"] in ("Created", "InProgress"):
        return ProgressEvent(**waiting)
    error = info.get("errorInformation", {})
    return ProgressEvent(status=OperationStatus.FAILED, resource_model=request.desired_state, message=f"Deployment {info['deploymentId']} {info['status'].lower()}: {error.get('code')}: {error.get('message')}")


def apply_weights() -> None:
    """LocalStack's UpdateAlias fails whenever weights are given. What two versions behind an alias must share is checked here as Lambda documents it."""
    create_routing = LambdaProvider._create_routing_config_model

    def routing_config_model(self, weights, function_version=None):
        return create_routing(self, weights, function_version) if function_version else AliasRoutingConfig(version_weights=weights)

    LambdaProvider._create_routing_config_model = routing_config_model
    update_alias = LambdaProvider.update_alias

    @functools.wraps(update_alias)
    def update_checked(self, context, function_name, name, function_version=None, description=None, routing_config=None, revision_id=None, **kwargs):
        for other in (routing_config or {}).get("AdditionalVersionWeights") or {}:
            check_shared(self, context, function_name, function_version or self.get_alias(context, function_name, name)["FunctionVersion"], other)
        return update_alias(self, context, function_name, name, function_version=function_version, description=description, routing_config=routing_config, revision_id=revision_id, **kwargs)

    LambdaProvider.update_alias = update_checked


def check_shared(provider: LambdaProvider, context, function: str, one: str, other: str) -> None:
    from localstack.aws.api.lambda_ import InvalidParameterValueException

    versions = [provider.get_function_configuration(context, function, qualifier=each) for each in (one, other)]
    for key, message in (("Role", "Specified versions must be associated with the same execution role."), ("DeadLetterConfig", "Specified versions must have the same dead-letter queue configuration.")):
        if versions[0].get(key) != versions[1].get(key):
            raise InvalidParameterValueException(message, Type="User")


def apply_journal() -> None:
    """Every state that an alias had, for assertions about weights over time and about gaps."""

    def recorded(method: str):
        original = getattr(LambdaProvider, method)

        @functools.wraps(original)
        def call(self, context, *args, **kwargs):
            answer = original(self, context, *args, **kwargs)
            arn = (answer or {}).get("AliasArn")
            if arn:
                weights = (answer.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
                journal.write("alias", arn=arn, version=answer["FunctionVersion"], weights=weights)
            else:
                journal.write("alias deleted", region=context.region, account=context.account_id, function=kwargs["function_name"], name=kwargs["name"])
            return answer

        setattr(LambdaProvider, method, call)

    for method in ("create_alias", "update_alias", "delete_alias"):
        recorded(method)

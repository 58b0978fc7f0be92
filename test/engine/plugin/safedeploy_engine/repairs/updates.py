"""Types whose updates LocalStack skips without a word of CloudFormation's."""
from localstack.services.apigateway.resource_providers.aws_apigateway_stage import ApiGatewayStageProvider
from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
from localstack.services.cloudwatch.resource_providers.aws_cloudwatch_alarm import CloudWatchAlarmProvider
from localstack.services.events.resource_providers.aws_events_rule import EventsRuleProvider
from localstack.services.lambda_.resource_providers.aws_lambda_permission import LambdaPermissionProvider
from localstack.services.logs.resource_providers.aws_logs_loggroup import LogsLogGroupProvider


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
    LogsLogGroupProvider.update = update_log_group
    LambdaPermissionProvider.create = create_permission

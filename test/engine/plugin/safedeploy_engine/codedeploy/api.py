"""CodeDeploy's API over the double, for LocalStack, which has no CodeDeploy."""
import threading
from datetime import UTC, datetime

from localstack.aws.api import CommonServiceException, RequestContext
from localstack.aws.skeleton import Skeleton
from localstack.aws.spec import load_service
from localstack.services.plugins import Service, aws_provider

from .. import callers
from .deployment import Deployment
from .refused import Refused
from .store import CodeDeploy
from .world import LocalStackWorld

stores: dict[tuple[str, str], CodeDeploy] = {}
OPERATIONS = {}
TARGET_STATUS = {"Created": "Pending", "Stopped": "Failed"}


def store(context: RequestContext) -> CodeDeploy:
    key = (context.account_id, context.region)
    return stores.setdefault(key, CodeDeploy(LocalStackWorld(*key)))


def operation(function):
    """Registers a function under the operation's name. It gets the store and the request."""

    def called(context: RequestContext, request):
        try:
            check_role(context, request or {})
            return function(store(context), request or {}) or {}
        except Refused as refused:
            raise CommonServiceException(refused.code, refused.message, 400, True) from refused

    OPERATIONS[function.__name__] = called
    return function


def check_role(context: RequestContext, request: dict) -> None:
    """A hook reports with its own role, which must be allowed to: on the deployment group of the deployment."""
    role, action = callers.role_of(context), f"codedeploy:{context.operation.name}"
    if not role or "deploymentId" not in request:
        return
    group = store(context).deployment(request["deploymentId"]).group
    resource = f"arn:aws:codedeploy:{context.region}:{context.account_id}:deploymentgroup:{group['applicationName']}/{group['deploymentGroupName']}"
    if not callers.role_may(role, action, resource):
        callers.refuse(role, action, resource)


def at(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def present(values: dict) -> dict:
    return {name: value for name, value in values.items() if value is not None}


def described(deployment: Deployment) -> dict:
    done = {"Succeeded": "Succeeded", "InProgress": "InProgress", "Created": "Pending"}.get(deployment.status, "Failed")
    other = deployment.rollback or deployment.triggered_by
    return present({
        "applicationName": deployment.group["applicationName"],
        "deploymentGroupName": deployment.group["deploymentGroupName"],
        "deploymentId": deployment.id,
        "deploymentConfigName": deployment.config["deploymentConfigName"],
        "computePlatform": "Lambda",
        "creator": deployment.creator,
        "status": deployment.status,
        "createTime": at(deployment.created),
        "startTime": at(deployment.started),
        "completeTime": at(deployment.completed),
        "errorInformation": deployment.error,
        # the content of an AppSpec never comes back: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_GetDeployment.html
        "revision": {"revisionType": "AppSpecContent", "appSpecContent": {}},
        "rollbackInfo": present({
            "rollbackDeploymentId": deployment.rollback and deployment.rollback.id,
            "rollbackTriggeringDeploymentId": deployment.triggered_by and deployment.triggered_by.id,
            "rollbackMessage": deployment.rollback and deployment.error["message"],
        }) if other else None,
        "autoRollbackConfiguration": deployment.group.get("autoRollbackConfiguration"),
        "deploymentStyle": deployment.group.get("deploymentStyle"),
        "deploymentOverview": {name: int(name == done) for name in ("Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Ready")},
    })


def target_of(store: CodeDeploy, deployment: Deployment) -> dict:
    spec = deployment.spec
    events = [present({"lifecycleEventName": event["name"], "status": event["status"], "startTime": at(event.get("started")), "endTime": at(event.get("ended"))}) for event in deployment.events]
    return {
        "deploymentTargetType": "LambdaTarget",
        "lambdaTarget": {
            "deploymentId": deployment.id,
            "targetId": f"{spec.function}:{spec.alias}",
            "targetArn": f"arn:aws:lambda:{store.world.region}:{store.world.account}:function:{spec.function}:{spec.alias}",
            "status": TARGET_STATUS.get(deployment.status, deployment.status),
            "lastUpdatedAt": at(deployment.completed or store.world.now()),
            "lifecycleEvents": events,
            "lambdaFunctionInfo": {
                "functionName": spec.function, "functionAlias": spec.alias,
                "currentVersion": spec.current, "targetVersion": spec.target, "targetVersionWeight": float(deployment.weight),
            },
        },
    }


@operation
def CreateApplication(of, request):
    return {"applicationId": of.create_application(request["applicationName"], request.get("computePlatform", "Server"))["applicationId"]}


@operation
def GetApplication(of, request):
    return {"application": {name: value for name, value in of.application(request["applicationName"]).items() if name != "groups"}}


@operation
def ListApplications(of, request):
    return {"applications": sorted(of.applications)}


@operation
def DeleteApplication(of, request):
    of.applications.pop(request["applicationName"], None)


@operation
def CreateDeploymentConfig(of, request):
    return {"deploymentConfigId": of.create_config(request["deploymentConfigName"], request["trafficRoutingConfig"])["deploymentConfigId"]}


@operation
def GetDeploymentConfig(of, request):
    return {"deploymentConfigInfo": of.config(request["deploymentConfigName"])}


@operation
def ListDeploymentConfigs(of, request):
    return {"deploymentConfigsList": sorted(of.configs)}


@operation
def DeleteDeploymentConfig(of, request):
    of.delete_config(request["deploymentConfigName"])


@operation
def CreateDeploymentGroup(of, request):
    return {"deploymentGroupId": of.create_group(request["applicationName"], request["deploymentGroupName"], request)["deploymentGroupId"]}


@operation
def UpdateDeploymentGroup(of, request):
    of.update_group(request["applicationName"], request["currentDeploymentGroupName"], request)


@operation
def GetDeploymentGroup(of, request):
    return {"deploymentGroupInfo": of.group(request["applicationName"], request["deploymentGroupName"])}


@operation
def ListDeploymentGroups(of, request):
    return {"applicationName": request["applicationName"], "deploymentGroups": sorted(of.application(request["applicationName"])["groups"])}


@operation
def DeleteDeploymentGroup(of, request):
    of.application(request["applicationName"])["groups"].pop(request["deploymentGroupName"], None)


@operation
def CreateDeployment(of, request):
    revision = request["revision"]
    content = (revision.get("appSpecContent") or revision.get("string") or {}).get("content", "")
    made = of.create_deployment(request["applicationName"], request["deploymentGroupName"], content, request.get("deploymentConfigName"))
    threading.Thread(target=made.run, daemon=True).start()
    return {"deploymentId": made.id}


@operation
def GetDeployment(of, request):
    return {"deploymentInfo": described(of.deployment(request["deploymentId"]))}


@operation
def BatchGetDeployments(of, request):
    return {"deploymentsInfo": [described(each) for each in of.all() if each.id in request["deploymentIds"]]}


@operation
def ListDeployments(of, request):
    group = request.get("deploymentGroupName") and of.group(request["applicationName"], request["deploymentGroupName"])
    statuses = request.get("includeOnlyStatuses")
    return {"deployments": [each.id for each in of.all() if (not group or each.group is group) and (not statuses or each.status in statuses)]}


@operation
def StopDeployment(of, request):
    of.deployment(request["deploymentId"]).stop(bool(request.get("autoRollbackEnabled")))
    return {"status": "Pending", "statusMessage": "No more commands will be scheduled for execution in the deployment instances."}


@operation
def ListDeploymentTargets(of, request):
    return {"targetIds": [target_of(of, of.deployment(request["deploymentId"]))["lambdaTarget"]["targetId"]]}


@operation
def GetDeploymentTarget(of, request):
    return {"deploymentTarget": target_of(of, of.deployment(request["deploymentId"]))}


@operation
def BatchGetDeploymentTargets(of, request):
    return {"deploymentTargets": [target_of(of, of.deployment(request["deploymentId"]))]}


@operation
def PutLifecycleEventHookExecutionStatus(of, request):
    execution = request["lifecycleEventHookExecutionId"]
    of.deployment(request["deploymentId"]).answer(execution, request["status"])
    return {"lifecycleEventHookExecutionId": execution}


@aws_provider(api="codedeploy")
def provider():
    return Service("codedeploy", skeleton=Skeleton(load_service("codedeploy"), OPERATIONS))

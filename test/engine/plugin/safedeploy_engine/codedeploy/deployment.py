"""One deployment: hooks, traffic, alarms, stop and rollback. It knows no LocalStack and no clock; the world is given to it."""
import json
import random
import string
from typing import Protocol

from .refused import Refused
from .schedule import steps

HOOKS = ("BeforeAllowTraffic", "AfterAllowTraffic")
HOOK_MINUTES = 60
"""https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html: a hook that has not answered within an hour failed."""
POLLS_PER_MINUTE = 3


class World(Protocol):
    """What CodeDeploy sees of AWS."""

    def now(self) -> float: ...
    def wait(self, minutes: float) -> None: ...
    def alias(self, function: str, name: str) -> tuple[str, dict[str, float]]: ...
    def set_alias(self, function: str, name: str, version: str, weights: dict[str, float]) -> None: ...
    def alarm_states(self, names: list[str]) -> dict[str, str]: ...
    def may(self, role: str, action: str, function: str) -> bool: ...
    def invoke(self, function: str, payload: dict) -> None: ...


class Ended(Exception):
    """A deployment that does not go on."""

    def __init__(self, code: str, message: str, status: str = "Failed"):
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


class AppSpec:
    """https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html"""

    def __init__(self, content: str):
        try:
            spec = json.loads(content)
            (resource,) = [list(named.values())[0]["Properties"] for named in spec["Resources"]]
            self.function, self.alias = resource["Name"], resource["Alias"]
            self.current, self.target = str(resource["CurrentVersion"]), str(resource["TargetVersion"])
            self.hooks = {event: function for hook in spec.get("Hooks", []) for event, function in hook.items()}
        except (ValueError, KeyError, TypeError) as fault:
            raise Refused("InvalidRevisionException", f"The AppSpec content cannot be read: {fault}") from fault
        if not (self.current.isdigit() and self.target.isdigit()) or self.current == self.target:
            raise Refused("InvalidRevisionException", "CurrentVersion and TargetVersion must be two different numbers.")


class Deployment:
    def __init__(self, world: World, group: dict, config: dict, spec: AppSpec, creator: str = "user", triggered_by: "Deployment | None" = None):
        self.world, self.group, self.config, self.spec = world, group, config, spec
        self.id = "d-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=9))
        self.creator, self.triggered_by, self.rollback = creator, triggered_by, None
        self.status, self.created, self.started, self.completed = "Created", world.now(), None, None
        self.error: dict | None = None
        self.weight = 0
        self.stop_asked = False
        self.rollback_asked = False
        self.events = [{"name": name, "status": "Pending"} for name in (HOOKS[0], "AllowTraffic", HOOKS[1])]
        self.answers: dict[str, str | None] = {}
        self.owns_alias = False  # an alias that was found otherwise than the AppSpec says is left as it is

    @property
    def is_active(self) -> bool:
        return self.status in ("Created", "InProgress")

    @property
    def is_rollback(self) -> bool:
        return self.triggered_by is not None

    def run(self) -> None:
        try:
            self.status, self.started = "InProgress", self.world.now()
            self.check_alias()
            self.check()
            self.event(0, lambda: self.hook(HOOKS[0]))
            self.event(1, self.shift_traffic)
            self.event(2, lambda: self.hook(HOOKS[1]))
            self.end("Succeeded")
        except Exception as fault:  # noqa: BLE001 what Lambda or CloudWatch said belongs into the deployment, as with CodeDeploy
            self.fail(fault if isinstance(fault, Ended) else Ended("INVALID_LAMBDA_CONFIGURATION", str(fault)))

    def fail(self, ended: Ended) -> None:
        self.error = {"code": ended.code, "message": ended.message}
        if self.goes_back(ended):
            self.rollback = Deployment(self.world, self.group, self.config, back(self.spec), "codeDeployRollback", self)
        self.end(ended.status)
        if self.rollback:
            self.rollback.run()

    def end(self, status: str) -> None:
        for event in self.events:
            if event["status"] == "Pending":
                event["status"] = "Skipped"
        self.completed = self.world.now()
        self.status = status

    def stop(self, with_rollback: bool) -> None:
        if not self.is_active:
            raise Refused("DeploymentAlreadyCompletedException", f"The deployment {self.id} has already completed.")
        self.rollback_asked, self.stop_asked = with_rollback, True

    def answer(self, execution: str, status: str) -> None:
        """PutLifecycleEventHookExecutionStatus"""
        if execution not in self.answers:
            raise Refused("InvalidLifecycleEventHookExecutionIdException", f"There is no execution {execution}.")
        if self.answers[execution] is not None or not self.is_active:
            raise Refused("LifecycleEventAlreadyCompletedException", f"The execution {execution} has already completed.")
        self.answers[execution] = status

    def check_alias(self) -> None:
        if self.is_rollback:
            return
        version, weights = self.world.alias(self.spec.function, self.spec.alias)
        if version != self.spec.current:
            raise Ended("INVALID_LAMBDA_CONFIGURATION", "The Lambda function alias version does not match the current version in AppSpec file.")
        if weights:
            raise Ended("INVALID_LAMBDA_CONFIGURATION", "The Lambda function alias points to two versions already.")
        self.owns_alias = True

    def check(self) -> None:
        """Whether somebody or something stops the deployment."""
        if self.stop_asked:
            raise Ended("MANUAL_STOP", "The deployment was stopped by the user.", "Stopped")
        watch = self.group.get("alarmConfiguration") or {}
        names = [alarm["name"] for alarm in watch.get("alarms", [])]
        if self.is_rollback or not watch.get("enabled") or not names:
            return
        states = self.world.alarm_states(names)
        unread = [name for name in names if name not in states]
        if unread and not watch.get("ignorePollAlarmFailure"):
            raise Ended("ALARM_ACTIVE", f"The state of these alarms cannot be read: {', '.join(unread)}", "Stopped")
        active = [name for name in names if states.get(name) == "ALARM"]
        if active:
            raise Ended("ALARM_ACTIVE", f"One or more alarms have been activated: <{', '.join(active)}>", "Stopped")

    def wait(self, minutes: float) -> None:
        for _ in range(round(minutes * POLLS_PER_MINUTE)):
            self.world.wait(1 / POLLS_PER_MINUTE)
            self.check()

    def event(self, index: int, work) -> None:
        event = self.events[index]
        event.update(status="InProgress", started=self.world.now())
        try:
            event["status"] = "Succeeded" if work() else "Skipped"
        except Exception:
            event["status"] = "Failed"
            raise
        finally:
            event["ended"] = self.world.now()

    def hook(self, name: str) -> bool:
        function = self.spec.hooks.get(name)
        if not function:
            return False
        self.check_role("lambda:InvokeFunction", function)
        execution = "".join(random.choices(string.ascii_letters + string.digits, k=32))
        self.answers[execution] = None
        self.world.invoke(function, {"DeploymentId": self.id, "LifecycleEventHookExecutionId": execution})
        for _ in range(HOOK_MINUTES * POLLS_PER_MINUTE):
            if self.answers[execution] is not None:
                break
            self.world.wait(1 / POLLS_PER_MINUTE)
            self.check()
        answer = self.answers[execution]
        if answer != "Succeeded":
            why = f"reported {answer}" if answer else "reported nothing within an hour"
            raise Ended("HOOK_EXECUTION_FAILURE", f"The hook {function} of {name} {why}.")
        return True

    def check_role(self, action: str, function: str) -> None:
        """CodeDeploy's own report of a missing permission comes late or never; here it comes at once."""
        role = self.group.get("serviceRoleArn")
        if role and not self.world.may(role, action, function):
            raise Ended("IAM_ROLE_PERMISSIONS", f"The role {role} may not {action} on {function}.")

    def shift_traffic(self) -> bool:
        self.check_role("lambda:UpdateAlias", self.spec.function)
        for percent, minutes in [] if self.is_rollback else steps(self.config["trafficRoutingConfig"]):
            self.shift(percent)
            self.wait(minutes)
        self.shift(100)
        return True

    def shift(self, percent: int) -> None:
        spec = self.spec
        if percent == 100:
            self.world.set_alias(spec.function, spec.alias, spec.target, {})
        else:
            self.world.set_alias(spec.function, spec.alias, spec.current, {spec.target: percent / 100})
        self.weight = percent

    def goes_back(self, ended: Ended) -> bool:
        config = self.group.get("autoRollbackConfiguration") or {}
        event = {"ALARM_ACTIVE": "DEPLOYMENT_STOP_ON_ALARM", "MANUAL_STOP": "DEPLOYMENT_STOP_ON_REQUEST"}.get(ended.code, "DEPLOYMENT_FAILURE")
        wanted = self.rollback_asked or (config.get("enabled") and event in config.get("events", []))
        return bool(wanted) and not self.is_rollback and self.owns_alias


def back(spec: AppSpec) -> AppSpec:
    """From the new version to the old one, at once, without hooks."""
    properties = {"Name": spec.function, "Alias": spec.alias, "CurrentVersion": spec.target, "TargetVersion": spec.current}
    return AppSpec(json.dumps({"Resources": [{"function": {"Type": "AWS::Lambda::Function", "Properties": properties}}]}))

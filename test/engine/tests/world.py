"""A world for the double: an alias, alarms, and a clock that waits for nobody."""
from collections.abc import Callable

from safedeploy_engine.codedeploy.store import CodeDeploy

GROUP = {
    "deploymentConfigName": "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
    "serviceRoleArn": "arn:aws:iam::111111111111:role/deployer",
    "alarmConfiguration": {"enabled": True, "alarms": [{"name": "errors"}]},
    "autoRollbackConfiguration": {"enabled": True, "events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]},
}
SPEC = (
    '{"version": 0.0, "Resources": [{"Checkout": {"Type": "AWS::Lambda::Function", "Properties": '
    '{"Name": "checkout", "Alias": "live", "CurrentVersion": "1", "TargetVersion": "2"}}}], "Hooks": [%s]}'
)


class FakeWorld:
    def __init__(self):
        self.minute = 0.0
        self.version, self.weights = "1", {}
        self.alarms = {"errors": "OK"}
        self.states: list[tuple[float, str, dict]] = []
        self.calls: list[tuple[str, dict]] = []
        self.plans: list[tuple[float, Callable]] = []
        self.refused: set[str] = set()
        self.on_invoke: Callable = lambda function, payload: None

    def at(self, minute: float, act: Callable) -> None:
        """Something that happens then."""
        self.plans.append((minute, act))

    def now(self) -> float:
        return self.minute * 60

    def wait(self, minutes: float) -> None:
        self.minute += minutes
        for minute, act in [each for each in self.plans if each[0] <= self.minute + 1e-9]:
            self.plans.remove((minute, act))
            act()

    def alias(self, function: str, name: str):
        return self.version, self.weights

    def set_alias(self, function: str, name: str, version: str, weights: dict) -> None:
        self.version, self.weights = version, weights
        self.states.append((round(self.minute, 2), version, weights))

    def alarm_states(self, names: list[str]) -> dict[str, str]:
        return {name: state for name, state in self.alarms.items() if name in names}

    def may(self, role: str, action: str, function: str) -> bool:
        return action not in self.refused

    def invoke(self, function: str, payload: dict) -> None:
        self.calls.append((function, payload))
        self.on_invoke(function, payload)


def shop(world: FakeWorld, **settings) -> CodeDeploy:
    of = CodeDeploy(world)
    of.create_application("shop", "Lambda")
    of.create_group("shop", "checkout", {**GROUP, **settings})
    return of


def spec(*hooks: str) -> str:
    return SPEC % ", ".join(f'{{"{event}": "{event.lower()}"}}' for event in hooks)

"""What a deployment config means: how much traffic the new version has, and for how many minutes.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html#deployment-configuration-lambda
"""
from .refused import Refused

LONGEST = 2880
"""Minutes between the first shift and the last: https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html"""


def canary(percent: int, minutes: int) -> dict:
    return {"type": "TimeBasedCanary", "timeBasedCanary": {"canaryPercentage": percent, "canaryInterval": minutes}}


def linear(percent: int, minutes: int) -> dict:
    return {"type": "TimeBasedLinear", "timeBasedLinear": {"linearPercentage": percent, "linearInterval": minutes}}


PREDEFINED = {
    "CodeDeployDefault.LambdaAllAtOnce": {"type": "AllAtOnce"},
    **{f"CodeDeployDefault.LambdaCanary10Percent{n}Minutes": canary(10, n) for n in (5, 10, 15, 30)},
    "CodeDeployDefault.LambdaLinear10PercentEvery1Minute": linear(10, 1),
    **{f"CodeDeployDefault.LambdaLinear10PercentEvery{n}Minutes": linear(10, n) for n in (2, 3, 10)},
}


def steps(routing: dict) -> list[tuple[int, int]]:
    """(percent, minutes to stay there), without the last step to 100."""
    if routing["type"] == "AllAtOnce":
        return []
    if routing["type"] == "TimeBasedCanary":
        of = routing["timeBasedCanary"]
        return [(of["canaryPercentage"], of["canaryInterval"])]
    of = routing["timeBasedLinear"]
    return [(percent, of["linearInterval"]) for percent in range(of["linearPercentage"], 100, of["linearPercentage"])]


def validate(routing: dict) -> None:
    if routing.get("type") not in ("AllAtOnce", "TimeBasedCanary", "TimeBasedLinear"):
        raise Refused("InvalidTrafficRoutingConfigurationException", "The type is none of AllAtOnce, TimeBasedCanary and TimeBasedLinear.")
    planned = steps(routing)
    if any(not 0 < percent < 100 or minutes < 0 for percent, minutes in planned):
        raise Refused("InvalidTrafficRoutingConfigurationException", "A percentage is from 1 to 99, an interval is not negative.")
    if sum(minutes for _, minutes in planned) > LONGEST:
        raise Refused("InvalidTrafficRoutingConfigurationException", f"All shifts must be within {LONGEST} minutes.")

"""Errors and invocations of functions as Lambda counts them, and alarms on them as CloudWatch decides. It knows no LocalStack.

https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
Alarms with one metric and the statistic Sum are decided; those with expressions or percentiles are not.
"""
import operator
from collections import defaultdict

COMPARE = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}
NAMESPACE = "AWS/Lambda"


def dimensions(function: str, qualifier: str | None, version: str, weighted: bool) -> list[frozenset]:
    """Under which dimensions a call is counted. The version that was executed counts by itself only behind an alias with weights."""
    name = ("FunctionName", function)
    found = [frozenset([name])]
    if qualifier:
        resource = ("Resource", f"{function}:{qualifier}")
        found.append(frozenset([name, resource]))
        if weighted:
            found.append(frozenset([name, resource, ("ExecutedVersion", version)]))
    return found


class Metrics:
    def __init__(self):
        self.points: dict[tuple, list[float]] = defaultdict(list)

    def count(self, metric: str, dims: list[frozenset], minute: float) -> None:
        """`minute` is the time in minutes."""
        for each in dims:
            self.points[metric, each].append(minute)

    def is_known(self, alarm: dict) -> bool:
        return alarm.get("Namespace") == NAMESPACE and alarm.get("Statistic") == "Sum" and alarm["ComparisonOperator"] in COMPARE

    def fires(self, alarm: dict, minute: float) -> bool:
        """Whether enough of the last periods breach. A period without data does not."""
        points = self.points.get((alarm["MetricName"], frozenset((each["Name"], each["Value"]) for each in alarm.get("Dimensions", []))), [])
        length = alarm["Period"] / 60
        periods = [[at for at in points if minute - (back + 1) * length < at <= minute - back * length] for back in range(alarm["EvaluationPeriods"])]
        breaching = [each for each in periods if each and COMPARE[alarm["ComparisonOperator"]](len(each), alarm["Threshold"])]
        return len(breaching) >= alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])

"""Alarms on functions follow their calls within a minute of this engine; LocalStack counts by FunctionName alone, and decides in minutes of the clock.
An alarm that is updated keeps its state, and its history says when it changed; in LocalStack it starts anew, and the history is late by one change.
"""
import functools
import logging
import threading
import time
from datetime import UTC, datetime

from localstack.aws.connect import connect_to
from localstack.services.cloudwatch.alarm_scheduler import AlarmScheduler
from localstack.services.cloudwatch.provider_v2 import CloudwatchProvider
from localstack.services.lambda_.api_utils import qualifier_is_alias
from localstack.services.lambda_.invocation.models import lambda_stores

from ..executor import ProcessExecutor
from ..metrics import Metrics, dimensions
from ..settings import MINUTES, minute

LOG = logging.getLogger(__name__)
metrics: dict[tuple[str, str], Metrics] = {}
firing: set[str] = set()
"""Alarms that fire because of what was counted. What a scenario has set by hand stays until that changes."""


def count(executor: ProcessExecutor, invoked_arn: str, is_error: bool) -> None:
    of = executor.function_version.id
    qualifier = invoked_arn.split(":")[7] if invoked_arn.count(":") > 6 else None
    alias = lambda_stores[of.account][of.region].functions[of.function_name].aliases.get(qualifier) if qualifier and qualifier_is_alias(qualifier) else None
    dims = dimensions(of.function_name, qualifier, of.qualifier, bool(alias and alias.routing_configuration))
    here = metrics.setdefault((of.account, of.region), Metrics())
    for metric in ("Invocations", *(["Errors"] if is_error else [])):
        here.count(metric, dims, time.time() / minute(of.account))


def decide(account: str, region: str) -> None:
    here, cloudwatch = metrics[account, region], connect_to(aws_access_key_id=account, region_name=region).cloudwatch
    for alarm in [each for page in cloudwatch.get_paginator("describe_alarms").paginate(AlarmTypes=["MetricAlarm"]) for each in page["MetricAlarms"]]:
        arn = alarm["AlarmArn"]
        if not here.is_known(alarm) or here.fires(alarm, time.time() / minute(account)) == (arn in firing):
            continue
        firing.symmetric_difference_update({arn})
        state = "ALARM" if arn in firing else "OK"
        LOG.info("alarm %s: %s", alarm["AlarmName"], state)
        cloudwatch.set_alarm_state(AlarmName=alarm["AlarmName"], StateValue=state, StateReason="what was counted")


def keep_deciding() -> None:
    decided: dict[tuple[str, str], int] = {}
    while True:
        time.sleep(min(MINUTES.values()) / 2)
        for place, here in list(metrics.items()):
            errors = sum(len(points) for (metric, _), points in list(here.points.items()) if metric == "Errors")
            if errors != decided.get(place) or firing:
                decided[place] = errors
                try:
                    decide(*place)
                except Exception:  # noqa: BLE001 a stack that is being deleted takes its alarms along
                    LOG.debug("alarms of %s", place, exc_info=True)


STATE = ("StateValue", "StateReason", "StateReasonData", "StateUpdatedTimestamp")


def apply_states() -> None:
    put, update = CloudwatchProvider.put_metric_alarm, CloudwatchProvider._update_state

    @functools.wraps(put)
    def put_metric_alarm(self, context, request):
        """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: the state of an existing alarm is left unchanged."""
        alarms = self.get_store(context.account_id, context.region).alarms
        before = {arn: alarm for arn, alarm in alarms.items() if alarm.alarm["AlarmName"] == request["AlarmName"]}
        put(self, context, request)
        for arn, alarm in before.items():
            alarms[arn].alarm.update({name: alarm.alarm[name] for name in STATE if name in alarm.alarm})

    def update_state(self, context, alarm, *args, **kwargs):
        update(self, context, alarm, *args, **kwargs)
        alarm.alarm["StateUpdatedTimestamp"] = datetime.now(UTC)
        self.get_store(context.account_id, context.region).histories[-1]["Timestamp"] = alarm.alarm["StateUpdatedTimestamp"]

    CloudwatchProvider.put_metric_alarm, CloudwatchProvider._update_state = put_metric_alarm, update_state


def apply() -> None:
    apply_states()
    AlarmScheduler.schedule_metric_alarm = lambda self, alarm_arn: None
    invoke = ProcessExecutor.invoke

    def counted(self, payload):
        result = invoke(self, payload)
        count(self, payload["invoked-function-arn"], result.is_error)
        return result

    ProcessExecutor.invoke = counted
    threading.Thread(target=keep_deciding, daemon=True).start()

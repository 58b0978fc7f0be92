"""The AWS that the double of CodeDeploy works on: LocalStack's Lambda and CloudWatch, with minutes that are shorter."""
import json
import threading
import time

from localstack.aws.connect import connect_to

from .. import callers
from ..settings import minute


class LocalStackWorld:
    def __init__(self, account: str, region: str):
        self.account, self.region = account, region

    def client(self, service: str):
        return getattr(connect_to(aws_access_key_id=self.account, region_name=self.region), service)

    def now(self) -> float:
        return time.time()

    def wait(self, minutes: float) -> None:
        time.sleep(minutes * minute(self.account))

    def alias(self, function: str, name: str) -> tuple[str, dict[str, float]]:
        found = self.client("lambda_").get_alias(FunctionName=function, Name=name)
        return found["FunctionVersion"], (found.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}

    def set_alias(self, function: str, name: str, version: str, weights: dict[str, float]) -> None:
        self.client("lambda_").update_alias(FunctionName=function, Name=name, FunctionVersion=version, RoutingConfig={"AdditionalVersionWeights": weights})

    def alarm_states(self, names: list[str]) -> dict[str, str]:
        found = self.client("cloudwatch").describe_alarms(AlarmNames=names, AlarmTypes=["MetricAlarm", "CompositeAlarm"])
        return {alarm["AlarmName"]: alarm["StateValue"] for alarm in found.get("MetricAlarms", []) + found.get("CompositeAlarms", [])}

    def may(self, role: str, action: str, function: str) -> bool:
        return callers.role_may(role, action, f"arn:aws:lambda:{self.region}:{self.account}:function:{function}")

    def invoke(self, function: str, payload: dict) -> None:
        """Hooks are called asynchronously: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
        LocalStack's own asynchronous calls get lost when the function has just been updated, which a hook has."""
        threading.Thread(target=self.call, args=(function, json.dumps(payload)), daemon=True).start()

    def call(self, function: str, payload: str) -> None:
        """Lambda tries twice more, after one minute and after two: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html"""
        for minutes in (1, 2, 0):
            answer = self.client("lambda_").invoke(FunctionName=function, Payload=payload)
            if not answer.get("FunctionError"):
                return
            self.wait(minutes)

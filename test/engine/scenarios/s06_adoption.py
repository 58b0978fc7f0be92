"""6. A running stack is adopted in one update and in two, leaves in one and in two, and renames its alias."""
import json
import threading
import time
from copy import deepcopy

from .s03_alarms import until
from .support.callers import CALLERS, api, call_all, emit, everybody
from .support.cli import safedeploy
from .support.report import LeftOut, equal, expect, scenario
from .support.stack import Stack
from .support.templates import function, template


PRINCIPALS = ["apigateway", "events", "logs", "s3", "sns"]


def shop(name: str, text: str, mark: dict | None) -> dict:
    made = template({"Checkout": function(text, mark), **everybody(name)})
    if mark is None:
        del made["Transform"]
    return made


def principals(stack: Stack, qualifier: str | None) -> list[str]:
    return sorted(each["Principal"]["Service"].removesuffix(".amazonaws.com") for each in stack.statements(qualifier=qualifier))


def named(stack: Stack) -> dict[str, str]:
    """What those name that do not call here by themselves."""
    schedule = stack.client("scheduler").get_schedule(Name=stack.id("Schedule"))
    (log,) = stack.client("logs").describe_subscription_filters(logGroupName=stack.id("Log"))["subscriptionFilters"]
    (config,) = stack.lambda_.list_function_event_invoke_configs(FunctionName=stack.id("Checkout"))["FunctionEventInvokeConfigs"]
    return {"schedule": schedule["Target"]["Arn"], "filter": log["destinationArn"], "invocations": config["FunctionArn"]}


def everybody_calls(stack: Stack, qualifier: str) -> None:
    """Each caller calls, and calls what `qualifier` says."""
    began = time.time()
    call_all(stack)

    def called() -> set:
        found = stack.calls(since=began)
        return {who.split("/")[-1] if who.startswith("arn:") else who.removesuffix(".amazonaws.com") for what, who, of in found if what == "called" and of == qualifier}

    wanted = {stack.id("MachineRole") if each == "states" else each for each in CALLERS} | {"user"}  # the poller of a mapping has no principal
    until(lambda: wanted <= called(), f"{stack.name}: {sorted(wanted)} call {qualifier or 'the function'}, {stack.calls(since=began)}")
    equal([each for each in stack.calls(since=began) if each[0] == "refused" or each[2] != qualifier], [], f"{stack.name}: nobody is refused, and nobody calls anything else")


def mapping(stack: Stack) -> str:
    (found,) = stack.lambda_.list_event_source_mappings(EventSourceArn=stack.client("sqs").get_queue_attributes(QueueUrl=stack.id("Queue"), AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])["EventSourceMappings"]
    return found["FunctionArn"]


@scenario(6, "adopted in one update: every caller and permission moves; and left in one")
def one_update():
    stack = Stack("adopt-one")
    mark = {"Type": "AllAtOnce"}
    stack.create(shop(stack.name, "v1", None))
    equal(principals(stack, None), PRINCIPALS, "adopt-one: permissions before")
    everybody_calls(stack, "")
    function_id, api_deployment = stack.id("Checkout"), stack.id("Deployment")

    stack.update(shop(stack.name, "v1", mark))
    equal((stack.id("Checkout"), stack.live(), stack.says()), (function_id, "1", "v1"), "adopt-one: the function stays, and the alias serves it")
    equal(principals(stack, "live"), PRINCIPALS, "adopt-one: permissions stand on the alias")
    # its source is the bucket's name, spelt out: a build may take that for anybody's bucket, and keep the permission beside its copy
    expect(set(principals(stack, None)) <= {"s3"}, f"adopt-one: and no longer on the function: {principals(stack, None)}")
    equal((stack.targets("Rule"), mapping(stack)), ([stack.alias()["AliasArn"]], stack.alias()["AliasArn"]), "adopt-one: target and mapping")
    stages = stack.client("apigateway").get_stage(restApiId=stack.id("Api"), stageName="prod")
    expect(stages["deploymentId"] != api_deployment, "adopt-one: the API has a new deployment, and the stage follows")
    equal(set(named(stack).values()), {stack.alias()["AliasArn"]}, f"adopt-one: {named(stack)}")
    everybody_calls(stack, "live")

    stack.update(shop(stack.name, "v2", mark))
    equal(api(stack), "v2", "adopt-one: a release reaches the callers")
    equal(stack.client("apigateway").get_stage(restApiId=stack.id("Api"), stageName="prod")["deploymentId"], stages["deploymentId"], "adopt-one: a release renews no deployment of the API")

    stack.update(shop(stack.name, "v2", None))
    expect("CheckoutAliaslive" not in stack.resources(), "adopt-one: unmarked, the alias goes")
    equal((principals(stack, None), stack.targets("Rule")), (PRINCIPALS, [stack.arn()]), "adopt-one: permissions and callers are back")
    equal(stack.lambda_.get_function_configuration(FunctionName=function_id)["Description"], "", "adopt-one: the stamp is gone")
    everybody_calls(stack, "")
    back = named(stack)
    equal({back["schedule"], back["filter"], back["invocations"].removesuffix(":$LATEST")}, {stack.arn()}, f"adopt-one: {back}")
    equal(stack.versions(), ["1", "2"], "adopt-one: versions stay in Lambda")
    stack.delete()


@scenario(6, "the alias gets another name in one update")
def renamed():
    stack = Stack("renamed")
    stack.create(shop(stack.name, "v1", {"Type": "AllAtOnce"}))
    stack.update(shop(stack.name, "v1", {"Type": "AllAtOnce", "Alias": "prod"}))
    aliases = [each["Name"] for each in stack.lambda_.list_aliases(FunctionName=stack.id("Checkout"))["Aliases"]]
    equal((aliases, stack.versions(), stack.live(name="prod")), (["prod"], ["1"], "1"), "renamed: one alias, and no version for a name")
    equal((principals(stack, "prod"), stack.targets("Rule")), (PRINCIPALS, [stack.alias(name="prod")["AliasArn"]]), "renamed: callers and permissions follow")
    everybody_calls(stack, "prod")
    stack.delete()


class Prober:
    """Calls through the rule all the time, as EventBridge does, and through the alias once it is there."""

    def __init__(self, stack: Stack):
        self.stack, self.stop, self.began, self.missing = stack, threading.Event(), time.time(), []
        self.threads = [threading.Thread(target=self.keep, args=(once,), daemon=True) for once in (self.through_rule, self.through_alias)]
        self.name, self.seen = stack.id("Checkout"), False
        for each in self.threads:
            each.start()

    def keep(self, once):
        while not self.stop.is_set():
            once()
            time.sleep(0.1)

    def through_rule(self):
        emit(self.stack)

    def through_alias(self):
        try:
            self.stack.lambda_.invoke(FunctionName=self.name, Qualifier="live")
            self.seen = True
        except self.stack.lambda_.exceptions.ResourceNotFoundException as fault:
            if self.seen:
                self.missing.append(str(fault))

    def end(self) -> list[tuple[str, str, str]]:
        """What the rule's calls met."""
        self.stop.set()
        for each in self.threads:
            each.join()
        return [each for each in self.stack.calls(since=self.began) if each[1] == "events.amazonaws.com"]


def supports(setting: str, value) -> None:
    if safedeploy("transform", "-", stdin=json.dumps(template({"Checkout": function("v1", {setting: value})}))).code:
        raise LeftOut(f"this build has no setting {setting}")


@scenario(6, "adopted in two updates (Callers: Stay), left in two (Permissions: Both): no call is refused, the alias is never missing")
def two_updates():
    supports("Callers", "Stay")
    supports("Permissions", "Both")
    stack = Stack("adopt-two")
    stack.create(shop(stack.name, "v1", None))
    prober = Prober(stack)
    for mark in ({"Type": "AllAtOnce", "Callers": "Stay"}, {"Type": "AllAtOnce"}):
        stack.update(shop(stack.name, "v1", deepcopy(mark)))
    equal(principals(stack, "live"), PRINCIPALS, "adopt-two: permissions stand on the alias in the end")
    everybody_calls(stack, "live")
    stack.update(shop(stack.name, "v1", {"Type": "AllAtOnce", "Permissions": "Both"}))
    equal((principals(stack, "live"), principals(stack, None)), (PRINCIPALS,) * 2, "adopt-two: permissions on both")
    seen = [state for state in stack.history() if state is None]
    equal(seen, [], "adopt-two: the alias was never deleted until here")
    prober_alias_ends = list(prober.missing)
    stack.update(shop(stack.name, "v1", None))
    found = prober.end()
    equal(prober_alias_ends, [], "adopt-two: the alias was never missing")
    equal([each for each in found if each[0] == "refused"], [], f"adopt-two: none of {len(found)} calls of the rule was refused")
    expect({"", "live"} <= {qualifier for _, _, qualifier in found}, "adopt-two: the rule called the function, then the alias")
    everybody_calls(stack, "")
    stack.delete()


@scenario(6, "a Function URL moves to the alias: its address changes, and goes on changing nothing")
def url():
    stack = Stack("url")

    def with_url(text: str, mark: dict | None) -> dict:
        made = template({"Checkout": function(text, mark), "Url": {"Type": "AWS::Lambda::Url", "Properties": {"TargetFunctionArn": {"Ref": "Checkout"}, "AuthType": "NONE"}}})
        if mark is None:
            del made["Transform"]
        return made

    def address() -> str:
        return stack.lambda_.get_function_url_config(FunctionName=stack.id("Checkout"), Qualifier="live")["FunctionUrl"]

    stack.create(with_url("v1", None))
    before = stack.lambda_.get_function_url_config(FunctionName=stack.id("Checkout"))["FunctionUrl"]
    stack.update(with_url("v1", {"Type": "AllAtOnce", "FunctionUrl": "Alias"}))
    moved = address()
    expect(moved != before, "url: another address")
    stack.update(with_url("v2", {"Type": "AllAtOnce", "FunctionUrl": "Alias"}))
    equal((address(), stack.says()), (moved, "v2"), "url: a release leaves it as it is")
    stack.delete()


@scenario(6, "a caller in Keep stays on the function, with its permission; the others move")
def kept():
    stack = Stack("kept")
    stack.create(shop(stack.name, "v1", None))
    stack.update(shop(stack.name, "v1", {"Type": "AllAtOnce", "Keep": ["Rule"]}))
    equal((stack.targets("Rule"), mapping(stack)), ([stack.arn()], stack.alias()["AliasArn"]), "kept: the rule stays, the mapping moves")
    expect("events" in principals(stack, None), f"kept: the rule may call the function still: {principals(stack, None)}")
    began = time.time()
    emit(stack)
    until(lambda: ("called", "events.amazonaws.com", "") in stack.calls(since=began), "kept: the rule calls the function")
    equal([each for each in stack.calls(since=began) if each[0] == "refused"], [], "kept: nobody is refused")
    stack.delete()

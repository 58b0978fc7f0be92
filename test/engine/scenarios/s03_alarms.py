"""3. An alarm during the shift; one that fires before it; IgnoreAlarms ships the fix; errors of the new version."""
import threading
import time

from .support.install import install
from .support.report import equal, expect, scenario
from .support.settings import SLOW
from .support.stack import Stack
from .support.templates import function, nightly, shop, template

ALARM = "CheckoutVersionErrorsAlarm"
THROWS = "exports.handler = async () => { throw new Error('three'); };"


def until(condition, text: str, seconds: float = 60):
    """Waits for what happens by itself."""
    end = time.time() + seconds
    while not (found := condition()):
        expect(time.time() < end, f"{text} within {seconds} s")
        time.sleep(0.02)
    return found


def shifting(stack: Stack) -> dict:
    return until(lambda: stack.alias().get("RoutingConfig", {}).get("AdditionalVersionWeights"), f"{stack.name}: weights")


def creators(stack: Stack) -> list[tuple[str, str]]:
    return [(each["creator"], each["status"]) for each in stack.deployments()]


@scenario(3, "an alarm during the shift takes the whole update back")
def during():
    stack = Stack("alarm-during")
    mark = {"Type": "Linear10PercentEvery3Minutes"}
    stack.create(shop("v1", mark, nightly()))
    before = (stack.version_ids(), stack.processed())
    pattern = {"source": ["shop"]}  # changes in the update as well, and must go back
    changed = shop("v2", mark, nightly(pattern=pattern), {"Environment": {"Variables": {"TABLE": "two"}}})
    changed["Resources"]["Extra"] = {"Type": "AWS::SNS::Topic", "Properties": {}}
    stack.begin(changed)
    equal(list(shifting(stack)), ["2"], "alarm-during: the new version gets weights")
    dims = {each["Name"]: each["Value"] for each in stack.alarm(ALARM)["Dimensions"]}
    equal(dims, {"FunctionName": stack.id("Checkout"), "Resource": f"{stack.id('Checkout')}:live", "ExecutedVersion": "2"}, "alarm-during: what the alarm watches")
    stack.set_alarm(ALARM, "ALARM")
    stack.finish("UPDATE_ROLLBACK_COMPLETE")

    found = [str(each) for each in stack.history()]
    equal((found[0], found[-1]), ("1 2:10%", "1"), f"alarm-during: states of the alias {found}")
    expect("2" not in found, "alarm-during: the new version never had all traffic")
    equal((stack.versions(), stack.live(), stack.says()), (["1"], "1", "v1"), "alarm-during: the version that failed is gone")
    equal(creators(stack), [("codeDeployRollback", "Succeeded"), ("user", "Stopped")], "alarm-during: deployments")
    rollback, stopped = stack.deployments()
    equal(stopped["errorInformation"]["code"], "ALARM_ACTIVE", "alarm-during: why")
    equal((stopped["rollbackInfo"]["rollbackDeploymentId"], rollback["rollbackInfo"]["rollbackTriggeringDeploymentId"]), (rollback["deploymentId"], stopped["deploymentId"]), "alarm-during: the two know each other")
    statuses = stack.statuses("CheckoutAliaslive")
    equal(statuses, ["UPDATE_IN_PROGRESS", "UPDATE_FAILED", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"], "alarm-during: events of the alias")
    equal((stack.version_ids(), stack.processed()), before, "alarm-during: the stack's template and its versions are those of before")
    settings = stack.lambda_.get_function_configuration(FunctionName=stack.id("Checkout"))
    equal((settings.get("Environment", {}).get("Variables", {}), stack.says(qualifier=None)), ({}, "v1"), "alarm-during: the function itself went back")
    equal(dict((each["Name"], each["Value"]) for each in stack.alarm(ALARM)["Dimensions"])["ExecutedVersion"], "1", "alarm-during: so did the alarm")
    rule = stack.client("events").describe_rule(Name=stack.id("Nightly"))
    expect("ScheduleExpression" in rule and not rule.get("EventPattern"), f"alarm-during: so did the rule: {rule}")
    expect("Extra" not in stack.resources(), "alarm-during: what the update made is deleted")

    stack.set_alarm(ALARM, "OK")
    stack.update(changed)
    equal((stack.versions(), stack.live(), stack.says()), (["1", "3"], "3", "v2"), "alarm-during: the same code ships afterwards")
    stack.delete()


@scenario(3, "an alarm that fires already stops the fix; IgnoreAlarms ships it")
def before():
    stack = Stack("alarm-before")
    stack.create(shop("broken", {}))
    stack.set_alarm("CheckoutAliasErrorsAlarm", "ALARM")
    stack.fails(shop("fixed", {}))
    equal((stack.live(), stack.says(), [str(each) for each in stack.history()]), ("1", "broken", []), "alarm-before: nothing was shifted")
    equal(creators(stack)[-1], ("user", "Stopped"), "alarm-before: the deployment was stopped")
    stack.update(shop("fixed", {"IgnoreAlarms": True}))
    equal((stack.live(), stack.says()), ("3", "fixed"), "alarm-before: IgnoreAlarms ships the fix")
    equal([str(each) for each in stack.history()], ["1 3:10%", "3"], "alarm-before: by the schedule")
    equal(stack.alarm("CheckoutAliasErrorsAlarm")["StateValue"], "ALARM", "alarm-before: the alarm itself stays as it is")
    stack.delete()


@scenario(3, "errors of the new version set off an alarm of its function, and the alias goes back by itself")
def errors():
    install(SLOW)
    stack = Stack("alarm-errors", SLOW)
    mark = {"Type": "Linear25PercentEvery5Minutes"}
    stack.create(shop("v1", mark))
    stop, answers = threading.Event(), []

    def call():
        while not stop.is_set():
            answer = stack.lambda_.invoke(FunctionName=stack.id("Checkout"), Qualifier="live")
            answers.append((answer["ExecutedVersion"], answer.get("FunctionError")))

    caller = threading.Thread(target=call, daemon=True)
    caller.start()
    stack.fails(shop(mark=mark, properties={"Code": {"ZipFile": THROWS}}))
    stop.set()
    caller.join()
    expect(("2", "Unhandled") in answers, f"alarm-errors: the new version was called, and failed: {set(answers)}")
    equal({version for version, error in answers if error}, {"2"}, "alarm-errors: nobody else failed")
    stopped = stack.deployments()[-1]
    # the alias' alarm counts the same errors, and may be the first to be evaluated
    message, own = stopped["errorInformation"]["message"], [stack.id(ALARM), stack.id("CheckoutAliasErrorsAlarm")]
    expect(any(alarm in message for alarm in own), f"alarm-errors: it was one of its alarms: {message}")
    equal((stack.live(), stack.says(), stack.versions()), ("1", "v1", ["1"]), "alarm-errors: the old version serves")
    stack.delete()


@scenario(3, "two functions of one stack: the alarm of one takes both back")
def two():
    stack = Stack("alarm-two")

    def both(text):
        return template({"Checkout": function(text, {"Type": "AllAtOnce"}), "Search": function(text, {"Type": "Canary10Percent30Minutes"})})

    stack.create(both("v1"))
    stack.begin(both("v2"))
    until(lambda: stack.alias("Search").get("RoutingConfig", {}).get("AdditionalVersionWeights"), "alarm-two: Search shifts")
    stack.set_alarm("SearchAliasErrorsAlarm", "ALARM")
    stack.finish("UPDATE_ROLLBACK_COMPLETE")
    equal((stack.says("Checkout"), stack.says("Search")), ("v1", "v1"), "alarm-two: both serve the old version")
    equal([str(each) for each in stack.history("Checkout")], ["2", "1"], "alarm-two: the one that was there already went back through CodeDeploy")
    equal(stack.deployments("Checkout")[0]["status"], "Succeeded", "alarm-two: by a deployment")
    equal(len(stack.deployments("Checkout")), 2, "alarm-two: of its own")
    stack.delete()


@scenario(3, "a deployment that somebody stops goes back, and so does the stack")
def stopped():
    stack = Stack("stopped")
    stack.create(shop("v1", {"Type": "Canary10Percent30Minutes"})).begin(shop("v2", {"Type": "Canary10Percent30Minutes"}))
    shifting(stack)
    stack.codedeploy.stop_deployment(deploymentId=stack.deployments()[0]["deploymentId"], autoRollbackEnabled=True)
    stack.finish("UPDATE_ROLLBACK_COMPLETE")
    equal((stack.live(), stack.says(), creators(stack)), ("1", "v1", [("codeDeployRollback", "Succeeded"), ("user", "Stopped")]), "stopped: back at the old version")
    equal([str(each) for each in stack.history()], ["1 2:10%", "1"], "stopped: states of the alias")
    stack.delete()


@scenario(3, "a creation that fails leaves nothing behind, and the next one works")
def created_again():
    stack = Stack("created-again")
    broken = {"Broken": {"Type": "AWS::Lambda::Permission", "DependsOn": "CheckoutAliaslive", "Properties": {"FunctionName": "no-such-function", "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com"}}}
    stack.begin(shop("v1", {"Type": "AllAtOnce"}, broken, {"FunctionName": "created-again"})).finish("ROLLBACK_COMPLETE")
    names = [each["FunctionName"] for page in stack.lambda_.get_paginator("list_functions").paginate() for each in page["Functions"]]
    expect("created-again" not in names, "created-again: the function is gone with its alias and version")
    stack.delete()
    stack.create(shop("v1", {"Type": "AllAtOnce"}, properties={"FunctionName": "created-again"}))
    equal((stack.live(), stack.says()), ("1", "v1"), "created-again: the next attempt")
    stack.delete()

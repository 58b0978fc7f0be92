"""4. A hook that succeeds, fails, never answers; checks before and after, passing and failing, with their log line."""
import re

from .s03_alarms import creators, until
from .support import journal
from .support.report import equal, expect, scenario
from .support.settings import MINUTE
from .support.stack import Stack
from .support.templates import ROLE, att, function, ref, template

HOOK = """
const { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } = require('@aws-sdk/client-codedeploy');
const client = new CodeDeployClient();
exports.handler = async (event) => {
  console.log('asked', Object.keys(event).sort().join(), process.env.SAFEDEPLOY_VERSION_Checkout);
  const status = process.env.STATUS;
  if (!status) return;
  const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId } = event;
  await client.send(new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId, status }));
};
"""


def hooked(text: str, status: str | None, event: str = "PreTraffic") -> dict:
    smoke = function(Code={"ZipFile": HOOK}, Role=att("SmokeRole"), Timeout=10, **({"Environment": {"Variables": {"STATUS": status}}} if status else {}))
    return template({"Checkout": function(text, {"Type": "AllAtOnce", "Hooks": {event: ref("Smoke")}}), "Smoke": smoke, "SmokeRole": ROLE})


def log_of(stack: Stack, id: str) -> str:
    """The log comes a moment after the call."""
    logs, group = stack.client("logs"), f"/aws/lambda/{stack.id(id)}"
    until(lambda: logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"], f"{stack.name}: a log")
    return "\n".join(each["message"] for each in logs.filter_log_events(logGroupName=group)["events"])


@scenario(4, "a hook that succeeds, with the version that it is to try in its environment")
def succeeds():
    stack = Stack("hook-succeeds")
    stack.create(hooked("v1", "Succeeded")).update(hooked("v2", "Succeeded"))
    equal((stack.live(), stack.says()), ("2", "v2"), "hook-succeeds: the alias moved")
    equal(stack.lifecycle(stack.deployments()[0]), ["BeforeAllowTraffic Succeeded", "AllowTraffic Succeeded", "AfterAllowTraffic Skipped"], "hook-succeeds: lifecycle events")
    (version,) = stack.version_ids()
    asked = f"asked DeploymentId,LifecycleEventHookExecutionId {stack.id(version)}"
    until(lambda: asked in log_of(stack, "Smoke"), f"hook-succeeds: the log of the hook says {asked}")
    stack.delete()


@scenario(4, "a hook that fails before traffic: nothing shifts")
def fails():
    stack = Stack("hook-fails")
    stack.create(hooked("v1", "Failed")).fails(hooked("v2", "Failed"))
    equal((stack.live(), stack.says(), [str(each) for each in stack.history()]), ("1", "v1", []), "hook-fails: the alias never moved")
    failed = stack.deployments()[-1]
    equal((failed["status"], failed["errorInformation"]["code"]), ("Failed", "HOOK_EXECUTION_FAILURE"), "hook-fails: the deployment")
    equal(stack.lifecycle(failed), ["BeforeAllowTraffic Failed", "AllowTraffic Skipped", "AfterAllowTraffic Skipped"], "hook-fails: lifecycle events")
    stack.delete()


@scenario(4, "a hook that fails after traffic: all of it goes back")
def fails_after():
    stack = Stack("hook-fails-after")
    stack.create(hooked("v1", "Failed", "PostTraffic")).fails(hooked("v2", "Failed", "PostTraffic"))
    equal((stack.live(), stack.says(), [str(each) for each in stack.history()]), ("1", "v1", ["2", "1"]), "hook-fails-after: there and back")
    equal(creators(stack), [("codeDeployRollback", "Succeeded"), ("user", "Failed")], "hook-fails-after: deployments")
    stack.delete()


@scenario(4, "a hook that never answers fails after an hour")
def never():
    stack = Stack("hook-never")
    stack.create(hooked("v1", None)).fails(hooked("v2", None))
    failed = stack.deployments()[-1]
    took = (failed["completeTime"] - failed["startTime"]).total_seconds()
    expect(took >= 59 * MINUTE, f"hook-never: CodeDeploy waited for {took:.1f} s, {took / MINUTE:.0f} minutes")
    equal((stack.live(), stack.says()), ("1", "v1"), "hook-never: the alias never moved")
    stack.delete()


def checked(text: str, before: str, after: str) -> dict:
    hooks = {
        "PreTraffic": {"Checks": [{"Name": "says so", "Expect": {"StatusCode": 200, "Contains": before}}, {"Name": "answers", "Payload": {"ping": True}}]},
        "PostTraffic": {"Checks": [{"Name": "still says so", "Expect": {"Contains": after}}]},
    }
    return template({"Checkout": function(text, {"Type": "Canary10Percent5Minutes", "Hooks": hooks})})


@scenario(4, "checks before and after, passing and failing, with their log lines")
def checks():
    stack = Stack("checks")
    stack.create(checked("v1", "v1", "v1"))
    stack.update(checked("v2", "v2", "v2"))
    equal((stack.live(), stack.says()), ("2", "v2"), "checks: pass")
    equal(stack.lifecycle(stack.deployments()[0]), ["BeforeAllowTraffic Succeeded", "AllowTraffic Succeeded", "AfterAllowTraffic Succeeded"], "checks: lifecycle events")
    name = stack.id("Checkout")
    until(lambda: stack.log("SafeDeployChecksLogs").count("Reported Succeeded") == 2, "checks: two reports in the log")
    log = stack.log("SafeDeployChecksLogs")
    for line in (f'{name}:2, check "says so" passed.', f'{name}:2, check "answers" passed.', f'{name}:live, check "still says so" passed.', f"Reported Succeeded to CodeDeploy for {stack.deployments()[0]['deploymentId']}."):
        expect(line in log, f"checks: the log has {line!r}:\n{log}")

    stack.fails(checked("v3", "something else", "v3"))
    equal((stack.live(), stack.says(), [str(each) for each in stack.history()]), ("2", "v2", []), "checks: one that fails before traffic keeps the alias")
    until(lambda: "Reported Failed" in stack.log("SafeDeployChecksLogs"), "checks: the failure in the log")
    log = stack.log("SafeDeployChecksLogs")
    expect(re.search(rf'{name}:\d+, check "says so" FAILED: ', log), f"checks: the log says what failed:\n{log}")
    expect(re.search(r'check "answers" passed\.', log), "checks: the others run all the same")

    stack.fails(checked("v4", "v4", "something else"))
    equal((stack.live(), stack.says()), ("2", "v2"), "checks: one that fails after traffic takes the alias back")
    until(lambda: 'check "still says so" FAILED: ' in stack.log("SafeDeployChecksLogs"), "checks: and the log says so")
    stack.delete()


@scenario(4, "a hook of another stack, by its name: its own stack must let it report")
def foreign():
    smoke, stack = Stack("hook-foreign-smoke"), Stack("hook-foreign")
    of = function(Code={"ZipFile": HOOK}, Role=att("SmokeRole"), FunctionName="foreign-smoke", Environment={"Variables": {"STATUS": "Succeeded"}})
    smoke.create(template({"Smoke": of, "SmokeRole": ROLE}, transform=None))

    def hooked_by_name(text):
        return template({"Checkout": function(text, {"Type": "AllAtOnce", "Hooks": {"PreTraffic": "foreign-smoke"}})})

    stack.create(hooked_by_name("v1"))
    stack.fails(hooked_by_name("v2"))
    role = f"arn:aws:iam::{stack.account}:role/{smoke.id('SmokeRole')}"
    refused = [line["action"] for line in journal.lines() if line["what"] == "refused" and line["who"] == role]
    equal(set(refused), {"codedeploy:PutLifecycleEventHookExecutionStatus"}, "hook-foreign: CodeDeploy may call it, and it may not report")
    group = f"{stack.id('SafeDeployApplication')}/{stack.id('CheckoutDeploymentGroup')}"
    allowed = {"Effect": "Allow", "Action": "codedeploy:PutLifecycleEventHookExecutionStatus", "Resource": {"Fn::Sub": f"arn:${{AWS::Partition}}:codedeploy:${{AWS::Region}}:${{AWS::AccountId}}:deploymentgroup:{group}"}}
    policy = {"Type": "AWS::IAM::Policy", "Properties": {"PolicyName": "Report", "Roles": [ref("SmokeRole")], "PolicyDocument": {"Version": "2012-10-17", "Statement": [allowed]}}}
    smoke.update(template({"Smoke": of, "SmokeRole": ROLE, "MayReport": policy}, transform=None))
    stack.update(hooked_by_name("v3"))
    equal((stack.says(), stack.lifecycle(stack.deployments()[0])[0]), ("v3", "BeforeAllowTraffic Succeeded"), "hook-foreign: allowed, it does")
    stack.delete()
    smoke.delete()


@scenario(4, "a hook under a condition: it runs in production alone")
def conditional():
    stack = Stack("hook-conditional")

    def staged(text: str) -> dict:
        made = hooked(text, "Failed")
        made["Parameters"] = {"Stage": {"Type": "String", "Default": "dev"}}
        made["Conditions"] = {"IsProd": {"Fn::Equals": [ref("Stage"), "prod"]}}
        made["Resources"]["Checkout"]["Metadata"]["SafeDeploy"]["Hooks"] = {"PreTraffic": {"Fn::If": ["IsProd", ref("Smoke"), ref("AWS::NoValue")]}}
        made["Resources"]["Smoke"]["Condition"] = made["Resources"]["SmokeRole"]["Condition"] = "IsProd"
        return made

    stack.create(staged("v1")).update(staged("v2"))
    equal((stack.says(), stack.lifecycle(stack.deployments()[0])[0]), ("v2", "BeforeAllowTraffic Skipped"), "hook-conditional: no hook in development")
    stack.update(staged("v3"), {"Stage": "prod"}, "UPDATE_ROLLBACK_COMPLETE")
    equal((stack.says(), stack.lifecycle(stack.deployments()[-1])[0]), ("v2", "BeforeAllowTraffic Skipped"), "hook-conditional: the first deployment is as it was")
    equal(stack.lifecycle(stack.deployments()[-2])[0], "BeforeAllowTraffic Failed", "hook-conditional: it runs, and fails, in production")
    equal([id for id in stack.resources() if id.startswith("Smoke")], [], "hook-conditional: and is gone with the update")
    stack.delete()

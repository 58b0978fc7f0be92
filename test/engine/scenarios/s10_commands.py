"""10. The command line against the engine: plan --stack says what then happens. Commands that a build does not have yet are left out here by name."""
import json
import sys

from .s03_alarms import shifting, until
from .support.aws import client
from .support.cli import Answer, has_command, safedeploy
from .support.install import TEMPLATE
from .support.report import LeftOut, equal, expect, scenario
from .support.settings import ACCOUNT, REGION
from .support.stack import Stack
from .support.templates import att, function, nightly, ref, shop, template

KNOWN = ("--region", REGION, "--account-id", ACCOUNT)


def plan(stack: Stack, made: dict, *options: str) -> dict:
    answer = safedeploy("plan", "-", "--json", "--stack", stack.name, *KNOWN, *options, stdin=json.dumps(made))
    equal(answer.code, 0, f"{stack.name}: safedeploy plan says {answer.err}")
    return json.loads(answer.out)


def of(planned: dict, function_id: str = "Checkout") -> dict:
    return next(each for each in planned["functions"] if each["id"] == function_id)


@scenario(10, "plan --stack: what it says is what the deployment does")
def plan_stack():
    stack = Stack("plan")
    canary = {"Type": "Canary10Percent5Minutes"}
    plain = template({"Checkout": function("v1", None), **nightly()}, transform=None)
    stack.create(plain)

    first = plan(stack, shop("v1", canary, nightly()))
    equal(of(first)["deployment"]["effect"], "first", "plan: adopting is the first deployment")
    moved = {(each["resource"], each["outcome"]) for each in of(first)["callers"]}
    equal(moved, {("Nightly", "moved"), ("NightlyMay", "moved")}, "plan: who moves")
    before = set(stack.resources())
    stack.update(shop("v1", canary, nightly()))
    equal({each["id"] for each in first["generated"]}, set(stack.resources()) - before, "plan: what is generated")
    equal(of(first)["version"]["id"], stack.version_ids()[0], "plan: the version's logical id")
    equal(stack.targets("Nightly"), [stack.alias()["AliasArn"]], "plan: the caller moved")

    tagged = shop("v1", canary, nightly(), {"Tags": [{"Key": "team", "Value": "checkout"}]})
    equal(of(plan(stack, tagged))["deployment"]["effect"], "unchanged", "plan: a tag publishes nothing")
    stack.update(tagged)
    equal(stack.versions(), ["1"], "plan: nor did it")

    second = plan(stack, shop("v2", canary, nightly()))
    equal((of(second)["deployment"]["effect"], [each["property"] for each in of(second)["deployment"]["changed"]]), ("shifts", ["Code.ZipFile"]), "plan: a release shifts, because of its code")
    stack.update(shop("v2", canary, nightly()))
    steps = [(each["minute"], each["percent"]) for each in of(second)["schedules"][0]["steps"]]
    equal(steps, [(0, 10), (5, 100)], "plan: the schedule")
    equal([str(each) for each in stack.history()], ["1 2:10%", "2"], "plan: which the alias followed")
    equal(of(second)["version"]["id"], stack.version_ids()[0], "plan: the version's logical id again")

    at_once = shop("v3", {"Type": "None"}, nightly())
    equal(of(plan(stack, at_once))["deployment"]["effect"], "atOnce", "plan: without CodeDeploy at once")
    stack.update(at_once)
    equal([str(each) for each in stack.history()], ["3"], "plan: and so it was")

    unmarked = template({"Checkout": function("v3", None), **nightly()})
    last = plan(stack, unmarked)
    gone = {each["id"]: each["fate"] for each in last["comparison"]["gone"]}
    equal(gone.get("CheckoutAliaslive"), "deleted", "plan: the alias goes with the mark")
    (version,) = stack.version_ids()
    equal(gone.get(version), "retained", "plan: its version stays in Lambda")
    stack.update(unmarked)
    equal((stack.resources().get("CheckoutAliaslive"), stack.versions()), (None, ["1", "2", "3"]), "plan: and so it was in the end")
    stack.delete()


@scenario(10, "plan --stack keeps the stack's parameters, and shows none of a NoEcho value")
def plan_parameters():
    stack = Stack("plan-parameters")
    parameters = {"Table": {"Type": "String"}, "Password": {"Type": "String", "NoEcho": True}}
    made = template({"Checkout": function("v1", {"Type": "AllAtOnce"}, Environment={"Variables": {"TABLE": ref("Table"), "PASSWORD": ref("Password")}})}, Parameters=parameters)
    stack.create(made, {"Table": "orders", "Password": "correct-horse"})
    same = plan(stack, made)
    equal((of(same)["deployment"]["effect"], of(same)["version"]["id"]), ("unchanged", None), "plan-parameters: the hidden value is taken for unchanged")
    given = plan(stack, made, "--parameter", "Password=correct-horse")
    equal((of(given)["deployment"]["effect"], of(given)["version"]["id"]), ("unchanged", stack.version_ids()[0]), "plan-parameters: given, it is exact")
    other = plan(stack, made, "--parameter", "Table=carts", "--parameter", "Password=correct-horse")
    equal(of(other)["deployment"]["effect"], "atOnce", "plan-parameters: another value publishes")
    expect("correct-horse" not in json.dumps([same, given, other]), "plan-parameters: the value is nowhere")
    stack.delete()


@scenario(10, "plan --stack of a stack that is not there, or without a template yet")
def plan_nothing():
    answer = safedeploy("plan", "-", "--stack", "no-such-stack", *KNOWN, stdin=json.dumps(shop("v1")))
    equal((answer.code, answer.out), (2, ""), f"plan-nothing: {answer}")
    expect("no-such-stack" in answer.err, f"plan-nothing: {answer.err}")


@scenario(10, "transform writes what the macro makes, and it deploys without the macro")
def transform():
    stack, made = Stack("transform"), shop("v1", {"Type": "AllAtOnce"}, nightly())
    stack.create(made)
    answer = safedeploy("transform", "-", "--format", "json", *KNOWN, stdin=json.dumps(made))
    equal(json.loads(answer.out), stack.processed(), "transform: the same template")
    without = json.loads(safedeploy("transform", "-", "--format", "json", *KNOWN, stdin=json.dumps(shop("v2", {"Type": "AllAtOnce"}, nightly()))).out)
    expect("Transform" not in without, "transform: it needs no macro")
    stack.update(without)
    equal((stack.live(), stack.says(), len(stack.deployments())), ("2", "v2", 1), "transform: released by CodeDeploy all the same")
    stack.update(shop("v3", {"Type": "AllAtOnce"}, nightly()))
    equal(stack.says(), "v3", "transform: and with the macro again")
    stack.delete()


@scenario(10, "plan --change-set: both sides as CloudFormation has them, and that is what then happens")
def plan_change_set():
    stack, canary = Stack("change-set"), {"Type": "Canary10Percent5Minutes"}

    def planned(made: dict) -> dict:
        answer = safedeploy("plan", "--json", "--change-set", made["ChangeSetId"], "--stack", stack.name, "--region", REGION)
        equal(answer.code, 0, f"change-set: safedeploy plan says {answer.err}")
        return json.loads(answer.out)

    first = planned(stack.change_set(shop("v1", canary, nightly())))
    equal(of(first)["deployment"]["effect"], "first", "change-set: of a stack that is not there yet")
    stack.create(shop("v1", canary, nightly()))
    equal(of(first)["version"]["id"], stack.version_ids()[0], "change-set: the version's logical id")

    second = planned(stack.change_set(shop("v2", canary, nightly())))
    equal((of(second)["deployment"]["effect"], [each["property"] for each in of(second)["deployment"]["changed"]]), ("shifts", ["Code.ZipFile"]), "change-set: a release shifts, because of its code")
    equal([(each["minute"], each["percent"]) for each in of(second)["schedules"][0]["steps"]], [(0, 10), (5, 100)], "change-set: the schedule")
    stack.update(shop("v2", canary, nightly()))
    equal([str(each) for each in stack.history()], ["1 2:10%", "2"], "change-set: which the alias followed")
    equal(of(second)["version"]["id"], stack.version_ids()[0], "change-set: the version's logical id again")

    missing = safedeploy("plan", "--change-set", "no-such-set", "--stack", stack.name, "--region", REGION)
    equal((missing.code, missing.out), (2, ""), f"change-set: {missing}")
    expect("no-such-set" in missing.err, f"change-set: {missing.err}")
    stack.delete()


@scenario(10, "a SAM template: transform makes on this machine what SAM and the macro make in CloudFormation")
def transform_sam():
    stack = Stack("transform-sam")
    properties = {"InlineCode": "def handler(event, context):\n    return 'v1'\n", "Handler": "index.handler", "Runtime": "python3.12", "Events": {"Nightly": {"Type": "Schedule", "Properties": {"Schedule": "rate(1 day)"}}}}
    checkout = {"Type": "AWS::Serverless::Function", "Metadata": {"SafeDeploy": {"Type": "AllAtOnce"}}, "Properties": properties}
    made = {"Transform": ["AWS::Serverless-2016-10-31", "SafeDeploy"], "Resources": {"Checkout": checkout}}
    answer = safedeploy("transform", "-", "--format", "json", "--sam", sys.executable, *KNOWN, stdin=json.dumps(made))
    equal(answer.code, 0, f"transform-sam: {answer.err}")
    stack.create(made)
    equal(json.loads(answer.out), stack.processed(), "transform-sam: the same template")
    equal(stack.targets("CheckoutNightly"), [stack.alias()["AliasArn"]], "transform-sam: the event calls the alias")
    stack.delete()


def needs(name: str) -> None:
    if not has_command(name):
        raise LeftOut("this build has no such command")


def asked(name: str, stack: Stack, *options: str, code: int = 0) -> str:
    answer = safedeploy(name, "--stack", stack.name, "--region", REGION, *options, account=stack.account)
    equal(answer.code, code, f"{stack.name}: safedeploy {name} {' '.join(options)}: {answer.out}{answer.err}")
    return answer.out


SLOWLY = {"Type": "Canary10Percent30Minutes"}


@scenario(10, "safedeploy status: at rest, during a shift, and after it was stopped")
def status():
    needs("status")
    stack = Stack("status")
    stack.create(shop("v1", SLOWLY))
    json.loads(asked("status", stack, "--json"))
    at_rest = asked("status", stack)
    expect("Checkout" in at_rest and "live" in at_rest, f"status: at rest\n{at_rest}")
    stack.begin(shop("v2", SLOWLY))
    shifting(stack)
    during = asked("status", stack)
    (deployment,) = stack.deployments()
    expect("10 %" in during or "10%" in during, f"status: the weight of the new version\n{during}")
    expect(deployment["deploymentId"] in during, f"status: the deployment\n{during}")
    stack.set_alarm("CheckoutAliasErrorsAlarm", "ALARM")
    stack.finish("UPDATE_ROLLBACK_COMPLETE")
    after = asked("status", stack)
    expect(stack.id("CheckoutAliasErrorsAlarm") in after, f"status: the alarm that fires\n{after}")
    stack.delete()


@scenario(10, "safedeploy watch: follows a deployment to its good end, and to its bad one")
def watch():
    needs("watch")
    stack = Stack("watch")
    stack.create(shop("v1", SLOWLY)).begin(shop("v2", SLOWLY))
    shifting(stack)
    said = asked("watch", stack)
    stack.finish("UPDATE_COMPLETE")
    expect("Checkout" in said, f"watch: {said}")
    stack.begin(shop("v3", SLOWLY))
    shifting(stack)
    stack.set_alarm("CheckoutVersionErrorsAlarm", "ALARM")
    asked("watch", stack, code=1)
    stack.finish("UPDATE_ROLLBACK_COMPLETE")
    stack.delete()


@scenario(10, "safedeploy why: names the alarm, and the check with its words")
def why():
    needs("why")
    stack = Stack("why")

    def checked(text: str, says: str) -> dict:
        return shop(text, {**SLOWLY, "Hooks": {"PreTraffic": {"Checks": [{"Name": "says so", "Expect": {"Contains": says}}]}}})

    stack.create(checked("v1", "v1")).fails(checked("v2", "something else"))
    until(lambda: "Reported Failed" in stack.log("SafeDeployChecksLogs"), "why: the log of the check")
    said = asked("why", stack)
    expect("says so" in said, f"why: the check that failed\n{said}")
    stack.begin(checked("v3", "v3"))
    shifting(stack)
    stack.set_alarm("CheckoutVersionErrorsAlarm", "ALARM")
    stack.finish("UPDATE_ROLLBACK_COMPLETE")
    said = asked("why", stack)
    expect(stack.id("CheckoutVersionErrorsAlarm") in said, f"why: the alarm\n{said}")
    stack.delete()


@scenario(10, "safedeploy abort: stops the shift, and all is back")
def abort():
    needs("abort")
    stack = Stack("abort")
    stack.create(shop("v1", SLOWLY)).begin(shop("v2", SLOWLY))
    shifting(stack)
    asked("abort", stack, "--yes")
    stack.finish("UPDATE_ROLLBACK_COMPLETE")
    equal((stack.live(), stack.says()), ("1", "v1"), "abort: the old version serves")
    asked("abort", stack, "--yes", code=1)
    stack.delete()


@scenario(10, "safedeploy prune: keeps what is in use and the newest, deletes the rest when asked to")
def prune():
    needs("prune")
    stack, mark = Stack("prune"), {"Type": "None"}
    stack.create(shop("v1", mark))
    for text in ("v2", "v3", "v4"):
        stack.update(shop(text, mark))
    asked("prune", stack, "--keep", "2")
    equal(stack.versions(), ["1", "2", "3", "4"], "prune: without --yes it only tells")
    asked("prune", stack, "--keep", "2", "--yes")
    equal((stack.versions(), stack.live(), stack.says()), (["3", "4"], "4", "v4"), "prune: the two newest stay, and the alias serves")
    stack.delete()


@scenario(10, "safedeploy install: installs, finds nothing to do, updates, and says why it failed")
def install():
    needs("install")
    account = "666666666666"
    client("s3", account).create_bucket(Bucket="install-templates", CreateBucketConfiguration={"LocationConstraint": REGION})
    macro = Stack("safedeploy", account)

    def run(*options: str, code: int = 0) -> Answer:
        answer = safedeploy("install", "--region", REGION, "--s3-bucket", "install-templates", *options, account=account)
        equal(answer.code, code, f"install: {options}: {answer.out}{answer.err}")
        return answer

    refused = run(code=2)
    expect("SD1322" in refused.err and not macro.exists(), f"install: without a terminal it asks for --yes: {refused.err}")
    first = json.loads(run("--yes", "--json").out)
    equal((first["outcome"], macro.status(), macro.output("MacroName")), ("installed", "CREATE_COMPLETE", "SafeDeploy"), "install: the first time")
    equal((macro.output("Version"), macro.output("DigestFormat")), (first["version"], first["digestFormat"]), "install: what it says of itself")
    stack = Stack("installed", account)
    stack.create(shop("v1", {"Type": "AllAtOnce"}))
    equal(stack.says(), "v1", "install: a template that uses it")
    equal(json.loads(run("--yes", "--json").out)["outcome"], "unchanged", "install: again")
    equal(json.loads(run("--yes", "--json", "--organization-id", "o-a1b2c3d4e5").out)["outcome"], "updated", "install: another parameter")
    equal(json.loads(run("--yes", "--json").out)["outcome"], "unchanged", "install: which it keeps")
    stack.update(shop("v2", {"Type": "AllAtOnce"}))
    equal(stack.says(), "v2", "install: a release after the update")

    clash = run("--yes", "--stack-name", "second", code=1)
    expect("SD1347" in clash.err, f"install: a second macro of the same name: {clash.err}")
    again = run("--yes", "--stack-name", "second", code=2)
    expect("SD1342" in again.err and "delete-stack" in again.err, f"install: what failed must be deleted first: {again.err}")
    theirs = run("--yes", "--stack-name", "installed", code=2)
    expect("SD1345" in theirs.err, f"install: the stack of somebody else: {theirs.err}")
    for each in (stack, Stack("second", account), macro):
        each.delete()


@scenario(10, "safedeploy doctor: finds a macro that is well, one that is missing, and one that answers otherwise")
def doctor():
    needs("doctor")
    account = "777777777777"

    def examine(*options: str, code: int = 0) -> dict:
        answer = safedeploy("doctor", "--region", REGION, "--json", *options, account=account)
        equal(answer.code, code, f"doctor: {answer.out}{answer.err}")
        return {each["check"]: each for each in json.loads(answer.out)["checks"]}

    equal(examine(code=1)["installation"]["status"], "problem", "doctor: nothing is installed")
    macro = Stack("safedeploy", account).create(TEMPLATE.read_text())
    well = examine()
    equal({name: well[name]["status"] for name in ("installation", "function", "version", "invoke", "digest")}, dict.fromkeys(("installation", "function", "version", "invoke", "digest"), "ok"), "doctor: all is well")
    text = TEMPLATE.read_text()
    other = text.replace("SafeDeploy digest ", "SafeDeploy digest of another kind ")
    expect(other != text, "doctor: the bundle names the format of its digests")
    macro.update(other)
    equal(examine(code=1)["digest"]["status"], "problem", "doctor: other digests")
    macro.delete()


def released_by_hand(text: str) -> dict:
    """A version, an alias, and a deployment group with an application and a role of its own, as people write them."""
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "codedeploy.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    limited = {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"}
    group = {
        "ApplicationName": ref("Application"), "ServiceRoleArn": att("DeployRole"), "DeploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes",
        "DeploymentStyle": {"DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL"},
        "AlarmConfiguration": {"Enabled": True, "Alarms": [{"Name": ref("Errors")}]},
    }
    alarm = {
        "Namespace": "AWS/Lambda", "MetricName": "Errors", "Dimensions": [{"Name": "FunctionName", "Value": ref("Checkout")}], "Statistic": "Sum", "Period": 60,
        "EvaluationPeriods": 1, "Threshold": 0, "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "notBreaching",
    }
    update = {"ApplicationName": ref("Application"), "DeploymentGroupName": ref("Group")}
    return template({
        "Checkout": function(text, None),
        "Version1": {"Type": "AWS::Lambda::Version", "DeletionPolicy": "Retain", "Properties": {"FunctionName": ref("Checkout")}},
        "Production": {
            "Type": "AWS::Lambda::Alias", "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": update},
            "Properties": {"Name": "live", "FunctionName": ref("Checkout"), "FunctionVersion": att("Version1", "Version")},
        },
        "Application": {"Type": "AWS::CodeDeploy::Application", "Properties": {"ComputePlatform": "Lambda"}},
        "Group": {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": group},
        "DeployRole": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust, "ManagedPolicyArns": [limited]}},
        "Errors": {"Type": "AWS::CloudWatch::Alarm", "Properties": alarm},
        "Nightly": {"Type": "AWS::Events::Rule", "Properties": {"ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "Checkout", "Arn": ref("Production")}]}},
    }, transform=None)


@scenario(10, "safedeploy migrate: the alias is the same before and after, and SafeDeploy releases through it")
def migrate():
    needs("migrate")
    stack = Stack("migrate")
    by_hand = released_by_hand("v1")
    stack.create(by_hand)
    before, rule = stack.id("Production"), stack.targets("Nightly")
    answer = safedeploy("migrate", "-", "--out", "-", *KNOWN, stdin=json.dumps(by_hand))
    equal(answer.code, 0, f"migrate: {answer.err}")
    migrated = json.loads(answer.out)
    expect(not {"Application", "Group", "DeployRole"} & set(migrated["Resources"]), "migrate: what CodeDeploy needs is the mark's affair")
    stack.update(migrated)
    expect(None not in stack.history(), f"migrate: the alias was never deleted: {stack.history()}")
    equal((stack.id("Production"), stack.targets("Nightly")), (before, rule), "migrate: the same alias, and the same caller")
    equal((stack.live(), stack.says(), stack.versions()), ("2", "v1", ["1", "2"]), "migrate: one version more, of the same code")
    migrated["Resources"]["Checkout"]["Properties"]["Code"]["ZipFile"] = function("v2")["Properties"]["Code"]["ZipFile"]
    stack.update(migrated)
    equal([str(each) for each in stack.history()], ["2 3:10%", "3"], "migrate: SafeDeploy releases by the schedule that the group had")
    equal((stack.says(), stack.id("Production")), ("v2", before), "migrate: through the same alias")
    again = safedeploy("migrate", "-", "--out", "-", *KNOWN, stdin=json.dumps(migrated))
    equal((again.code, json.loads(again.out)), (0, migrated), "migrate: a second run changes nothing")
    stack.delete()


@scenario(10, "safedeploy mark: marks a function in its file, and the file deploys")
def mark():
    needs("mark")
    stack, plain = Stack("mark"), template({"Checkout": function("v1", None), **nightly()}, transform=None)
    stack.create(plain)
    answer = safedeploy("mark", "-", "Checkout", "--type", "AllAtOnce", "--out", "-", *KNOWN, stdin=json.dumps(plain))
    equal(answer.code, 0, f"mark: {answer.err}")
    stack.update(json.loads(answer.out))
    equal((stack.live(), stack.says(), stack.targets("Nightly")), ("1", "v1", [stack.alias()["AliasArn"]]), "mark: an alias, which the caller calls")
    stack.delete()

"""7. From SAM, from a handwritten alias, from the Serverless Framework: the alias is the same before and after."""
import json

from .s03_alarms import until
from .support.callers import permission
from .support.cli import safedeploy
from .support.report import LeftOut, equal, expect, scenario
from .support.stack import Stack
from .support.templates import ROLE, answering, att, function, ref, template

LIVE = "CheckoutAliaslive"


def same_alias(stack: Stack, before: tuple, name: str = "live", function_id: str = "Checkout") -> None:
    """Nobody who calls the alias notices anything: it was never deleted, and no caller was refused."""
    states = stack.history(function_id, name)
    expect(None not in states, f"{stack.name}: the alias was never deleted: {states}")
    equal((stack.id(function_id), stack.alias(function_id, name)["AliasArn"]), before, f"{stack.name}: the same function, the same alias")
    expect("DELETE_COMPLETE" not in stack.statuses(f"{function_id}Alias{name}"), f"{stack.name}: {stack.statuses(f'{function_id}Alias{name}')}")


def identity(stack: Stack, name: str = "live", function_id: str = "Checkout") -> tuple:
    return stack.id(function_id), stack.alias(function_id, name)["AliasArn"]


def sam(text: str, release: dict, mark: dict | None = None) -> dict:
    checkout = {
        "Type": "AWS::Serverless::Function",
        **({"Metadata": {"SafeDeploy": mark}} if mark else {}),
        "Properties": {
            "Runtime": "nodejs22.x", "Handler": "index.handler", "InlineCode": answering(text), **release,
            "Events": {"Nightly": {"Type": "Schedule", "Properties": {"Schedule": "rate(1 day)"}}, "Cart": {"Type": "Api", "Properties": {"Path": "/cart", "Method": "get"}}},
        },
    }
    transform = ["AWS::Serverless-2016-10-31", *(["SafeDeploy"] if mark else [])]
    return {"AWSTemplateFormatVersion": "2010-09-09", "Transform": transform, "Resources": {"Checkout": checkout}}


@scenario(7, "from SAM, which goes on translating, to SafeDeploy after it, and back")
def from_sam():
    stack = Stack("from-sam")
    release = {"AutoPublishAlias": "live", "DeploymentPreference": {"Type": "Canary10Percent5Minutes"}}
    stack.create(sam("v1", release)).update(sam("v2", release))
    equal((stack.live(), stack.says()), ("2", "v2"), "from-sam: SAM released it")
    before, rule = identity(stack), stack.targets("CheckoutNightly")
    equal(rule, [before[1]], "from-sam: its events call the alias")

    stack.update(sam("v2", {}, {"Type": "Canary10Percent5Minutes", "Alarms": []}))
    same_alias(stack, before)
    equal([str(each) for each in stack.history()], ["2 3:10%", "3"], "from-sam: one new version of the same code, by the schedule")
    equal((stack.says(), stack.versions(), stack.targets("CheckoutNightly")), ("v2", ["1", "2", "3"], rule), "from-sam: SAM's versions stay, and its events call the alias still")
    expect("ServerlessDeploymentApplication" not in stack.resources() and "SafeDeployApplication" in stack.resources(), "from-sam: the application is SafeDeploy's now")
    stack.update(sam("v3", {}, {"Type": "Canary10Percent5Minutes", "Alarms": []}))
    equal((stack.live(), stack.says()), ("4", "v3"), "from-sam: SafeDeploy releases")

    stack.update(sam("v3", release))
    same_alias(stack, before)
    expect("SafeDeployApplication" not in stack.resources(), "from-sam: and back to SAM")
    equal(stack.says(), "v3", "from-sam: with the code that was served")
    stack.delete()


@scenario(7, "SAM's own properties on a plain function")
def sam_spelling():
    stack = Stack("sam-spelling")

    def plain(text):
        return template({"Checkout": function(text, None, AutoPublishAlias="live", DeploymentPreference={"Type": "AllAtOnce"})})

    stack.create(plain("v1")).update(plain("v2"))
    equal((stack.live(), stack.says(), len(stack.deployments())), ("2", "v2", 1), "sam-spelling: released by CodeDeploy")
    stack.delete()


@scenario(7, "from a handwritten version and alias, in two updates as the README says")
def handwritten():
    stack = Stack("handwritten")
    rule = {
        "Nightly": {"Type": "AWS::Events::Rule", "Properties": {"ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "Checkout", "Arn": ref(LIVE)}]}},
        "NightlyMay": permission("events", att("Nightly"), LIVE),
    }

    def by_hand(retained: dict, text: str) -> dict:
        version = {"Type": "AWS::Lambda::Version", **retained, "Properties": {"FunctionName": ref("Checkout")}}
        alias = {"Type": "AWS::Lambda::Alias", "Properties": {"Name": "live", "FunctionName": ref("Checkout"), "FunctionVersion": att("Version1", "Version")}}
        return template({"Checkout": function("v1", None, Description=text), "Version1": version, LIVE: alias, **rule}, transform=None)

    stack.create(by_hand({}, "by hand"))
    before = identity(stack)
    stack.update(by_hand({"DeletionPolicy": "Retain"}, "by hand, retained"))
    marked = template({"Checkout": function("v1", {"Type": "AllAtOnce"}), **rule})
    marked["Resources"]["Nightly"]["Properties"]["Targets"][0]["Arn"] = att("Checkout")
    marked["Resources"]["NightlyMay"]["Properties"]["FunctionName"] = ref("Checkout")
    stack.update(marked)
    same_alias(stack, before)
    equal((stack.versions(), stack.live(), stack.says(), stack.targets("Nightly")), (["1", "2"], "2", "v1", [before[1]]), "handwritten: the version by hand stays in Lambda, the rule calls the alias as before")
    until(lambda: stack.statements(qualifier="live"), "handwritten: the permission is on the alias", 1)
    stack.delete()


def serverless(text: str, safedeploy: bool) -> dict:
    """What the Serverless Framework compiles, with its canary plugin (release 0.8) or with SafeDeploy: docs/from-serverless.md."""
    name = "CheckoutLambdaFunction"
    live = f"{name}AliasLive"
    alias_or_function = att(name) if safedeploy else ref(live)
    resources = {
        "IamRoleLambdaExecution": ROLE,
        name: function(text, None, Role=att("IamRoleLambdaExecution"), FunctionName="shop-prod-checkout"),
        "CheckoutEventsRuleSchedule1": {"Type": "AWS::Events::Rule", "Properties": {"ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "checkoutSchedule", "Arn": alias_or_function}]}},
        "CheckoutLambdaPermissionEventsRuleSchedule1": permission("events", att("CheckoutEventsRuleSchedule1"), name if safedeploy else live),
    }
    if not safedeploy:
        group = {"ApplicationName": ref("ShopprodDeploymentApplication"), "DeploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce", "ServiceRoleArn": att("CodeDeployServiceRole"), "DeploymentStyle": {"DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL"}}
        policy = {"CodeDeployLambdaAliasUpdate": {"ApplicationName": ref("ShopprodDeploymentApplication"), "DeploymentGroupName": ref(f"{name}DeploymentGroup")}}
        trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "codedeploy.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        managed = ["arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"]
        resources |= {
            f"{name.replace('Function', '')}Version{text}": {"Type": "AWS::Lambda::Version", "DeletionPolicy": "Retain", "Properties": {"FunctionName": ref(name)}},
            live: {"Type": "AWS::Lambda::Alias", "UpdatePolicy": policy, "Properties": {"Name": "Live", "FunctionName": ref(name), "FunctionVersion": att(f"{name.replace('Function', '')}Version{text}", "Version")}},
            "ShopprodDeploymentApplication": {"Type": "AWS::CodeDeploy::Application", "Properties": {"ComputePlatform": "Lambda"}},
            f"{name}DeploymentGroup": {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": group},
            "CodeDeployServiceRole": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": managed, "AssumeRolePolicyDocument": trust}},
        }
    defaults = {"Functions": [name], "Alias": "Live", "Type": "AllAtOnce", "Alarms": []}
    made = template(resources, ["SafeDeploy"] if safedeploy else None, **({"Metadata": {"SafeDeploy": defaults}} if safedeploy else {}))
    del made["Resources"]["Role"]
    return made


@scenario(7, "from the Serverless Framework and its canary plugin")
def from_serverless():
    stack, name = Stack("from-serverless"), "CheckoutLambdaFunction"
    stack.create(serverless("v1", False)).update(serverless("v2", False))
    before = identity(stack, "Live", name)
    equal((stack.live(name, "Live"), stack.says(name, "Live")), ("2", "v2"), "from-serverless: the plugin released it")
    stack.update(serverless("v2", True))
    same_alias(stack, before, "Live", name)
    equal((stack.says(name, "Live"), stack.versions(name), stack.targets("CheckoutEventsRuleSchedule1")), ("v2", ["1", "2", "3"], [before[1]]), "from-serverless: one version more, the same caller")
    stack.update(serverless("v3", True))
    equal((stack.live(name, "Live"), stack.says(name, "Live")), ("4", "v3"), "from-serverless: SafeDeploy releases")
    stack.delete()


@scenario(7, "an author's alias is taken over under its own logical id")
def taken_over():
    stack = Stack("taken-over")

    def by_hand(mark: dict | None) -> dict:
        version = {"Type": "AWS::Lambda::Version", "DeletionPolicy": "Retain", "Properties": {"FunctionName": ref("Checkout")}}
        alias = {"Type": "AWS::Lambda::Alias", "Properties": {"Name": "live", "FunctionName": ref("Checkout"), "FunctionVersion": att("Version1", "Version")}}
        made = template({"Checkout": function("v1", mark), "Version1": version, "Production": alias}, Outputs={"Live": {"Value": ref("Production")}})
        if mark is None:
            del made["Transform"]
        return made

    if safedeploy("transform", "-", stdin=json.dumps(by_hand({"Type": "AllAtOnce"}))).code:
        raise LeftOut("this build refuses an author's alias (SD5002)")
    stack.create(by_hand(None))
    before = stack.output("Live")
    stack.update(by_hand({"Type": "AllAtOnce"}))
    expect(None not in stack.history(), "taken-over: the alias was never deleted")
    equal((stack.output("Live"), stack.id("Production"), stack.live(), stack.says(), stack.versions()), (before, before, "2", "v1", ["1", "2"]), "taken-over: the same alias, under its own id")
    released = by_hand({"Type": "AllAtOnce"})
    released["Resources"]["Checkout"]["Properties"]["Code"]["ZipFile"] = answering("v2")
    stack.update(released)
    equal((stack.says(), stack.output("Live"), len(stack.deployments())), ("v2", before, 2), "taken-over: and SafeDeploy releases through it")
    stack.delete()

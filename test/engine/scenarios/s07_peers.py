"""7. From what the peers make of the examples to what SafeDeploy makes of them, in one update: docs/from-sam.md and its like."""
import json
import subprocess

from .s07_migrations import identity, same_alias
from .support.report import LeftOut, equal, expect, scenario
from .support.settings import ROOT
from .support.stack import Stack
from .support.templates import answering

V2 = tuple(f"AWS::ApiGatewayV2::{each}" for each in ("Api", "Stage", "Integration", "Route"))
"""LocalStack does not know these."""


def example(path: str) -> str:
    return (ROOT / "examples" / path).read_text()


def output(*args: str) -> dict:
    """What the peer prints."""
    done = subprocess.run(["node_modules/.bin/tsx", "test/peers/output.ts", *args], cwd=ROOT, capture_output=True, text=True, timeout=300)
    if done.returncode == 3:
        raise LeftOut(done.stdout)
    expect(done.returncode == 0, done.stderr)
    return json.loads(done.stdout)


def moved(stack: Stack, before: tuple, name: str, function_id: str) -> None:
    """The alias is the same, and shifts once to one new version of the same code, after the hook."""
    same_alias(stack, before, name, function_id)
    equal([str(each) for each in stack.history(function_id, name)], ["1 2:10%", "2"], f"{stack.name}: one new version, by the schedule")
    (deployment,) = stack.deployments(function_id)
    equal(stack.lifecycle(deployment)[0], "BeforeAllowTraffic Succeeded", f"{stack.name}: the hook may report to the new group")
    applications = [each["LogicalResourceId"] for each in stack.resources().values() if each["ResourceType"] == "AWS::CodeDeploy::Application"]
    equal(applications, ["SafeDeployApplication"], f"{stack.name}: the application is SafeDeploy's")


@scenario(7, "examples/from-sam: from the template before to the one after")
def peers_sam():
    stack = Stack("peers-sam")
    stack.create(example("from-sam/before.yaml"))
    before, rule = identity(stack), stack.targets("CheckoutNightly")
    stack.update(example("from-sam/after.yaml"))
    moved(stack, before, "live", "Checkout")
    equal((stack.targets("CheckoutNightly"), rule), ([before[1]], [before[1]]), "peers-sam: its events call the alias, before and after")
    equal(stack.versions(), ["1", "2"], "peers-sam: SAM's version stays in Lambda")
    stack.delete()


@scenario(7, "examples/from-cdk: from the app before to the one after")
def peers_cdk():
    before_, after = (output("cdk", f"from-cdk/{each}.ts", "Shop") for each in ("before", "after"))
    stack, id, alias_id = Stack("peers-cdk"), "CheckoutB7CD3E82", "CheckoutLive31AB142E"
    # as `cdk bootstrap` leaves the account
    stack.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="28", Type="String", Overwrite=True)
    stack.create(before_)
    before, physical, rule = identity(stack, "live", id), stack.id(alias_id), stack.targets("NightlyC44EE0A7")
    stack.update(after)
    moved(stack, before, "live", id)
    equal((stack.id(alias_id), stack.statuses(alias_id)[-1]), (physical, "UPDATE_COMPLETE"), "peers-cdk: the alias stays under the logical id of the app")
    equal((stack.targets("NightlyC44EE0A7"), rule), ([before[1]], [before[1]]), "peers-cdk: the rule calls it, before and after")
    equal(stack.versions(id), ["2"], "peers-cdk: the version of the CDK goes at the end, as with every release of the CDK")
    stack.delete()


@scenario(7, "examples/from-serverless: from the service before, with the canary plugin, to the one after")
def peers_serverless():
    def deployable(template: dict) -> dict:
        """The packages are not in the bucket, so the code is in the template. Names are not those of another scenario."""
        template = json.loads(json.dumps(template).replace("shop-prod", "peers-prod"))
        for each, file in (("Checkout", None), ("SmokeTest", "smokeTest")):
            properties = template["Resources"][f"{each}LambdaFunction"]["Properties"]
            properties["Code"] = {"ZipFile": example(f"from-serverless/src/{file}.js") if file else answering("v1")}
            properties["Handler"] = "index.handler"
        for each in template["Resources"].values():
            each.get("Properties", {}).pop("CodeSha256", None)
        return template

    before_, after = (deployable(output("serverless", f"from-serverless/{each}.yml")) for each in ("before", "after"))
    stack, id = Stack("peers-serverless", mocked=V2), "CheckoutLambdaFunction"
    stack.create(before_)
    before, rule = identity(stack, "Live", id), stack.targets("CheckoutEventsRuleSchedule1")
    stack.update(after)
    moved(stack, before, "Live", id)
    equal((stack.targets("CheckoutEventsRuleSchedule1"), rule), ([before[1]], [before[1]]), "peers-serverless: the rule calls the alias, before and after")
    equal((stack.versions(id), stack.versions("SmokeTestLambdaFunction")), (["1", "2"], ["1"]), "peers-serverless: the framework's versions stay in Lambda")
    stack.delete()

"""10. The command line against the engine: plan --stack says what then happens. Commands that a build does not have yet are left out here by name."""
import json

from .support.cli import has_command, safedeploy
from .support.report import LeftOut, equal, expect, scenario
from .support.settings import ACCOUNT, REGION
from .support.stack import Stack
from .support.templates import function, nightly, ref, shop, template

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


@scenario(10, "plan --change-set")
def plan_change_set():
    if "--change-set" not in safedeploy("plan", "--help").out:
        raise LeftOut("this build has no plan --change-set")
    raise LeftOut("this build has it, and nobody wrote its scenario: scenarios/s10_commands.py")


def command(name: str) -> None:
    """A place for the scenario of a command: it is left out until the build has it, and then until somebody writes it here."""

    @scenario(10, f"safedeploy {name}")
    def run():
        if not has_command(name):
            raise LeftOut("this build has no such command")
        raise LeftOut("this build has it, and nobody wrote its scenario: scenarios/s10_commands.py")


for each in ("status", "watch", "why", "abort", "prune", "install", "doctor", "migrate"):
    command(each)

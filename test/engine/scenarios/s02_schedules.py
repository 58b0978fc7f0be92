"""2. Canary, linear, all at once, custom schedules: the weights over time follow the schedule."""
import threading
import time

from .support.report import equal, expect, scenario
from .support.settings import MINUTE
from .support.stack import Stack
from .support.templates import ROLE, att, function, shop, template

EARLY = 0.02
"""Two clocks of one machine may differ by this."""


def follows(stack: Stack, steps: list[tuple[int, float]]) -> None:
    """`steps` are the percentages of the new version and the minutes that each stays."""
    found = stack.history()
    equal([str(each) for each in found], [f"1 2:{percent}%" for percent, _ in steps] + ["2"], f"{stack.name}: states of the alias")
    for (percent, minutes), one, next_one in zip(steps, found, found[1:]):
        stayed = next_one.at - one.at
        expect(stayed >= minutes * MINUTE - EARLY, f"{stack.name}: {percent} % for {stayed:.2f} s instead of {minutes * MINUTE:.2f}")


def watch(stack: Stack, seen: list, stop: threading.Event) -> None:
    """What a caller of GetAlias sees while the stack is updated."""
    while not stop.is_set():
        alias = stack.alias()
        weights = alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})
        state = " ".join([alias["FunctionVersion"], *(f"{version}:{round(weight * 100)}%" for version, weight in weights.items())])
        if not seen or seen[-1] != state:
            seen.append(state)
        time.sleep(0.05)


def released(name: str, type_, steps: list[tuple[int, float]], config: str | None = None) -> None:
    stack = Stack(name)
    stack.create(shop("v1", {"Type": type_}))
    equal((stack.versions(), stack.live(), stack.says()), (["1"], "1", "v1"), f"{name}: the first deployment shifts nothing")
    equal(stack.deployments(), [], f"{name}: and is no deployment of CodeDeploy")
    seen, stop = [], threading.Event()
    watcher = threading.Thread(target=watch, args=(stack, seen, stop), daemon=True)
    watcher.start()
    stack.update(shop("v2", {"Type": type_}))
    stop.set()
    watcher.join()
    equal((stack.versions(), stack.live(), stack.says()), (["1", "2"], "2", "v2"), f"{name}: one version for the change, and the alias is there")
    follows(stack, steps)
    journaled = ["1", *[str(each) for each in stack.history()]]
    equal([each for each in journaled if each in seen], seen[:1] + [each for each in seen[1:]], f"{name}: a caller of GetAlias saw nothing else")
    if steps:
        expect(len(seen) > 2, f"{name}: a caller of GetAlias saw the shift: {seen}")
    (deployment,) = stack.deployments()
    equal((deployment["status"], deployment["creator"]), ("Succeeded", "user"), f"{name}: the deployment")
    if config:
        equal(deployment["deploymentConfigName"], config, f"{name}: its config")
    stack.delete()


@scenario(2, "canary: 10 % for five minutes")
def canary():
    released("canary", "Canary10Percent5Minutes", [(10, 5)], "CodeDeployDefault.LambdaCanary10Percent5Minutes")


@scenario(2, "linear: 10 % more each minute")
def linear():
    released("linear", "Linear10PercentEvery1Minute", [(percent, 1) for percent in range(10, 100, 10)], "CodeDeployDefault.LambdaLinear10PercentEvery1Minute")


@scenario(2, "all at once")
def all_at_once():
    released("at-once", "AllAtOnce", [], "CodeDeployDefault.LambdaAllAtOnce")


@scenario(2, "a schedule of one's own, as a name: 25 % every two minutes")
def custom_name():
    released("custom-name", "Linear25PercentEvery2Minutes", [(25, 2), (50, 2), (75, 2)])


@scenario(2, "a schedule of one's own, as a map: 5 % for seven minutes")
def custom_map():
    released("custom-map", {"Canary": {"Percent": 5, "Minutes": 7}}, [(5, 7)])


@scenario(2, "Type None: the alias moves without CodeDeploy")
def none():
    stack = Stack("no-type")
    stack.create(shop("v1", {"Type": "None"})).update(shop("v2", {"Type": "None"}))
    equal((stack.versions(), [str(each) for each in stack.history()], stack.says()), (["1", "2"], ["2"], "v2"), "no-type: the alias moved once")
    expect("SafeDeployApplication" not in stack.resources(), "no-type: there is no application of CodeDeploy")
    stack.delete()


@scenario(2, "another execution role cannot be shifted gradually; Type None takes it over at once")
def role():
    stack = Stack("role")

    def with_role(name: str, type_: str) -> dict:
        return shop("v1", {"Type": type_}, {"Other": ROLE}, {"Role": att(name)})

    stack.create(with_role("Role", "Canary10Percent5Minutes"))
    stack.fails(with_role("Other", "Canary10Percent5Minutes"))
    expect("same execution role" in stack.deployments()[-1]["errorInformation"]["message"], "role: Lambda says why")
    equal((stack.live(), stack.versions()), ("1", ["1"]), "role: the old version serves")
    stack.update(with_role("Other", "None"))
    configured = stack.lambda_.get_function_configuration(FunctionName=stack.id("Checkout"), Qualifier=stack.live())
    expect(configured["Role"].endswith(stack.id("Other")), f"role: {configured['Role']}")
    stack.delete()


@scenario(2, "a release with another schedule follows the new one; the old deployment config goes")
def rescheduled():
    stack = Stack("rescheduled")

    def configs() -> list[str]:
        return [id for id, each in stack.resources().items() if each["ResourceType"] == "AWS::CodeDeploy::DeploymentConfig"]

    stack.create(shop("v1", {"Type": "Linear50PercentEvery3Minutes"}))
    before = configs()
    stack.update(shop("v2", {"Type": "Linear25PercentEvery1Minute"}))
    follows(stack, [(25, 1), (50, 1), (75, 1)])
    equal((len(before), len(configs())), (1, 1), "rescheduled: one config before and after")
    expect(configs() != before, "rescheduled: another")
    stack.update(shop("v3", {"Type": "AllAtOnce"}))
    equal((configs(), stack.says()), ([], "v3"), "rescheduled: and none for a schedule of CodeDeploy's own")
    stack.delete()


@scenario(2, "one of two functions leaves the stack, the other goes on")
def one_leaves():
    stack = Stack("one-leaves")

    def with_search(text: str, *others: str) -> dict:
        return template({"Checkout": function(text, {"Type": "AllAtOnce"}), **{each: function(text, {"Type": "AllAtOnce"}) for each in others}})

    stack.create(with_search("v1", "Search"))
    application = stack.id("SafeDeployApplication")
    stack.update(with_search("v2"))
    equal([id for id in stack.resources() if id.startswith("Search")], [], "one-leaves: nothing of Search is left")
    equal((stack.id("SafeDeployApplication"), stack.says(), stack.deployments()[0]["status"]), (application, "v2", "Succeeded"), "one-leaves: Checkout is released by the same application")
    groups = stack.codedeploy.list_deployment_groups(applicationName=application)["deploymentGroups"]
    equal(groups, [stack.id("CheckoutDeploymentGroup")], "one-leaves: the group of Search is gone")
    stack.delete()

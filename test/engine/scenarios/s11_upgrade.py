"""11. The macro is installed a second time with a newer build: what is redeployed without a change publishes nothing."""
import json
import re

from .support.install import TEMPLATE, install
from .support.report import equal, expect, scenario
from .support.stack import Stack
from .support.templates import nightly, shop

ACCOUNT = "222222222222"
"""Of this scenario alone: others use the macro meanwhile."""


def newer() -> str:
    """A build with other bytes: one line of its code is a comment more."""
    text = TEMPLATE.read_text()
    found = re.search(r"^( +)ZipFile: \|\n", text, re.MULTILINE)
    expect(found, "the one-file template holds its code")
    return f"{text[: found.end()]}{found.group(1)}  // a newer build\n{text[found.end() :]}"


@scenario(11, "templates redeployed with no change, after an upgrade of the macro, publish nothing")
def upgrade():
    macro = install(ACCOUNT)
    marks = {"upgrade-one": {"Type": "Canary10Percent5Minutes"}, "upgrade-two": {"Type": "AllAtOnce", "Hooks": {"PreTraffic": {"Checks": [{"Name": "answers"}]}}}}
    stacks = {name: Stack(name, ACCOUNT) for name in marks}
    for name, stack in stacks.items():
        stack.create(shop("v1", marks[name], nightly()))
    before = {name: (stack.versions(), stack.version_ids(), stack.processed()) for name, stack in stacks.items()}

    macro.update(newer())
    equal(macro.statuses("Function"), ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"], "upgrade: the macro's function changed in place")

    for name, stack in stacks.items():
        same = stack.change_set(shop("v1", marks[name], nightly()))
        equal(same["Status"], "FAILED", f"upgrade: {name} without a change has nothing to deploy: {json.dumps(same.get('Changes'))}")
        expect("didn't contain changes" in same["StatusReason"], f"upgrade: {same['StatusReason']}")
        stack.update(shop("v1", marks[name], nightly(), {"Tags": [{"Key": "team", "Value": "checkout"}]}))
        equal((stack.versions(), stack.version_ids(), stack.deployments()), (*before[name][:2], []), f"upgrade: {name} publishes nothing for a tag")
        stack.update(shop("v2", marks[name], nightly()))
        equal((stack.versions(), stack.says()), (["1", "2"], "v2"), f"upgrade: {name} releases")

    second = Stack("safedeploy-next", ACCOUNT)
    second.create(newer(), {"MacroName": "SafeDeployNext"})
    one = stacks["upgrade-one"]
    same = one.change_set(shop("v2", marks["upgrade-one"], nightly(), transform="SafeDeployNext"))
    expect(same["Status"] == "FAILED" and "didn't contain changes" in same["StatusReason"], f"upgrade: the same template through a macro of another name: {same['Status']} {same.get('Changes')}")
    one.update(shop("v3", marks["upgrade-one"], nightly(), transform="SafeDeployNext"))
    equal((one.says(), one.versions()), ("v3", ["1", "2", "3"]), "upgrade: which releases as well")
    for stack in (*stacks.values(), second):
        stack.delete()

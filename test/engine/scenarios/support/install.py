"""The macro from the one-file template of this build."""
from .settings import ROOT
from .stack import Stack

TEMPLATE = ROOT / "dist/safedeploy.yaml"


def install(account: str, template: str | None = None, name: str = "safedeploy") -> Stack:
    stack = Stack(name, account)
    return stack if stack.exists() else stack.create(template or TEMPLATE.read_text())

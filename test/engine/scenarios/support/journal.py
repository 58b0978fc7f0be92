"""What the engine wrote down: states of aliases and refused calls, in order (plugin/safedeploy_engine/journal.py)."""
import json
from dataclasses import dataclass

from .settings import JOURNAL


@dataclass(frozen=True)
class State:
    """What an alias pointed at from `at` on."""

    at: float
    version: str
    weights: tuple[tuple[str, float], ...]

    def __str__(self):
        return " ".join([self.version, *(f"{version}:{round(weight * 100)}%" for version, weight in self.weights)])


def lines() -> list[dict]:
    return [json.loads(line) for line in JOURNAL.read_text().splitlines()]


def states(alias_arn: str, since: float = 0) -> list[State | None]:
    """None stands for an alias that was deleted. A state that does not differ from the one before is no state."""
    found: list[State | None] = []
    for line in lines():
        if line["at"] < since:
            continue
        if line["what"] == "alias" and line["arn"] == alias_arn:
            state = State(line["at"], line["version"], tuple(sorted(line["weights"].items())))
            if not found or found[-1] is None or (found[-1].version, found[-1].weights) != (state.version, state.weights):
                found.append(state)
        elif line["what"] == "alias deleted" and alias_arn.endswith(f":{line['account']}:function:{line['function']}:{line['name']}"):
            found.append(None)
    return found


def refusals(resource: str) -> list[dict]:
    return [line for line in lines() if line["what"] == "refused" and resource in line["resource"]]

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
    found: list[tuple[float, State | None]] = []
    for line in lines():
        if line["what"] == "alias" and line["arn"] == alias_arn:
            state = State(line["at"], line["version"], tuple(sorted(line["weights"].items())))
            last = found[-1][1] if found else None
            if last is None or (last.version, last.weights) != (state.version, state.weights):
                found.append((state.at, state))
        elif line["what"] == "alias deleted" and alias_arn.endswith(f":{line['account']}:function:{line['function']}:{line['name']}"):
            found.append((line["at"], None))
    return [state for at, state in found if at >= since]


def calls(function_arn: str, since: float = 0) -> list[tuple[str, str, str]]:
    """(called or refused, who, qualifier) for each call of a function, its alias or its versions."""
    found = [line for line in lines() if line["what"] in ("called", "refused") and line["at"] >= since]
    return [(line["what"], line["who"], line["resource"][len(function_arn) + 1:]) for line in found if line["resource"] == function_arn or line["resource"].startswith(f"{function_arn}:")]

"""Scenarios register themselves; what they say becomes the report."""
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

AT_ONCE = 6
"""Stacks are independent; two cores have enough with this."""
LONGEST = 4000


class LeftOut(Exception):
    """A scenario that cannot run here, and why."""


@dataclass
class Scenario:
    number: int
    title: str
    run: Callable[[], None]
    outcome: str = ""
    why: str = ""
    seconds: float = 0
    lines: list[str] = field(default_factory=list)


registered: list[Scenario] = []
lock = threading.Lock()


def scenario(number: int, title: str):
    """`number` is that of the list in README.md."""

    def register(run):
        registered.append(Scenario(number, title, run))
        return run

    return register


def expect(condition, text: str) -> None:
    """An assertion that `python -O` keeps, with words."""
    if not condition:
        raise AssertionError(text)


def equal(found, wanted, text: str) -> None:
    expect(found == wanted, f"{text}\n    found:  {found!r}\n    wanted: {wanted!r}")


def where(fault: Exception) -> list[str]:
    """The lines of the scenario, without those of support/."""
    frames = traceback.extract_tb(fault.__traceback__)
    return traceback.format_list([frame for frame in frames if "/scenarios/s" in frame.filename and "/support/" not in frame.filename])


def run_one(each: Scenario) -> None:
    began = time.time()
    try:
        each.run()
        each.outcome = "ok"
    except LeftOut as left:
        each.outcome, each.why = "left out", str(left)
    except Exception as fault:  # noqa: BLE001 whatever it is, the report says it
        each.outcome = "FAILED"
        each.why = f"{fault}\n{''.join(where(fault))}" if isinstance(fault, AssertionError) else traceback.format_exc()
    each.seconds = time.time() - began
    if len(each.why) > LONGEST:  # a message that holds a whole template
        each.why = f"{each.why[: LONGEST // 2]}\n    …\n{each.why[-LONGEST // 2 :]}"
    with lock:
        print(f"{each.outcome:8} {each.number:>2}  {each.title} ({each.seconds:.1f} s)" + (f": {each.why}" if each.why else ""), flush=True)


def run_all(chosen: list[Scenario]) -> list[Scenario]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run_one, chosen))
    return chosen

"""Runs the scenarios against an engine that is there: python -m scenarios [number or word …]. run.ts starts one."""
import importlib
import pkgutil
import sys
import time

from . import __path__ as here
from .support.install import install
from .support.report import expect, registered, run_all
from .support.settings import ACCOUNT, LOG

SKIPPED_UPDATE = "Unable to update resource type"


def check_log() -> None:
    skipped = [line for line in LOG.read_text(errors="replace").splitlines() if SKIPPED_UPDATE in line]
    expect(not skipped, f"LocalStack skipped updates and said that they were made:\n" + "\n".join(skipped[:10]))


def main(words: list[str]) -> int:
    for module in sorted(each.name for each in pkgutil.iter_modules(here) if each.name.startswith("s")):
        if module != "support":
            importlib.import_module(f".{module}", __package__)
    chosen = [each for each in registered if not words or any(word == str(each.number) or (not word.isdigit() and word in each.title) for word in words)]
    began = time.time()
    try:
        install(ACCOUNT)
    except Exception as fault:  # noqa: BLE001 without the macro there is nothing to run
        print(f"e2e: FAILED, the macro cannot be installed: {str(fault)[:300]} … {str(fault)[-200:]}" if len(str(fault)) > 500 else f"e2e: FAILED, the macro cannot be installed: {fault}")
        return 1
    print(f"the macro is installed ({time.time() - began:.1f} s)", flush=True)
    outcomes = [each.outcome for each in run_all(chosen)]
    try:
        check_log()
    except AssertionError as fault:
        outcomes.append("FAILED")
        print(f"FAILED   {fault}")
    print(f"e2e: {outcomes.count('ok')} passed, {outcomes.count('FAILED')} failed, {outcomes.count('left out')} left out in {time.time() - began:.0f} s", flush=True)
    return 1 if "FAILED" in outcomes else 0


sys.exit(main(sys.argv[1:]))

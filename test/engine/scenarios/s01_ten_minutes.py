"""1. The ten-minute page, its own commands in its own order, with the AWS CLI."""
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

from .support.cli import COMMAND, environment
from .support.report import equal, expect, scenario
from .support.settings import PAGE as ACCOUNT
from .support.settings import ROOT, SCRATCH
from .support.stack import Stack

TEXT = (ROOT / "docs/ten-minutes.md").read_text()
DONE = ("npm ci && npm run build", "npm link")
"""What the runner has done for this checkout already."""
STACK = "hello"
FAST = """
import botocore.waiter, time
class Faster:
    sleep = staticmethod(lambda seconds: time.sleep(min(seconds, 0.2)))
botocore.waiter.time = Faster
"""
"""The AWS CLI looks every 5 or 30 seconds; here every fifth of a second."""


@dataclass
class Section:
    commands: list[str]
    files: dict[str, str]
    """What it tells to save."""


def section(beginning: str) -> Section:
    """The section whose heading begins so, after its number."""
    for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        if re.sub(r"^\d+\. ", "", part).startswith(beginning):
            files = dict(re.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", part, re.DOTALL))
            return Section(re.findall(r"^```sh\n(.*?)^```", part, re.DOTALL | re.MULTILINE), files)
    raise AssertionError(f"ten-minutes: the page has no section {beginning!r}")


class Shell:
    """One bash for all commands of the page, so that a variable of one block is there in the next."""

    def __init__(self):
        self.folder = SCRATCH / "ten-minutes"
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "bin").mkdir(parents=True)
        (self.folder / "fast").mkdir()
        (self.folder / "fast/sitecustomize.py").write_text(FAST)
        (self.folder / "dist").symlink_to(ROOT / "dist")
        self.program("aws", f'PYTHONPATH="{self.folder}/fast" exec "{sys.executable}" -m awscli "$@"')
        self.program("safedeploy", f'exec {" ".join(COMMAND)} "$@"')
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        self.bash = subprocess.Popen(
            ["bash"], cwd=self.folder, env={**environment(ACCOUNT), "PATH": path}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )

    def program(self, name: str, line: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(f"#!/bin/sh\n{line}\n")
        file.chmod(0o755)

    def run(self, block: str) -> str:
        """What the block prints. It ends at the first command that fails."""
        for line in DONE:
            block = block.replace(f"{line}\n", "")
        self.bash.stdin.write(f"set -e\n{block}\necho '<<done>>'\n")
        self.bash.stdin.flush()
        printed = []
        for line in self.bash.stdout:
            if line == "<<done>>\n":
                return "".join(printed)
            printed.append(line)
        raise AssertionError(f"a command of the page failed:\n{block}\n{''.join(printed)}")

    def end(self) -> None:
        self.bash.stdin.close()
        self.bash.wait(10)


@scenario(1, "docs/ten-minutes.md: install, deploy, release a canary, let one fail, clean up")
def ten_minutes():
    shell = Shell()
    install, write, know, deploy, release, fail, clean = [section(each) for each in ("Install", "Write", "Know", "Deploy", "Release", "Let one fail", "Clean up")]
    stack = Stack(STACK, ACCOUNT)
    try:
        shell.run(*install.commands)
        equal(Stack("safedeploy", ACCOUNT).status(), "CREATE_COMPLETE", "ten-minutes: the macro is installed")
        for name, text in write.files.items():
            (shell.folder / name).write_text(text)
        said = shell.run(*know.commands)
        expect("Canary10Percent5Minutes" in said and "EveryMinute" in said, f"ten-minutes: plan tells the schedule and who moves:\n{said}")
        shell.run(*deploy.commands)
        equal((stack.live("Hello"), stack.says("Hello"), stack.targets("EveryMinute")), ("1", "one", [stack.alias("Hello")["AliasArn"]]), "ten-minutes: deployed")

        began = time.time()
        planning, deploying, watching = release.commands
        shell.run(planning)
        shell.run(deploying)
        stack.since = began
        equal([str(each) for each in stack.history("Hello")], ["1 2:10%", "2"], "ten-minutes: a tenth of the calls first")
        # watch fails unless the deployment succeeded
        said = shell.run(watching)
        expect("Hello:live" in said, f"ten-minutes: watch says how it ended:\n{said}")
        equal(stack.says("Hello"), "two", "ten-minutes: released")

        stack.since = time.time()
        stop, caller = threading.Event(), Stack(STACK, ACCOUNT)

        def call():
            """The rule calls once a minute; here somebody calls all the time, so that a tenth of the calls is soon one."""
            while not stop.is_set():
                caller.lambda_.invoke(FunctionName=caller.id("Hello"), Qualifier="live")

        calling = threading.Thread(target=call, daemon=True)
        calling.start()
        failing, asking = fail.commands
        said = shell.run(failing)
        stop.set()
        calling.join()
        equal((stack.status(), stack.live("Hello"), stack.says("Hello")), ("UPDATE_ROLLBACK_COMPLETE", "2", "two"), "ten-minutes: the faulty version went back by itself")
        expect("Failed to create/update the stack" in said, f"ten-minutes: the AWS CLI says so:\n{said}")
        said = shell.run(asking)
        expect("ErrorsAlarm" in said and re.search(r"^Hello +live +2 ", said, re.MULTILINE), f"ten-minutes: why names the alarm, and status the version:\n{said}")
        equal([str(each) for each in stack.history("Hello")], ["2 3:10%", "2"], "ten-minutes: states of the alias")
        shell.run(*clean.commands)
    finally:
        shell.end()
    expect(not [each for each in stack.cloudformation.describe_stacks()["Stacks"] if each["StackName"] == STACK and not each["StackStatus"].startswith("DELETE")], "ten-minutes: cleaned up")

"""The command line of this build, as a user runs it."""
import os
import subprocess
from dataclasses import dataclass

from .settings import ACCOUNT, ENDPOINT, REGION, ROOT

COMMAND = ["node", str(ROOT / "dist/cli/safedeploy.js")]


@dataclass
class Answer:
    code: int
    out: str
    err: str


def environment(account: str = ACCOUNT) -> dict[str, str]:
    return {
        **os.environ, "AWS_ENDPOINT_URL": ENDPOINT, "AWS_ACCESS_KEY_ID": account, "AWS_SECRET_ACCESS_KEY": "engine", "AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true", "NO_COLOR": "1", "AWS_PAGER": "",
    }


def safedeploy(*args: str, account: str = ACCOUNT, stdin: str = "") -> Answer:
    done = subprocess.run([*COMMAND, *args], input=stdin, capture_output=True, text=True, timeout=120, env=environment(account))
    return Answer(done.returncode, done.stdout, done.stderr)


def has_command(name: str) -> bool:
    return safedeploy(name, "--help").code == 0

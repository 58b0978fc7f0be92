"""10. status, watch, why, abort and prune while deployments run and after: ../operations.ts, in TypeScript for the types of what the commands print."""
import json
import subprocess
import threading

from .support.install import install
from .support.report import expect, scenario
from .support.settings import ENDPOINT, OPERATIONS, ROOT

PROGRAM = [str(ROOT / "node_modules/.bin/tsx"), str(ROOT / "test/engine/operations.ts")]
LONGEST = 180
installing = threading.Lock()


def follow(title: str, stack: str) -> None:
    @scenario(10, f"operations: {title}")
    def run():
        with installing:
            install(OPERATIONS)
        done = subprocess.run([*PROGRAM, title, ENDPOINT, OPERATIONS, stack], cwd=ROOT, capture_output=True, text=True, timeout=LONGEST)
        expect(done.returncode == 0, f"{title}: {done.stdout}{done.stderr}")


titles = json.loads(subprocess.run(PROGRAM, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=True).stdout)
expect(titles, "operations.ts has scenarios")
for index, each in enumerate(titles):
    follow(each, f"operations-{index + 1}")

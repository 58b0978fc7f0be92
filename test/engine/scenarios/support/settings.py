"""What the runner (run.ts) tells the scenarios, by environment variables."""
import json
import os
from pathlib import Path

ENDPOINT = os.environ["ENGINE_ENDPOINT"]
JOURNAL = Path(os.environ["ENGINE_JOURNAL"])
LOG = Path(os.environ["ENGINE_LOG"])
SCRATCH = Path(os.environ["ENGINE_SCRATCH"])
MINUTES = json.loads(os.environ["ENGINE_SECONDS_PER_MINUTE"])
MINUTE = MINUTES[""]
"""How many seconds one of CodeDeploy's minutes takes."""
ROOT = Path(__file__).resolve().parents[4]
REGION = "eu-west-1"
ACCOUNT = "111111111111"
"""The account of the scenarios; those that install the macro for themselves have one of their own."""
SLOW, PAGE, OPERATIONS = "444444444444", "333333333333", "555555555555"
"""Accounts whose minutes are longer, for what must happen within one: calls that fail, alarms that see them, commands that look on (run.ts)."""

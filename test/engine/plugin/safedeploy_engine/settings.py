"""What the runner (run.ts) tells the engine, by environment variables."""
import json
import os

NODE = os.environ["ENGINE_NODE"]
NODE_CLIENT = os.environ["ENGINE_NODE_CLIENT"]
NODE_MODULES = os.environ["ENGINE_NODE_MODULES"]
"""Where functions find the AWS SDK, which Lambda's runtime brings."""
PYTHON_CLIENT = os.environ["ENGINE_PYTHON_CLIENT"]
MINUTES = json.loads(os.environ["ENGINE_SECONDS_PER_MINUTE"])
"""How many seconds one of CodeDeploy's and CloudWatch's minutes takes, by account; "" for all others."""
JOURNAL = os.environ["ENGINE_JOURNAL"]
"""The file of what happened, in order, for the scenarios to read: journal.py."""


def minute(account: str) -> float:
    return MINUTES.get(account, MINUTES[""])

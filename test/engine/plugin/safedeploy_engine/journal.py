"""What happened in the engine, in order: a line of JSON for each event, in a file that the scenarios read (scenarios/journal.py)."""
import json
import threading
import time

from .settings import JOURNAL

lock = threading.Lock()


def write(what: str, **values) -> None:
    line = json.dumps({"at": time.time(), "what": what, **values})
    with lock, open(JOURNAL, "a") as file:
        file.write(f"{line}\n")

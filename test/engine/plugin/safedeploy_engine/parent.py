"""The engine ends when whoever started it is gone, killed for example: nothing stays behind."""
import os
import signal
import threading
import time


def watch() -> None:
    parent = os.getppid()

    def keep_watching():
        while os.getppid() == parent:
            time.sleep(1)
        os.killpg(os.getpgid(0), signal.SIGKILL)  # run.ts gives the engine and the functions that it starts a group of their own

    if os.getpgid(0) == os.getpid():
        threading.Thread(target=keep_watching, daemon=True).start()

"""A demo of its own, as ``make run`` serves it: web server, worker and relay."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from tests.environment import FIXED
from tests.project import running

BASE = Path(__file__).parents[2]


@contextmanager
def demo(folder, **changes):
    """Serve a fresh demo from this folder, and say at which address."""
    port = running.free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **FIXED,
        **running.environment(folder, port, DEMO="1"),
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "BASE_URL": address,
        **changes,
    }
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "portal"],
            cwd=BASE,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            is_up = running.wait_until(
                lambda: process.poll() is not None or running.answers(port), limit=240
            )
            log.seek(0)
            assert is_up and process.poll() is None, log.read()
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)

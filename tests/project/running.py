"""Starts the portal as a person would, and looks at the processes it leaves."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

LIMIT = 90


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder, port, **changes):
    """A site of its own in this folder, whatever the tests around it run on."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return {
        **kept,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "DEMO": "0",
        **changes,
    }


def portal(folder, port, wrapper=(), **changes):
    """Start the portal; with a wrapper, as the child of another process, as make does."""
    return subprocess.Popen(
        [*wrapper, sys.executable, "manage.py", "portal"],
        cwd=settings.BASE_DIR,
        env=environment(folder, port, **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def wait_until(condition, limit=LIMIT):
    """Wait for something to become true; False when it does not in time."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def processes_of(folder):
    """The processes that run with this folder as their DATA_DIR (Linux tells)."""
    mark = f"DATA_DIR={folder}\0".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found

"""Runs the portal's processes side by side: all of them serve, or none."""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 10  # seconds a process is given to finish what it is doing before it is ended
START_LIMIT = 60  # seconds the web server is given to answer for the first time
TICK = 0.1
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2), Linux only


class SupervisorError(Exception):
    """Why the portal cannot run, in one sentence."""


@dataclass
class Child:
    """One process of ours, the leader of a process group of its own."""

    name: str
    process: subprocess.Popen

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_end(self) -> None:
        if not self.has_ended():
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until the deadline, then end what is left of its group."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0, deadline - time.monotonic()))
        # A group keeps its number as long as it has a member, so this meets no stranger.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Starts children, watches them and the parent, and ends them all together."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.folder = folder
        self.environment = environment
        self.parent = os.getppid()
        self.children: list[Child] = []
        self.asked_to_stop = False

    def __enter__(self) -> "Supervisor":
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._stop)
        return self

    def __exit__(self, *error) -> None:
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            child.ask_to_end()
        for child in self.children:
            child.end(deadline)

    def _stop(self, *_) -> None:
        self.asked_to_stop = True

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a process in a group of its own: a Ctrl-C reaches us, and we tell it."""
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent(os.getpid()),
        )
        self.children.append(Child(name, process))

    def must_stop(self) -> bool:
        """Someone asked us to, or whoever started us is gone."""
        return self.asked_to_stop or os.getppid() != self.parent

    def wait_for(self, is_ready: Callable[[], bool]) -> bool:
        """Wait until it is ready; False when we are to stop before that."""
        deadline = time.monotonic() + START_LIMIT
        while not self.must_stop():
            if is_ready():
                return True
            if time.monotonic() > deadline:
                raise SupervisorError(f"The web server did not answer in {START_LIMIT} seconds.")
            self.check_children()
            time.sleep(TICK)
        return False

    def watch(self) -> None:
        """Return when we are to stop; a child that ends by itself is an error."""
        while not self.must_stop():
            self.check_children()
            time.sleep(TICK)

    def check_children(self) -> None:
        for child in self.children:
            if child.has_ended() and not self.must_stop():
                code = child.process.returncode
                raise SupervisorError(f"{child.name} ended by itself (code {code}); stopping.")


def _end_with_parent(parent: int) -> Callable[[], None] | None:
    """On Linux, what a new process calls so that it ends with us, even if we are killed."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def tie() -> None:
        prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:  # it was too late
            os._exit(1)

    return tie


def check_address(host: str, port: int) -> None:
    """Refuse an address that is taken or not ours, before anything is prepared."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        raise SupervisorError(
            f"Cannot listen on HOST {host}, PORT {port}: {error.strerror or error}. "
            "Stop what uses it, or name another with PORT=8001."
        ) from error


def answers(host: str, port: int) -> bool:
    """Whether a web server answers there, whatever it says."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - read, not bound
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()

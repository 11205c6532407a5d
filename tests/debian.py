"""Installs Debian's packages for checks that need a program of the system."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def may_install() -> bool:
    """As root, or with a sudo that asks for no password."""
    has_tools = bool(shutil.which("apt-get")) and Path("/etc/debian_version").exists()
    return has_tools and _as_root() is not None


def _as_root() -> list[str] | None:
    """What a command begins with that root has to run; None where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def install(what: str, packages: tuple[str, ...]) -> None:
    """Install packages; where that fails, end with apt-get's words."""
    print(f"Installing {what} ...", flush=True)  # noqa: T201 - takes a minute; say so
    begin = [*(_as_root() or []), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*begin, *command], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{what} could not be installed: {done.stderr.strip()}")

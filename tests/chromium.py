"""Finds the Chromium that the browser tests drive; as root on Debian, installs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Pages in Arabic, Hindi, Bangla, Chinese and Japanese want letters to show.
PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-cjk")
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find() -> str:
    """The path of a Chromium, or an end with the sentence that says what to install."""
    if found := on_path():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get") and Path("/etc/debian_version").exists():
        install()
    if found := on_path():
        return found
    sys.exit("The browser tests need Chromium: install it (on Debian: " + " ".join(PACKAGES) + ").")


def on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Debian's Chromium and fonts."""
    print("Installing Chromium ...", flush=True)  # noqa: T201 - takes a minute; say so
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(
            ["apt-get", "-qq", *command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"Chromium could not be installed: {done.stderr.strip()}")


def launch_arguments() -> list[str]:
    """How to start it; its sandbox does not work for root."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


if __name__ == "__main__":
    find()

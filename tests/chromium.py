"""Finds the Chromium that the browser tests drive; as root on Debian, installs it."""

import os
import shutil
import sys

from tests import debian

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
    if os.geteuid() == 0 and debian.may_install():
        debian.install("Chromium", PACKAGES)
    if found := on_path():
        return found
    sys.exit("The browser tests need Chromium: install it (on Debian: " + " ".join(PACKAGES) + ").")


def on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch_arguments() -> list[str]:
    """How to start it; its sandbox does not work for root."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


if __name__ == "__main__":
    find()

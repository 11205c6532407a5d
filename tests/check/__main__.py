"""Prints one line for each promise that is measured, and exits 1 where one falls short.

``python -m tests.check`` measures all, ``python -m tests.check D7`` one. ``DEFECT=D7`` in the
environment measures that row alone, in a copy of the project with a bug that must turn it red.
"""

import argparse
import importlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.check.row import BASE

ROWS = {
    "A5": "a5_canary",
    "D3": "d3_broker_gone",
    "D7": "d7_double_submit",
    "D9": "d9_lost_update",
}


def module(row):
    return importlib.import_module(f"tests.check.{ROWS[row]}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.check", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=" ".join(ROWS))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if unknown := {*chosen.rows, os.environ.get("DEFECT") or "D7"} - set(ROWS):
        parser.error(f"No such row: {', '.join(sorted(unknown))}. There are {', '.join(ROWS)}.")
    if chosen.here:
        return measure_here(chosen.rows[0])
    if defect := os.environ.get("DEFECT"):
        with module(defect).DEFECT.seeded() as folder:
            return measure(defect, folder)
    return max(measure(row, BASE) for row in chosen.rows or ROWS)


def measure(row: str, folder: Path) -> int:
    """In a process of its own: rows need different databases, and disturb each other."""
    environment = {key: value for key, value in os.environ.items() if key != "DEFECT"}
    command = [sys.executable, "-m", "tests.check", "--here", row]
    done = subprocess.run(command, cwd=folder, env=environment, check=False)
    return min(done.returncode, 1)


def measure_here(row: str) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is to be cleared away
    measured = module(row).measure()
    print(measured, flush=True)  # noqa: T201 - what this command is for
    return 0 if measured.holds else 1


if __name__ == "__main__":
    sys.exit(main())

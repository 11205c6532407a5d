"""The locks pin what is installed, and say nothing of where it comes from."""

import json
import re
from pathlib import Path

from django.test import SimpleTestCase

BASE = Path(__file__).resolve().parents[2]
LOCKS = sorted((BASE / "requirements").glob("*.txt"))


def locked(file):
    """The requirements of a lock, each as one line."""
    text = file.read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


class ThePythonLocks(SimpleTestCase):
    def test_there_are_three(self):
        self.assertEqual([file.name for file in LOCKS], ["node.txt", "run.txt", "test.txt"])

    def test_each_line_is_one_version_with_hashes(self):
        for file in LOCKS:
            for line in locked(file):
                self.assertRegex(line, r"^[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}")

    def test_they_hold_no_addresses(self):
        for file in LOCKS:
            self.assertNotIn("://", file.read_text())
            self.assertNotRegex(
                file.read_text(), r"(?m)^\s*(--(extra-)?index-url|--find-links|-[if] )"
            )

    def test_the_tests_run_with_what_the_portal_runs_with(self):
        run, test = (dict(self.versions(f"{name}.txt")) for name in ("run", "test"))
        self.assertLessEqual(run.items(), test.items())

    def test_psycopg_3_is_not_among_them(self):
        self.assertNotIn("psycopg", dict(self.versions("test.txt")))

    def versions(self, name):
        for line in locked(BASE / "requirements" / name):
            yield re.match(r"([a-z0-9-]+)==(\S+)", line).groups()


class TheFrontEndLock(SimpleTestCase):
    def setUp(self):
        self.lock = json.loads((BASE / "package-lock.json").read_text())["packages"]

    def test_each_package_has_a_checksum(self):
        for name, package in self.lock.items():
            if name:
                self.assertIn("integrity", package, name)

    def test_it_holds_no_download_addresses(self):
        for name, package in self.lock.items():
            self.assertNotIn("resolved", package, name)

    def test_vue_does_not_come_in(self):
        self.assertNotIn("node_modules/vue", self.lock)

"""The portal's processes serve together and end together."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.test import SimpleTestCase

from tests.project.running import (
    answers,
    environment,
    free_port,
    portal,
    processes_of,
    wait_until,
)

# As make does: a process that waits for the portal and passes nothing on.
WAITER = (sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:])")


class ASite(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.port = free_port()

    def start(self, **options):
        """Start a portal and wait until it has said all it says at the start."""
        process = portal(self.folder, self.port, **options)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(self.clear)
        self.said = []
        for line in process.stdout:
            self.said.append(line)
            if "Ctrl-C" in line:
                return process
        raise AssertionError(f"It did not start: {process.communicate()}")

    def clear(self):
        """Leave nothing behind when a test fails."""
        for number in processes_of(self.folder):
            os.kill(number, signal.SIGKILL)

    def all_ended(self):
        return wait_until(lambda: not processes_of(self.folder), limit=20)


@pytest.mark.slow
class Serving(ASite):
    def test_it_answers_and_a_sigterm_ends_all_of_it(self):
        process = self.start()
        self.assertIsNotNone(answers(self.port))
        self.assertGreaterEqual(len(processes_of(self.folder)), 3)  # itself, the web, the worker
        self.assertIn(f"http://127.0.0.1:{self.port}/", "".join(self.said))
        self.assertIn(str(self.folder / "mail"), "".join(self.said))
        process.terminate()
        self.assertEqual(process.wait(30), 0)
        self.assertTrue(self.all_ended())
        self.assertIsNone(answers(self.port))

    def test_it_ends_when_what_started_it_is_killed(self):
        waiter = self.start(wrapper=WAITER)
        waiter.kill()
        waiter.wait()
        self.assertTrue(self.all_ended())

    def test_it_ends_when_it_is_killed_itself(self):
        process = self.start()
        process.kill()
        process.wait()
        self.assertTrue(self.all_ended())

    def test_when_one_process_dies_all_end_and_it_says_which(self):
        process = self.start()
        celery = [n for n in processes_of(self.folder) if b"celery" in command_of(n)]
        os.kill(celery[0], signal.SIGKILL)
        self.assertEqual(process.wait(30), 1)
        self.assertIn("The worker ended by itself", process.stderr.read())
        self.assertTrue(self.all_ended())


@pytest.mark.slow
class Refusing(ASite):
    def refusal(self, *command, **changes):
        """What it says, once it has refused to run."""
        done = subprocess.run(
            [sys.executable, "manage.py", *(command or ("portal",))],
            cwd=settings.BASE_DIR,
            env=environment(self.folder, self.port, **changes),
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        self.assertEqual(done.returncode, 1, done)
        return done.stderr.strip()

    def assert_sentence(self, said, *words):
        self.assertEqual(len(said.splitlines()), 1, said)
        for word in words:
            self.assertIn(word, said)

    def test_a_port_that_is_taken(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen()
            self.assert_sentence(self.refusal(), str(self.port))

    def test_a_wrong_setting(self):
        self.assert_sentence(self.refusal(PORT="many"), "PORT")

    def test_a_wrong_setting_of_any_command(self):
        self.assert_sentence(self.refusal("check", DATABASE_URL="nonsense"), "DATABASE_URL")

    def test_a_database_that_does_not_answer(self):
        nowhere = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
        self.assert_sentence(self.refusal(DATABASE_URL=nowhere), "database")

    def test_demo_accounts_outside_a_demo(self):
        make_demo_account(self.folder, self.port)
        self.assert_sentence(self.refusal(), "demo accounts")


def command_of(number):
    return Path(f"/proc/{number}/cmdline").read_bytes()


def make_demo_account(folder, port):
    """Migrate a database of its own and mark an account in it as one of the demo."""
    code = (
        "from django.contrib.auth import get_user_model as model\n"
        "model().objects.create(username='someone', is_demo=True)"
    )
    for command in (["migrate", "--verbosity", "0"], ["shell", "--verbosity", "0", "-c", code]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=environment(folder, port),
            check=True,
        )

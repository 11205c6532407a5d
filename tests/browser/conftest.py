"""One real portal for these tests, and the people who visit it."""

import subprocess
import sys
from contextlib import ExitStack

import pytest
from django.conf import settings

from tests.browser import kinds
from tests.browser.visitor import STRANGER, Doors
from tests.environment import FIXED
from tests.project import running


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """The address of a demo as ``make run`` serves it: web server, worker and relay."""
    folder, port = tmp_path_factory.mktemp("portal"), running.free_port()
    environment = {
        **FIXED,
        **running.environment(folder, port, DEMO="1"),
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "BASE_URL": f"http://127.0.0.1:{port}",
    }
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "portal"],
            cwd=settings.BASE_DIR,
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
            yield environment["BASE_URL"]
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="session")
def doors(browser, portal):
    return Doors(browser, portal)


@pytest.fixture
def visit(doors):
    """Open a window as someone; at the end nothing may have been complained of."""
    doors.watch.complaints.clear()
    with ExitStack() as windows:

        def enter(who=STRANGER, **options):
            return windows.enter_context(doors.window(who, **options))

        yield enter
        assert doors.watch.complaints == []


@pytest.fixture(scope="session")
def places(doors):
    """The addresses of pages that someone's deed must make first."""
    return kinds.make_places(doors)

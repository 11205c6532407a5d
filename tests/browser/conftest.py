"""One real portal for these tests, and the people who visit it."""

from contextlib import ExitStack

import pytest

from tests.browser import kinds, serving
from tests.browser.visitor import STRANGER, Doors


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Where the portal keeps its database, its files and its letters."""
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def portal(folder):
    """The address of a demo as ``make run`` serves it: web server, worker and relay."""
    with serving.demo(folder) as address:
        yield address


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

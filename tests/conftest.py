"""What all tests share: their database, their browser, and what must be built before them."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import handlers
from django.core.cache import cache
from django.db import connection

from tests import chromium, migrated


def pytest_sessionstart(session):
    """Pages name their style sheet by its hash, so it must be built first."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        pytest.exit("Build the style sheet first: make assets", returncode=1)


def pytest_collection_modifyitems(items):
    """Whatever stands in tests/browser/ is a browser test."""
    for item in items:
        if "browser" in item.path.relative_to(settings.BASE_DIR).parts:
            item.add_marker("browser")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Playwright keeps an event loop running, which makes Django refuse every query."""
    if item.get_closest_marker("browser"):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    else:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    """SQLite in a file, as in real life: in memory, threads would share one connection."""
    if connection.vendor == "sqlite":
        file = settings.DATA_DIR / "tests.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
        migrated.copy_to(file)
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """A file that was migrated before is brought up to date, not made anew."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    """The database; of SQLite, a copy is kept for the next run."""
    if connection.vendor == "sqlite" and not request.config.getoption("nomigrations"):
        with django_db_blocker.unblock():
            migrated.keep()


@pytest.fixture(scope="session", autouse=True)
def static_files_as_in_real_life():
    """The live server's own handler knows no hashed names; leave the files to WhiteNoise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", lambda application: application)
        yield


@pytest.fixture(autouse=True)
def an_empty_cache():
    """Rows are rolled back after a test, and their stamps with them; kept pages are not."""
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": chromium.find(),
        "args": chromium.launch_arguments(),
    }

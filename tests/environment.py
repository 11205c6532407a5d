"""What the tests run in: a folder of their own, and the database that TEST_DATABASE names.

Loaded with ``-p``, before Django reads its settings. With several processes the first one starts
what all of them share; the others inherit its environment.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests import postgres

# A developer's own .env must not change what is tested.
FIXED = {
    "SECRET_KEY": "for-tests-only",
    "DEBUG": "0",
    "DEMO": "0",
    "HOST": "127.0.0.1",
    "PORT": "8000",
    "HTTPS": "0",
    "OPERATOR": "",
    "CONTACT": "",
    "EMAIL_URL": "",
    "MEDIAWIKI_CLIENT_ID": "",
    "CACHE_URL": "locmemcache://",
    "CELERY_BROKER_URL": "filesystem://localhost//",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
}
# What was named before, for a check that needs a real one.
NAMED_BROKER = os.environ.get("CELERY_BROKER_URL", "")


def prepare() -> None:
    """Set the environment once, for this process and those it starts."""
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(FIXED, TESTS_DIR=str(folder))
    choice = os.environ.get("TEST_DATABASE", "sqlite")
    if choice == "sqlite":
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/portal.sqlite3"
    elif choice == "postgres":
        os.environ["DATABASE_URL"] = postgres.address(os.environ.get("DATABASE_URL", ""))
    else:
        sys.exit(f"TEST_DATABASE is sqlite or postgres, not {choice}.")


WORKER = os.environ.get("PYTEST_XDIST_WORKER")
if WORKER is None:
    prepare()
os.environ["DATA_DIR"] = str(Path(os.environ["TESTS_DIR"]) / (WORKER or "main"))

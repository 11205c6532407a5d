"""A portal inside this process, with a database of its own, for rows that need no web server."""

import os
from contextlib import contextmanager


@contextmanager
def in_process(database="sqlite"):
    """Set Django up on SQLite or PostgreSQL, and take everything down again."""
    os.environ["TEST_DATABASE"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "strategy_portal.settings"
    import django

    from tests import environment  # noqa: F401 - sets what Django reads when it is set up

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import (
        setup_databases,
        setup_test_environment,
        teardown_databases,
        teardown_test_environment,
    )

    if connection.vendor == "sqlite":  # in memory, threads would share one connection
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        connection.settings_dict["TEST"]["NAME"] = str(settings.DATA_DIR / "checks.sqlite3")
    else:  # other tests may run on the same server
        connection.settings_dict["TEST"]["NAME"] = f"portal_checks_{os.getpid()}"
    setup_test_environment(debug=False)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)
        teardown_test_environment()

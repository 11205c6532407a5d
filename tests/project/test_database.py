"""The tests run on the database and with the driver that they say they run on."""

import os

from django.db import connection
from django.test import TestCase


class TheDatabase(TestCase):
    def test_it_is_the_one_that_was_asked_for(self):
        wanted = {"sqlite": "sqlite", "postgres": "postgresql"}
        self.assertEqual(connection.vendor, wanted[os.environ.get("TEST_DATABASE", "sqlite")])

    def test_its_driver_is_the_one_we_named(self):
        """Django takes psycopg 3 whenever some package brings it along."""
        drivers = {"sqlite": "sqlite3.dbapi2", "postgresql": "psycopg2"}
        self.assertEqual(connection.Database.__name__, drivers[connection.vendor])

    def test_it_answers(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 40 + 2")
            self.assertEqual(cursor.fetchone()[0], 42)

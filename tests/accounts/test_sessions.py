"""How long one stays signed in, and what ends it."""

import time

import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from accounts.models import Assignment
from accounts.roles import Role

from .. import cast, make

PASSWORD = "nine green herons"
HOUR, DAY = 3600, 24 * 3600


class StayingSignedIn(TestCase):
    def setUp(self):
        cache.clear()
        self.start = time.time()
        self.clock = time_machine.travel(self.start, tick=False)
        self.traveller = self.clock.start()
        self.addCleanup(self.clock.stop)

    def sign_in(self, person, **more):
        client = Client()
        typed = {"login": person.username, "password": PASSWORD, **more}
        client.post("/en/accounts/login/", typed)
        return client

    def is_in(self, client, after):
        """So many seconds after the start, does the page know them?"""
        self.traveller.move_to(self.start + after)
        return client.get("/en/mine/").status_code == 200

    def test_people_stay_for_fourteen_days_after_the_last_visit(self):
        client = self.sign_in(make.person(password=PASSWORD))
        self.assertTrue(self.is_in(client, 13 * DAY))
        self.assertTrue(self.is_in(client, 26 * DAY))
        self.assertFalse(self.is_in(client, 41 * DAY))

    def test_staff_stay_for_eight_hours_after_the_last_visit(self):
        client = cast.client_of(cast.admin())
        self.assertTrue(self.is_in(client, 7 * HOUR))
        self.assertTrue(self.is_in(client, 14 * HOUR))
        self.assertFalse(self.is_in(client, 23 * HOUR))

    def test_a_role_that_was_just_given_counts_at_once(self):
        person = cast.reader()
        client = cast.client_of(person)
        Assignment.objects.create(user=person, role=Role.STAFF)
        self.assertFalse(self.is_in(client, 9 * HOUR))

    def test_on_a_shared_device_the_cookie_goes_with_the_browser(self):
        client = self.sign_in(make.person(password=PASSWORD), shared="on")
        cookie = client.cookies["sessionid"]
        self.assertEqual((cookie["max-age"], cookie["expires"]), ("", ""))
        self.assertTrue(self.is_in(client, 7 * HOUR))
        self.assertEqual(client.cookies["sessionid"]["max-age"], "")
        # Browsers that bring back yesterday's windows bring back such cookies too.
        self.assertFalse(self.is_in(client, 16 * HOUR))

    def test_the_box_is_there_and_not_ticked(self):
        page = self.client.get("/en/accounts/login/")
        self.assertContains(page, '<input type="checkbox" name="shared"')
        self.assertNotContains(page, "checked")

    def test_reading_writes_a_session_once_a_day_at_most(self):
        client = cast.client_of(cast.reader())
        written = []
        for hours in range(1, 49, 2):
            self.traveller.move_to(self.start + hours * HOUR)
            with CaptureQueriesContext(connection) as asked:
                client.get("/en/recent/")
            changes = [each for each in asked if each["sql"].startswith(("UPDATE", "INSERT"))]
            written.extend([hours] * len(changes))
        self.assertEqual(written, [25])

    def test_within_the_hour_nothing_more_is_asked(self):
        client = cast.client_of(cast.reader())
        client.get("/en/recent/")
        with CaptureQueriesContext(connection) as first:
            client.get("/en/recent/")
        self.traveller.move_to(self.start + HOUR - 1)
        with self.assertNumQueries(len(first)):
            client.get("/en/recent/")


class EndingASession(TestCase):
    def setUp(self):
        cache.clear()
        self.anna = make.person(username="anna", password=PASSWORD)

    def sign_in(self):
        client = Client()
        client.post("/en/accounts/login/", {"login": "anna", "password": PASSWORD})
        return client

    def test_signing_in_gives_it_another_key(self):
        client = Client()
        client.get("/en/accounts/login/")
        session = client.session
        session["planted"] = True
        session.save()
        client.cookies["sessionid"] = planted = session.session_key
        client.post("/en/accounts/login/", {"login": "anna", "password": PASSWORD})
        self.assertNotEqual(client.cookies["sessionid"].value, planted)
        self.assertFalse(Session.objects.filter(session_key=planted).exists())

    def test_signing_out_takes_it_out_of_the_database(self):
        client = self.sign_in()
        key = client.cookies["sessionid"].value
        client.post("/en/accounts/logout/")
        self.assertFalse(Session.objects.filter(session_key=key).exists())

    def test_a_new_password_ends_the_others_and_renews_ones_own(self):
        here, elsewhere = self.sign_in(), self.sign_in()
        key = here.cookies["sessionid"].value
        here.post(
            "/en/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": "ten brown bears"},
        )
        self.assertEqual(here.get("/en/mine/").status_code, 200)
        self.assertNotEqual(here.cookies["sessionid"].value, key)
        self.assertEqual(elsewhere.get("/en/mine/").status_code, 302)

    def test_a_closed_account_has_none(self):
        client = self.sign_in()
        self.anna.is_active = False
        self.anna.save(update_fields=["is_active"])
        self.assertEqual(client.get("/en/mine/").status_code, 302)

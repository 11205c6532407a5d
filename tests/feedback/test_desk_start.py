"""The start of the desk: each kind of work with its number, its age and the way to it."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Assignment, Community
from accounts.roles import Role, Scope
from feedback import queue
from feedback.actions.escalate import escalate
from feedback.heaps import heaps
from feedback.models import Visibility
from tests import cast, make

from .test_desk import waiting


def numbers(person):
    """What is not empty on somebody's desk; all that these tests say lacks translations."""
    found = {heap.name: heap.number for heap in heaps(person) if heap.number}
    found.pop("Translations that are behind or missing", None)
    found.pop("Contributions without an English rendering", None)
    return found


class OpeningTheDesk(TestCase):
    def test_a_stranger_is_sent_to_sign_in(self):
        self.assertRedirects(
            self.client.get("/en/desk/"),
            "/en/accounts/login/?next=/en/desk/",
            fetch_redirect_response=False,
        )

    def test_readers_members_and_translators_may_not(self):
        for person in (cast.reader(), cast.member("diversity"), cast.translator("ar")):
            for page in ("", "queue/", "questions/", "translations/"):
                client = cast.client_of(person)
                self.assertEqual(client.get(f"/en/desk/{page}").status_code, 403)

    def test_it_is_for_reading_only_and_kept_nowhere(self):
        client = cast.client_of(cast.liaison("ar"))

        self.assertEqual(client.post("/en/desk/").status_code, 405)
        self.assertIn("no-store", client.get("/en/desk/").headers["Cache-Control"])

    def test_an_empty_one_says_so(self):
        response = cast.client_of(cast.liaison("ar")).get("/en/desk/")

        self.assertContains(response, "Nothing waits for you.")

    def test_a_liaison_without_languages_is_told_why(self):
        liaison = cast.liaison("x")
        liaison.assignments.all().delete()
        Assignment.objects.create(user=liaison, role=Role.LIAISON, scope=Scope.GROUP, value="x")

        response = cast.client_of(liaison).get("/en/desk/")

        self.assertContains(response, "No language was given to you yet")

    def test_it_names_ones_languages_and_affiliates(self):
        Community.objects.create(slug="chile", kind="affiliate", name_en="Wikimedia Chile")
        liaison = cast.liaison("ar")
        Assignment.objects.create(
            user=liaison, role=Role.LIAISON, scope=Scope.COMMUNITY, value="chile"
        )

        response = cast.client_of(liaison).get("/en/desk/")

        self.assertContains(response, '<span class="chip" lang="ar">العربية</span>')
        self.assertContains(response, '<span class="chip">Wikimedia Chile</span>')


class WhatIsCounted(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.liaison, self.other = cast.liaison("ar"), cast.liaison("es")

    def test_what_is_held_back_in_ones_languages(self):
        waiting(language="ar")
        waiting(language="es")
        make.comment(language="ar")

        self.assertEqual(numbers(self.liaison), {"New contributions held back": 1})

    def test_what_is_flagged(self):
        make.comment(language="ar", open_flags=2, waits_since=self.now)

        self.assertEqual(numbers(self.liaison), {"Flagged contributions": 1})

    def test_what_is_left_to_all(self):
        waiting(language="ar", said_at=self.now - timedelta(hours=49))
        waiting(language="sw")

        self.assertEqual(numbers(self.other), {"Left to all liaisons": 2})

    def test_what_liaisons_gave_to_the_organisers(self):
        escalate(make.comment(language="ar"), by=self.liaison)

        self.assertEqual(numbers(cast.organiser()), {"Escalated to the organisers": 1})
        self.assertEqual(numbers(self.liaison), {})

    def test_new_messages(self):
        make.message(to=self.liaison)
        make.message(to=self.other)

        self.assertEqual(numbers(self.liaison), {"Messages to you": 1})

    def test_each_leads_to_its_list(self):
        waiting(language="ar")
        waiting(language="sw")
        make.comment(language="ar", open_flags=2, waits_since=self.now)
        client = cast.client_of(self.liaison)

        for heap in heaps(self.liaison):
            if "/queue/" in heap.address:
                page = client.get(f"/en{heap.address.removeprefix('/en')}").context["page"]
                self.assertEqual(page.paginator.count, heap.number, heap.name)

    def test_the_oldest_gives_the_age(self):
        waiting(language="ar", said_at=self.now - timedelta(days=1, hours=2))
        waiting(language="ar", said_at=self.now - timedelta(days=3, hours=2))

        response = cast.client_of(self.liaison).get("/en/desk/")

        self.assertContains(response, "The oldest waits for 3 days (since ")

    def test_beyond_the_limit_it_says_more_than(self):
        for _ in range(3):
            waiting(language="ar")
        most, queue.MOST_COUNTED = queue.MOST_COUNTED, 2
        self.addCleanup(setattr, queue, "MOST_COUNTED", most)

        page = cast.client_of(self.liaison).get("/en/desk/queue/")

        self.assertContains(page, "More than 2 contributions.")


class QuestionsWithoutAReply(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar")
        self.client = cast.client_of(self.liaison)

    def asked(self):
        response = self.client.get("/en/desk/questions/")
        return {comment.short_id for comment in response.context["comments"]}

    def test_a_question_mark_of_any_script_makes_one(self):
        found = {
            make.comment(language="ar", body=body).short_id
            for body in ("لماذا؟", "Why? Tell us.", "何故？", "«Pourquoi?»")
        }
        for body in ("No question.", "See https://example.org/?a=b and /x?page=2"):
            make.comment(language="ar", body=body)

        self.assertEqual(self.asked(), found)

    def test_only_what_begins_a_thread_and_has_no_reply_that_all_can_read(self):
        answered = make.comment(language="ar", body="Why?")
        make.comment(parent=answered, language="ar", body="And when?")
        waits = make.comment(language="ar", body="Why?")
        make.comment(parent=waits, language="ar", visibility=Visibility.WAITING, name="Amal")

        self.assertEqual(self.asked(), {waits.short_id})

    def test_only_in_ones_languages_not_long_ago_and_not_ones_own(self):
        make.comment(language="es", body="¿Por qué?")
        make.comment(language="ar", body="Why?", said_at=timezone.now() - timedelta(days=91))
        make.comment(language="ar", body="Why?", author=self.liaison)
        make.comment(language="ar", body="Why?", visibility=Visibility.HIDDEN)

        self.assertEqual(self.asked(), set())
        self.assertContains(self.client.get("/en/desk/questions/"), "Every question has a reply.")


class WhatItCosts(TestCase):
    def test_it_asks_as_much_for_nine_as_for_one(self):
        liaison = cast.liaison("ar")
        client = cast.client_of(liaison)
        for page in ("/en/desk/", "/en/desk/questions/", "/en/desk/translations/"):
            self.say()
            with CaptureQueriesContext(connection) as one:
                client.get(page)
            for _ in range(8):
                self.say()
            with self.assertNumQueries(len(one)):
                self.assertEqual(client.get(page).status_code, 200)

    def say(self):
        waiting(language="ar")
        make.comment(language="ar", body="لماذا؟")

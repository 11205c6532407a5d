"""Reading pages for people without a session: no cookie, an ETag from stamps, 304."""

import gzip
from datetime import timedelta

import time_machine
from django.core.cache import cache
from django.test import Client, TestCase
from django.utils import timezone

from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.models import Decision
from recommendations.actions import windows_changed
from tests import cast, make


class AReadingPage(TestCase):
    def setUp(self):
        cache.clear()
        self.recommendation = make.recommendation()
        with_text = make.part(recommendation=self.recommendation)
        self.comment = make.comment(part=with_text, body="Words to be found.")
        group = self.recommendation.draft_set.group
        number = self.recommendation.draft_set.iteration.number
        self.address = f"/en/iterations/{number}/{group.slug}/1/"
        self.pages = [
            "/en/",
            "/en/timeline/",
            f"/en/{make.page().key}/",
            "/en/recent/",
            "/en/recent/feed/",
            "/en/decisions/",
            f"/en/iterations/{number}/",
            f"/en/iterations/{number}/history/",
            f"/en/groups/{group.slug}/",
            f"/en/groups/{group.slug}/feed/",
            self.address,
            f"{self.address}history/",
            f"{self.address}compare/",
            f"{self.address}feed/",
            f"/en/c/{self.comment.slug}/",
            f"/en/c/{self.comment.slug}/text/",
            f"/en/c/{self.comment.slug}/history/",
        ]

    def again(self, address, first):
        return self.client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    def test_it_sets_no_cookie_and_holds_no_token(self):
        for page in self.pages:
            with self.subTest(page):
                response = self.client.get(page)
                self.assertEqual(response.status_code, 200)
                self.assertEqual(response.cookies, {})
                self.assertNotContains(response, "csrfmiddlewaretoken")

    def test_it_is_answered_with_304_when_nothing_has_changed(self):
        for page in self.pages:
            with self.subTest(page):
                response = self.again(page, self.client.get(page))
                self.assertEqual(response.status_code, 304)
                self.assertEqual(response.content, b"")

    def test_an_unchanged_page_costs_one_or_two_queries(self):
        self.client.get(self.address)
        with self.assertNumQueries(2):  # which recommendation stands here; its stamps
            self.client.get(self.address)
        self.client.get("/en/")
        with self.assertNumQueries(1):
            self.client.get("/en/")

    def test_withdrawing_acts_before_it_answers(self):
        first = self.client.get(self.address)
        self.assertContains(first, "Words to be found.")
        withdraw(self.comment)
        second = self.again(self.address, first)
        self.assertEqual(second.status_code, 200)
        self.assertNotContains(second, "Words to be found.")

    def test_hiding_acts_before_it_answers_on_every_page(self):
        before = {page: self.client.get(page) for page in self.pages}
        showing = [page for page, response in before.items() if b"to be found" in response.content]
        self.assertGreaterEqual(len(showing), 6)
        decide(
            self.comment,
            Decision.Kind.HIDE,
            by=cast.liaison("en"),
            rule=make.rule(),
            reason="A rule.",
        )
        for page in showing:
            with self.subTest(page):
                self.assertNotIn(b"to be found", self.again(page, before[page]).content)

    def test_it_does_not_outlive_the_closing_of_a_window(self):
        iteration = self.recommendation.draft_set.iteration
        iteration.closes_at = timezone.now() + timedelta(hours=1)
        iteration.save()
        windows_changed()
        first = self.client.get(self.address)
        self.assertContains(first, "Open for feedback until")
        with time_machine.travel(timezone.now() + timedelta(hours=2)):
            second = self.again(self.address, first)
        self.assertContains(second, "Closed since")

    def test_people_with_a_session_get_a_page_of_their_own(self):
        first = self.client.get(self.address)
        response = cast.client_of(cast.reader(name="Nadia")).get(self.address)
        self.assertContains(response, "Nadia")
        self.assertIn("private", response.headers["Cache-Control"])
        self.assertNotContains(self.client.get(self.address), "Nadia")
        self.assertEqual(self.again(self.address, first).status_code, 304)

    def test_each_language_has_its_own_copy(self):
        english = self.client.get(self.address)
        arabic = self.client.get(self.address.replace("/en/", "/ar/"))
        self.assertNotEqual(english.headers["ETag"], arabic.headers["ETag"])
        self.assertContains(arabic, '<html lang="ar" dir="rtl">')

    def test_a_message_for_one_reader_is_kept_for_nobody_else(self):
        guest = make.comment(name="Guest", submission=make.submission(secret="s3cret"))
        self.client.post(f"/en/receipt/secret/s3cret/withdraw/{guest.slug}/")
        self.assertIn("messages", self.client.cookies)
        self.assertContains(self.client.get(self.address), "Your words were withdrawn.")
        self.assertNotContains(Client().get(self.address), "Your words were withdrawn.")

    def test_it_travels_packed_to_browsers_that_take_it(self):
        for _first_and_kept in range(2):
            plain = self.client.get(self.address)
            packed = self.client.get(self.address, headers={"Accept-Encoding": "gzip, br"})
            self.assertEqual(packed.headers["Content-Encoding"], "gzip")
            self.assertEqual(gzip.decompress(packed.content), plain.content)
            self.assertNotIn("Content-Encoding", plain.headers)
            self.assertEqual(packed.headers["Vary"], plain.headers["Vary"])
            self.assertIn("Accept-Encoding", packed.headers["Vary"])
            self.assertNotEqual(packed.headers["ETag"], plain.headers["ETag"])

    def test_an_unchanged_packed_page_is_not_sent_again(self):
        packed = {"Accept-Encoding": "gzip"}
        etag = self.client.get(self.address, headers=packed).headers["ETag"]
        again = self.client.get(self.address, headers={**packed, "If-None-Match": etag})
        self.assertEqual((again.status_code, again.content), (304, b""))

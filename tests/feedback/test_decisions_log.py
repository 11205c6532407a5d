"""The public log: what liaisons decided and why, never the words themselves."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.actions.moderate import decide
from feedback.models import Decision, Visibility
from tests import cast, make

HIDE, APPROVE, RESTORE = Decision.Kind.HIDE, Decision.Kind.APPROVE, Decision.Kind.RESTORE


class ReadingTheLog(TestCase):
    def setUp(self):
        cache.clear()

    def test_it_names_the_deed_the_comment_the_reason_and_the_liaison(self):
        comment = make.comment(language="ar")
        decision = decide(
            comment, HIDE, by=cast.liaison("ar", name="Zahra"), rule=make.rule(), reason="Spam <b>."
        )
        QuerySet(Decision).update(
            decided_at=decision.decided_at.replace(year=2020, month=2, day=29)
        )

        response = self.client.get("/en/decisions/")

        for words in (
            f'<a class="permalink" href="/en/c/{comment.slug}/">{comment.short_id}</a>',
            '<li lang="ar">العربية</li>', "<bdi>Zahra</bdi>", "29 February 2020", "Hidden",
            '<p lang="en" dir="auto">Spam &lt;b&gt;.</p>', "1 decision, newest first.",
        ):  # fmt: skip
            self.assertContains(response, words)

    def test_neither_words_nor_name_of_a_hidden_comment_stand_there(self):
        comment = make.comment(body="Secret words", name="Guest Name")
        decide(comment, HIDE, by=cast.organiser(), rule=make.rule(), reason="Personal.")

        for client in (self.client, cast.client_of(cast.organiser())):
            response = client.get("/en/decisions/")
            self.assertContains(response, comment.short_id)
            self.assertNotContains(response, "Secret words")
            self.assertNotContains(response, "Guest Name")

    def test_of_words_for_the_group_it_says_only_that_they_exist(self):
        comment = make.comment(
            language="ar", visibility="waiting", chosen_visibility=Visibility.GROUP
        )
        liaison = cast.liaison("ar", name="Zahra")
        decide(comment, APPROVE, by=liaison, rule=make.rule(), reason="Careful account.")
        decide(comment, HIDE, by=liaison, rule=make.rule(), reason="Careful account.")

        response = self.client.get("/en/decisions/")

        self.assertContains(response, "for liaisons and the working group only", count=2)
        for words in (comment.slug, comment.short_id, "Careful account.", "Zahra"):
            self.assertNotContains(response, words)
        self.assertNotContains(response, '<li lang="ar">')

    def test_the_newest_stands_first(self):
        comment = make.comment()
        organiser = cast.organiser()
        decide(comment, HIDE, by=organiser, rule=make.rule(), reason="First reason.")
        decide(comment, RESTORE, by=organiser, rule=make.rule(), reason="Second reason.")
        QuerySet(Decision).filter(kind=HIDE).update(decided_at=timezone.now() - timedelta(days=1))

        text = self.client.get("/en/decisions/").content.decode()

        self.assertLess(text.index("Second reason."), text.index("First reason."))

    def test_it_can_be_narrowed_to_one_kind(self):
        comment = make.comment()
        organiser = cast.organiser()
        decide(comment, HIDE, by=organiser, rule=make.rule(), reason="First reason.")
        decide(comment, RESTORE, by=organiser, rule=make.rule(), reason="Second reason.")

        response = self.client.get("/en/decisions/?kind=hide")

        self.assertContains(response, "First reason.")
        self.assertNotContains(response, "Second reason.")

    def test_an_empty_log_says_so(self):
        self.assertContains(self.client.get("/en/decisions/"), "Nothing has been decided yet.")
        self.assertContains(
            self.client.get("/en/decisions/?kind=hide"), "There is no such decision yet."
        )

    def test_nonsense_is_a_bad_request_and_a_page_beyond_is_not_there(self):
        for query, status in (("kind=x", 400), ("page=0", 400), ("page=x", 400), ("page=2", 404)):
            self.assertEqual(self.client.get(f"/en/decisions/?{query}").status_code, status)

    def test_there_are_fifty_a_page(self):
        comment = make.comment()
        by = cast.organiser()
        Decision.objects.bulk_create(
            Decision(
                comment=comment,
                kind=HIDE,
                by=by,
                rule=make.rule(),
                reason="Spam.",
                decided_at=timezone.now(),
            )
            for _ in range(51)
        )

        self.assertContains(self.client.get("/en/decisions/"), "Spam.", count=50)
        self.assertContains(self.client.get("/en/decisions/?page=2"), "Spam.", count=1)


class WhatTheLogCosts(TestCase):
    def setUp(self):
        cache.clear()

    def test_it_asks_as_much_for_nine_as_for_one(self):
        client = cast.client_of(cast.reader())
        self._decided()
        with CaptureQueriesContext(connection) as one:
            client.get("/en/decisions/")
        for _ in range(8):
            self._decided()

        with self.assertNumQueries(len(one)):
            response = client.get("/en/decisions/")

        self.assertEqual(len(response.context["page"]), 9)

    def test_the_words_are_not_even_loaded(self):
        self._decided()

        with CaptureQueriesContext(connection) as asked:
            self.client.get("/en/decisions/")

        sql = " ".join(query["sql"] for query in asked)
        self.assertIn("reason", sql)
        for column in ("body", "html", '"feedback_comment"."name"'):
            self.assertNotIn(column, sql)

    def test_a_stranger_gets_no_cookie_and_may_keep_it_until_the_next_decision(self):
        self._decided()
        first = self.client.get("/en/decisions/")
        self.assertFalse(first.cookies)
        self.assertNotContains(first, "csrf")

        again = self.client.get("/en/decisions/", headers={"If-None-Match": first["ETag"]})
        self.assertEqual(again.status_code, 304)

        self._decided()
        changed = self.client.get("/en/decisions/", headers={"If-None-Match": first["ETag"]})
        self.assertContains(changed, "2 decisions")

    def _decided(self):
        decide(make.comment(), HIDE, by=cast.organiser(), rule=make.rule(), reason="Spam.")

"""The queue narrowed by filters, the queue when it is empty, and what it costs."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from tests import cast, make

from .test_desk import shown, waiting


class AnEmptyQueue(TestCase):
    def test_it_says_so_and_where_to_go(self):
        cast.liaison("es")
        waiting(language="es")

        response = cast.client_of(cast.liaison("ar")).get("/en/desk/queue/")

        self.assertContains(response, "Nothing is waiting.")
        self.assertContains(response, 'class="in-text" href="/en/desk/"')

    def test_a_filter_that_fits_nothing_leads_back(self):
        waiting(language="ar")

        response = cast.client_of(cast.liaison("ar")).get("/en/desk/queue/?group=all")

        self.assertContains(response, "Nothing fits this filter.")


class NarrowingTheQueue(TestCase):
    def test_by_language_and_by_group(self):
        diversity = make.draft_set(group=make.group(slug="diversity"))
        wanted = waiting(language="fr", draft_set=diversity)
        waiting(language="ar", draft_set=diversity)
        whole = waiting(language="fr", draft_set=make.draft_set(group=None))
        client = cast.client_of(cast.liaison("ar", "fr"))

        for query, found in (
            ("language=fr&group=diversity", [wanted.short_id]),
            ("language=fr&group=all", [whole.short_id]),
            ("language=sw", []),
        ):
            self.assertEqual(shown(client.get(f"/en/desk/queue/?{query}")), found)

    def test_no_filter_reaches_beyond_ones_languages(self):
        cast.liaison("es")
        waiting(language="es")

        self.assertEqual(
            shown(cast.client_of(cast.liaison("ar")).get("/en/desk/queue/?language=es")), []
        )

    def test_nonsense_is_a_bad_request(self):
        client = cast.client_of(cast.organiser())

        for query in (
            "language=%3Cb%3E", "group=nobody", "show=all", "page=0", "page=x",
            "page=" + "9" * 30, "language=" + "a-" * 30 + "a", "language=a%00",
        ):  # fmt: skip
            with self.subTest(query):
                self.assertEqual(client.get(f"/en/desk/queue/?{query}").status_code, 400)

    def test_after_the_last_page_stands_the_last(self):
        only = waiting(language="ar")

        self.assertEqual(
            shown(cast.client_of(cast.liaison("ar")).get("/en/desk/queue/?page=7")), [only.short_id]
        )

    def test_there_are_twenty_five_a_page(self):
        target = make.recommendation()
        for _ in range(26):
            waiting(language="ar", recommendation=target)
        client = cast.client_of(cast.liaison("ar"))

        self.assertEqual(len(shown(client.get("/en/desk/queue/"))), 25)
        self.assertEqual(len(shown(client.get("/en/desk/queue/?page=2"))), 1)


class WhatTheQueueCosts(TestCase):
    def test_it_asks_as_much_for_nine_as_for_one(self):
        client = cast.client_of(cast.liaison("ar"))
        self._reply_on_a_part()
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get("/en/desk/queue/")
        for _ in range(8):
            self._reply_on_a_part()

        with self.assertNumQueries(len(one)):
            response = client.get("/en/desk/queue/")

        self.assertEqual(len(shown(response)), 9)

    def test_it_loads_the_reading_language_and_its_fallback_only(self):
        self._reply_on_a_part()
        client = cast.client_of(cast.organiser())

        with CaptureQueriesContext(connection) as asked:
            client.get("/fr/desk/queue/")

        sql = " ".join(query["sql"] for query in asked)
        self.assertIn("title_fr", sql)
        self.assertNotIn("title_de", sql)
        self.assertNotIn("text_de", sql)

    def _reply_on_a_part(self):
        part = make.part()
        first = make.comment(part=part, question=make.guiding_question())
        waiting(language="ar", part=part, parent=first, question=first.question)

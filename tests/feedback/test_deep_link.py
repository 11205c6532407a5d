"""The address of one comment opens the page on which it stands, at it, in one request."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.models import THREADS_PER_PAGE, Decision, Visibility
from tests import cast, make

from .reading import ids_on, of_class, page_of, place_of


class ALink(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation()
        cls.question = make.guiding_question()
        cls.author = cast.reader()
        cls.start = timezone.now()
        cls.said = [cls.say(n) for n in range(2 * THREADS_PER_PAGE + 5)]
        cls.oldest, cls.newest = cls.said[0], cls.said[-1]

    @classmethod
    def say(cls, minute=0, **over):
        over.setdefault("said_at", cls.start + timedelta(minutes=minute))
        over.setdefault("author", cls.author)
        if "draft_set" not in over:
            over.setdefault("recommendation", cls.recommendation)
        return make.comment(**over)

    def setUp(self):
        cache.clear()

    def open(self, comment, browser=None, language="en"):
        return (browser or self.client).get(f"/{language}/c/{comment.slug}/")


class Opening(ALink):
    def test_it_leads_to_the_comment_on_whatever_page_it_stands(self):
        for comment in (self.newest, self.said[20], self.oldest):
            with self.subTest(comment.slug):
                page = self.open(comment)
                self.assertEqual(page.status_code, 200)
                self.assertIn(comment.short_id, ids_on(page))

    def test_the_third_page_costs_as_much_as_the_first(self):
        costs = []
        for comment in (self.newest, self.oldest):
            self.open(comment)
            cache.clear()
            with CaptureQueriesContext(connection) as asked:
                self.open(comment)
            costs.append(len(asked))
        self.assertEqual(costs[0], costs[1])

    def test_the_comment_is_marked_and_takes_the_focus_without_a_script(self):
        page = self.open(self.oldest)
        place = place_of(page, self.oldest)
        self.assertIn("is-linked", place.get("class"))
        self.assertEqual((place.get("tabindex"), place.get("autofocus")), ("-1", ""))
        self.assertEqual(len(page_of(page).xpath("//*[@autofocus]")), 1)
        self.assertEqual(len(of_class(page_of(page), "is-linked")), 1)

    def test_a_reply_opens_with_its_thread(self):
        reply = self.say(90, parent=self.oldest)
        page = self.open(reply)
        self.assertIn(self.oldest.short_id, ids_on(page))
        self.assertIn("is-linked", place_of(page, reply).get("class"))

    def test_the_page_is_that_of_the_recommendation_which_it_names(self):
        page = self.open(self.oldest)
        self.assertContains(page, make.SUMMARY)
        [canonical] = page_of(page).xpath("//link[@rel='canonical']/@href")
        self.assertEqual(self.client.get(canonical).status_code, 200)

    def test_a_query_does_not_lead_away_from_it(self):
        for query in ("?page=1", "?language=ar", "?order=newest", "?page=999"):
            page = self.client.get(f"/en/c/{self.oldest.slug}/{query}")
            self.assertIn(self.oldest.short_id, ids_on(page), query)

    def test_a_remark_on_the_drafts_as_a_whole_opens_the_page_of_the_group(self):
        remark = self.say(draft_set=self.recommendation.draft_set)
        page = self.open(remark)
        self.assertIn("is-linked", place_of(page, remark).get("class"))
        self.assertContains(page, "Remarks on the drafts as a whole")

    def test_a_remark_on_the_drafts_of_no_group_opens_the_page_of_the_iteration(self):
        remark = self.say(draft_set=make.draft_set(group=None))
        page = self.open(remark)
        self.assertIn("is-linked", place_of(page, remark).get("class"))


class WithoutALanguage(ALink):
    def test_it_leads_to_the_same_in_the_readers_language(self):
        for header, code in {"ar": "ar", "pt-BR,pt;q=0.9": "pt-br", "tlh": "en", "": "en"}.items():
            with self.subTest(header):
                answer = self.client.get(
                    f"/c/{self.oldest.slug}/", headers={"Accept-Language": header}
                )
                self.assertRedirects(
                    answer, f"/{code}/c/{self.oldest.slug}/", fetch_redirect_response=False
                )
                self.assertIn("Accept-Language", answer.headers["Vary"])


class WhatCannotBeRead(ALink):
    def test_is_not_found_where_it_never_was(self):
        for slug in (f"{self.recommendation.code}-999", "XX1-1-1", self.recommendation.code):
            self.assertEqual(self.client.get(f"/en/c/{slug}/").status_code, 404)

    def test_waiting_and_private_words_are_not_found_by_others(self):
        for visibility in (Visibility.WAITING, Visibility.GROUP):
            comment = self.say(visibility=visibility)
            with self.subTest(visibility):
                self.assertEqual(self.open(comment).status_code, 404)
                self.assertEqual(self.open(comment, cast.client_of(self.author)).status_code, 200)

    def test_hidden_and_withdrawn_words_open_their_place(self):
        hidden, withdrawn = (self.say(body="Gone with the wind.") for _ in range(2))
        decide(hidden, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A rule.")
        withdraw(withdrawn)
        for comment in (hidden, withdrawn):
            with self.subTest(comment.visibility):
                page = self.open(comment)
                self.assertIn("is-linked", place_of(page, comment).get("class"))
                self.assertNotContains(page, "Gone with the wind.")

    def test_the_place_of_a_hidden_reply_opens_in_its_thread(self):
        reply = self.say(parent=self.oldest)
        decide(reply, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A rule.")
        page = self.open(reply)
        self.assertIn("is-linked", place_of(page, reply).get("class"))
        self.assertIn(self.oldest.short_id, ids_on(page))

    def test_words_on_drafts_that_are_not_published_are_not_found(self):
        secret = make.draft_set(published_at=None)
        for target in (
            {"recommendation": make.recommendation(draft_set=secret)},
            {"draft_set": secret},
        ):
            for visibility in (Visibility.PUBLIC, Visibility.HIDDEN):
                comment = self.say(visibility=visibility, **target)
                self.assertEqual(self.open(comment).status_code, 404)


class WordsThatWaitAgain(TestCase):
    def test_an_address_that_was_quoted_stays_alive_without_the_words(self):
        for parent in [None, make.comment()]:
            with self.subTest(parent=parent):
                comment = make.comment(
                    name="Amina",
                    body="A new wording.",
                    visibility=Visibility.WAITING,
                    parent=parent,
                )
                self.assertEqual(self.client.get(f"/en/c/{comment.slug}/").status_code, 404)
                Decision.objects.create(
                    comment=comment,
                    kind=Decision.Kind.APPROVE,
                    reason="On topic.",
                    by=cast.organiser(),
                    decided_at=timezone.now(),
                )
                page = self.client.get(f"/en/c/{comment.slug}/")
                self.assertContains(page, "These words wait for a liaison.")
                self.assertNotContains(page, "A new wording.")
                self.assertNotContains(page, "Amina")

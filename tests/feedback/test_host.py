"""The kit for hosts: what one prints to lead a conversation of one's own."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.views.host import MOST_TEXTS
from tests import cast, make

PAGE = "/en/host/"


class TheKit(TestCase):
    def test_it_holds_the_guiding_questions_in_the_reading_language(self):
        make.guiding_question(text_en="What do you like?", text_ar="ما رأيك؟")

        self.assertContains(self.client.get(PAGE), "<li>What do you like?</li>")
        self.assertContains(self.client.get("/ar/host/"), "<li>ما رأيك؟</li>")

    def test_it_names_the_liaisons_of_the_reading_language_and_where_to_find_them(self):
        make.listing(cast.liaison("ar", name="Amal"))

        self.assertContains(self.client.get("/ar/host/"), "Amal")
        self.assertContains(self.client.get("/ar/host/"), "http://testserver/ar/liaisons/")
        self.assertNotContains(self.client.get(PAGE), "Amal")

    def test_a_liaison_who_leaves_the_list_leaves_the_kit(self):
        liaison = cast.liaison("ar", name="Amal")
        make.listing(liaison)
        self.assertContains(self.client.get("/ar/host/"), "Amal")

        liaison.assignments.all().delete()

        self.assertNotContains(self.client.get("/ar/host/"), "Amal")

    def test_the_invitation_for_a_wiki_is_wikitext_with_the_address(self):
        make.guiding_question(text_en="What do you <like>?")

        answer = self.client.get(PAGE)

        self.assertContains(answer, "== Come and talk about")
        self.assertContains(answer, "# What do you &lt;like&gt;?")
        self.assertContains(answer, "[http://testserver/en/ Read the drafts")


class ShortTexts(TestCase):
    def setUp(self):
        self.group = make.group(slug="diversity")
        self.first = make.iteration(number=1)
        self.second = make.iteration(number=2)

    def drafts(self, iteration, **over):
        return make.draft_set(group=self.group, iteration=iteration, **over)

    def texts(self, search="?group=diversity"):
        cache.clear()  # a kept page has no context
        return [each.code for each in self.client.get(f"{PAGE}{search}").context["texts"]]

    def test_without_a_choice_there_are_none(self):
        make.recommendation(draft_set=self.drafts(self.first))

        self.assertEqual(self.texts(""), [])

    def test_they_are_those_of_a_group_in_an_iteration(self):
        one = make.recommendation(draft_set=self.drafts(self.first))
        two = make.recommendation(draft_set=self.drafts(self.second))
        make.recommendation()

        self.assertEqual(self.texts("?group=diversity&iteration=1"), [one.code])
        self.assertEqual(self.texts("?group=diversity&iteration=2"), [two.code])

    def test_without_an_iteration_they_are_the_newest_that_have_summaries(self):
        one = make.recommendation(draft_set=self.drafts(self.first))
        title_only = make.recommendation(draft_set=self.drafts(self.second), summary_en="")
        self.assertEqual(self.texts(), [one.code])

        title_only.summary_en = "Now there is one."
        title_only.save()

        self.assertEqual(self.texts(), [title_only.code])

    def test_unpublished_drafts_are_not_printed(self):
        make.recommendation(draft_set=self.drafts(self.first, published_at=None))

        self.assertEqual(self.texts(), [])
        self.assertContains(
            self.client.get(f"{PAGE}?group=diversity"), "has published no drafts"
        )  # fmt: skip

    def test_and_do_not_hide_published_ones(self):
        make.recommendation(draft_set=self.drafts(self.second, published_at=None))
        one = make.recommendation(draft_set=self.drafts(self.first))

        self.assertEqual(self.texts(), [one.code])

    def test_what_stands_in_for_a_missing_language_is_marked(self):
        make.recommendation(draft_set=self.drafts(self.first), summary_en="Only English.")

        answer = self.client.get("/da/host/?group=diversity")

        self.assertContains(answer, "not yet in your language: English")

    def test_of_those_without_a_summary_the_titles_stand_apart(self):
        drafts = self.drafts(self.first)
        make.recommendation(draft_set=drafts, summary_en="", title_en="Nothing but a title")
        with_summary = make.recommendation(draft_set=drafts)

        self.assertEqual(self.texts(), [with_summary.code])
        self.assertContains(self.client.get(f"{PAGE}?group=diversity"), "Nothing but a title")

    def test_no_more_than_fit_an_evening(self):
        drafts = self.drafts(self.first)
        for _ in range(MOST_TEXTS + 1):
            make.recommendation(draft_set=drafts)

        self.assertEqual(len(self.texts()), MOST_TEXTS)
        self.assertContains(self.client.get(f"{PAGE}?group=diversity"), "more recommendations than")

    def test_what_does_not_exist_is_a_bad_request(self):
        for search in ("?group=none", "?group=diversity&iteration=9", "?iteration=x"):
            self.assertEqual(self.client.get(f"{PAGE}{search}").status_code, 400, search)

    def test_nine_cost_as_many_queries_as_one(self):
        drafts = self.drafts(self.first)
        make.recommendation(draft_set=drafts)
        make.guiding_question()
        browser = cast.client_of(cast.reader())
        browser.get(f"{PAGE}?group=diversity")
        with CaptureQueriesContext(connection) as one:
            browser.get(f"{PAGE}?group=diversity")
        for _ in range(8):
            make.recommendation(draft_set=drafts)
            make.guiding_question()

        with self.assertNumQueries(len(one)):
            browser.get(f"{PAGE}?group=diversity")

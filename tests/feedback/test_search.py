"""The page of the search: what it finds, in which order, and how it answers."""

from urllib.parse import quote

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from feedback.models import IndexedText
from feedback.search.query import MAX_LENGTH, MAX_TERMS
from tests import make
from tests.feedback.searching import Searching


class Results(Searching, TestCase):
    def setUp(self):
        self.group = make.group(name_en="Advocacy", description_en="They speak for us.")
        self.set = make.draft_set(group=self.group)
        self.by_summary = self.recommend(title_en="Knowledge", summary_en="A council decides.")
        self.by_title = self.recommend(title_en="A council for all", summary_en="It decides.")
        self.part = make.part(recommendation=self.by_summary, text_en="The **council** meets.")
        self.comment = self.say("We need no council.")

    def recommend(self, **over):
        return make.recommendation(draft_set=self.set, **over)

    def say(self, body, **over):
        return make.comment(recommendation=self.by_title, body=body, **over)

    def test_titles_come_first_then_summaries_parts_and_contributions(self):
        self.assertEqual(
            self.find("council"),
            [self.by_title, self.by_summary, self.part, self.comment],
        )

    def test_pages_about_the_portal_come_last_unless_their_title_is_meant(self):
        about = make.page(title_en="About", body_en="No council.")
        council = make.page(title_en="Council", body_en="It decides.")
        self.assertEqual(self.find("council")[-1], about)
        self.assertIn(council, self.find("council")[:2])

    def test_of_equals_the_newest_comes_first(self):
        newer = self.say("A council, please.")
        self.assertEqual(self.find("council", kind="comment"), [newer, self.comment])
        next_round = make.recommendation(
            draft_set=make.draft_set(group=self.group), title_en="The council"
        )
        self.assertEqual(
            self.find("council", kind="recommendation"),
            [next_round, self.by_title, self.by_summary],
        )

    def test_groups_are_found_by_name_and_description(self):
        self.assertEqual(self.find("advocacy"), [self.group])
        self.assertEqual(self.find("speak for us"), [self.group])

    def test_pages_about_the_portal_are_found(self):
        page = make.page(title_en="Privacy", body_en="Only *needed* cookies.")
        self.assertEqual(self.find("privacy"), [page])
        self.assertContains(
            self.page("needed cookie"), "Only <mark>needed</mark> <mark>cookies</mark>."
        )

    def test_a_thing_that_is_found_in_several_languages_is_found_once_in_the_readers(self):
        both = self.recommend(
            title_en="Wikidata tools", title_de="Wikidata-Werkzeuge", summary_de="Für Wikidata."
        )
        self.assertEqual(self.find("wikidata"), [both])
        page = self.page("wikidata", reading="de")
        self.assertContains(page, "<mark>Wikidata-Werkzeuge</mark>")
        self.assertNotContains(page, "tools")

    def test_words_in_another_language_are_shown_with_theirs(self):
        make.comment(recommendation=self.by_title, body="نريد مجلسا لكل المجتمعات", language="ar")
        page = self.page("مجتمع")
        found = '<p lang="ar" dir="rtl">نريد مجلسا لكل <mark>المجتمعات</mark></p>'
        self.assertContains(page, found, html=True)

    def test_it_can_be_narrowed_by_kind_iteration_and_language(self):
        later = make.recommendation(draft_set=make.draft_set(group=self.group), title_fr="Council")
        self.assertEqual(self.find("council", kind="part"), [self.part])
        number = later.draft_set.iteration.number
        self.assertEqual(self.find("council", iteration=number), [later])
        self.assertEqual(self.find("council", language="fr"), [later])

    def test_the_numbers_say_what_they_count_and_lead_to_their_lists(self):
        page = self.page("council")
        self.assertContains(page, "4 results, best first.")
        for words in ("2 recommendations", "1 part of a recommendation", "1 contribution"):
            self.assertContains(page, f"{words}</a>")
        self.assertContains(page, 'href="?q=council&amp;kind=part&amp;page=1"')

    def test_what_was_typed_and_what_was_said_is_never_markup(self):
        self.say("Use <script>alert(1)</script> for councils & more")
        page = self.page('council "<b>')
        self.assertNotContains(page, "<script>alert")
        self.assertNotContains(page, "<b>")

    def test_it_has_pages(self):
        for number in range(21):
            self.say(f"Pages {number}")
        first, second = self.find("pages"), self.find("pages", page=2)
        self.assertEqual((len(first), len(second)), (20, 1))
        self.assertEqual(len({*first, *second}), 21)
        self.assertEqual(self.get("pages", page=3).status_code, 404)

    def say_more(self, number):
        thing = self.recommend(title_en=f"Council {number}")
        part = make.part(recommendation=thing, text_en="A council.")
        make.comment(part=part, body="No council", question=make.guiding_question())
        make.group(name_en="Council")
        make.page(title_en="Council")

    def test_it_asks_as_much_for_nine_as_for_one(self):
        self.say_more(0)
        self.get("council")
        one = {kind: self.queries(kind) for kind in IndexedText.Kind}
        for number in range(1, 9):
            self.say_more(number)
        for kind in IndexedText.Kind:
            with self.subTest(kind):
                self.assertEqual(self.queries(kind), one[kind])

    def queries(self, kind):
        with CaptureQueriesContext(connection) as asked:
            self.page("council", kind=kind)
        return len(asked)


class Answers(Searching, TestCase):
    def test_an_empty_box_explains_what_can_be_searched(self):
        make.group(name_en="Advocacy")
        for query in ("", "  ", "*"):
            page = self.page(query)
            self.assertContains(page, "Type one or more words in any language.")
            self.assertContains(page, '<a href="/en/search/?q=Advocacy">Advocacy</a>', html=True)

    def test_nothing_found_leads_on(self):
        page = self.page("nothing", kind="part")
        self.assertContains(page, "Nothing was found for")
        self.assertContains(
            page, '<a href="/en/search/?q=nothing">Search in everything</a>', html=True
        )
        self.assertContains(page, "/en/recent/")

    def test_a_short_id_leads_to_what_it_stands_for(self):
        comment = make.comment()
        for typed in (comment.short_id, comment.slug.lower()):
            self.assertRedirects(
                self.get(typed), f"/en/c/{comment.slug}/", fetch_redirect_response=False
            )

    def test_too_long_a_text_is_answered_in_plain_words(self):
        self.assertContains(self.get("word " * MAX_LENGTH), "This is too long to search for.")

    def test_more_than_enough_words_are_cut(self):
        words = " ".join(f"word{chr(97 + number)}" for number in range(MAX_TERMS + 1))
        make.comment(body=words.rpartition(" ")[0])
        page = self.page(words)
        self.assertContains(page, f"Only the first {MAX_TERMS} words were searched for.")
        self.assertContains(page, "1 result, best first.")

    def test_a_filter_that_does_not_exist_is_a_bad_request(self):
        for filters in ({"kind": "x"}, {"language": "x"}, {"iteration": "77"}, {"page": "11"}):
            self.assertEqual(self.get("word", **filters).status_code, 400, filters)

    def test_it_leaves_no_cookie_and_is_kept_nowhere_but_with_the_reader(self):
        answer = self.page("word")
        self.assertEqual(answer.cookies, {})
        self.assertEqual(answer.headers["Cache-Control"], "private, no-cache")
        self.assertContains(answer, '<meta name="robots" content="noindex">')


class AnythingTyped(Searching, PropertyTestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
    @example('"')
    @example('" OR tokens:*')
    @example("NEAR(a b, 2) AND NOT ^c")
    @example("-a +b {title_tokens} : c")
    @example("a:* & !b | (c <-> d)")
    @example("'; DROP TABLE x; --")
    @example("\\' %s %% ~ en~word")
    @example("on-line -- - e-e-e-e")
    def test_is_answered(self, typed):
        self.assertIn(self.client.get(f"/en/search/?q={quote(typed)}").status_code, (200, 302))

"""The pages of the texts: what they show, in which language, at what cost."""

import re
from datetime import UTC, datetime

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL
from recommendations.models import Lineage, Recommendation, Section
from tests import cast, make

PAST = datetime(2019, 8, 9, tzinfo=UTC)
CLOSED = {"opens_at": PAST, "closes_at": datetime(2019, 9, 15, 23, 59, tzinfo=UTC)}


def words_of(page):
    return strip_tags(page.content.decode())


class ARecommendation(TestCase):
    def setUp(self):
        cache.clear()

    def page(self, thing, language="en"):
        draft_set = thing.draft_set
        return self.client.get(
            f"/{language}/iterations/{draft_set.iteration.number}"
            f"/{draft_set.group_slug}/{thing.number}/"
        )

    def test_summary_comes_first_and_the_full_version_below(self):
        part = make.part()
        text = self.page(part.recommendation).content.decode()
        self.assertLess(text.index(make.SUMMARY), text.index("We recommend a <strong>review"))

    def test_a_number_may_be_any_text(self):
        for number in ["6A", "Q1-R2", "B"]:
            with self.subTest(number):
                thing = make.recommendation(number=number)
                self.assertContains(self.page(thing), make.TITLE)

    def test_without_a_group_it_stands_under_all(self):
        thing = make.recommendation(draft_set=make.draft_set(group=None), number="4")
        self.assertEqual(self.page(thing).status_code, 200)
        self.assertIn("/all/4/", self.page(thing).content.decode())

    def test_it_says_until_when_it_is_open_with_the_zone(self):
        opened = make.iteration(opens_at=PAST, closes_at=datetime(2099, 1, 2, 15, tzinfo=UTC))
        page = self.page(make.recommendation(draft_set=make.draft_set(iteration=opened)))
        self.assertIn("Open for feedback until 2 January 2099, 15:00 UTC.", words_of(page))
        self.assertContains(page, '<time datetime="2099-01-02T15:00:00+00:00"')

    def test_without_a_closing_date_it_says_so(self):
        opened = make.iteration(opens_at=PAST, closes_at=None)
        page = self.page(make.recommendation(draft_set=make.draft_set(iteration=opened)))
        self.assertContains(page, "Open, no closing date announced.")

    def test_after_closing_it_says_that_new_input_is_marked_late(self):
        closed = make.iteration(**CLOSED)
        page = self.page(make.recommendation(draft_set=make.draft_set(iteration=closed)))
        self.assertIn("Closed since 15 September 2019, 23:59 UTC.", words_of(page))
        self.assertContains(page, '<time datetime="2019-09-15T23:59:00+00:00"')
        self.assertContains(page, "marked late")

    def test_a_window_of_the_sets_own_counts(self):
        closed = make.iteration(**CLOSED)
        own = make.draft_set(
            iteration=closed, opens_at=PAST, closes_at=datetime(2099, 1, 2, tzinfo=UTC)
        )
        self.assertContains(self.page(make.recommendation(draft_set=own)), "Open for feedback")

    def test_text_in_the_readers_language_carries_it(self):
        thing = make.recommendation(title_ja="自由な知識", summary_ja="要約です。")
        page = self.page(thing, "ja")
        self.assertContains(page, '<span lang="ja" dir="ltr">要約です。</span>')
        self.assertContains(page, '<html lang="ja" dir="ltr">')
        self.assertContains(page, '<body lang="en" dir="ltr">')

    def test_text_that_stands_in_is_marked(self):
        page = self.page(make.recommendation(), "bn")
        self.assertContains(page, "not yet in your language: English")

    def test_brazilian_readers_get_portuguese_before_english(self):
        page = self.page(make.recommendation(summary_pt="Um resumo."), "pt-br")
        self.assertContains(page, "Um resumo.")

    def test_every_part_is_optional(self):
        page = self.page(make.recommendation(summary_en=""))
        self.assertContains(page, "only the title was available")

    def test_each_part_has_its_own_door_to_comment(self):
        part = make.part()
        page = self.page(part.recommendation)
        self.assertContains(page, f"/en/write/{part.recommendation.code}/?part={part.key}")

    def test_a_draft_that_is_not_published_does_not_exist_for_readers(self):
        hidden = make.recommendation(draft_set=make.draft_set(published_at=None))
        self.assertEqual(self.page(hidden).status_code, 404)

    def test_its_own_group_sees_it(self):
        hidden = make.recommendation(draft_set=make.draft_set(published_at=None))
        self.client.force_login(cast.member(hidden.draft_set.group))
        self.assertEqual(self.page(hidden).status_code, 200)

    def test_another_group_does_not(self):
        hidden = make.recommendation(draft_set=make.draft_set(published_at=None))
        self.client.force_login(cast.member(make.group()))
        self.assertEqual(self.page(hidden).status_code, 404)

    def test_what_became_of_it_is_linked_but_not_a_draft(self):
        first, later, secret = (
            make.recommendation(),
            make.recommendation(title_en="The published successor"),
            make.recommendation(
                title_en="The secret successor", draft_set=make.draft_set(published_at=None)
            ),
        )
        Lineage.objects.create(earlier=first, later=later)
        Lineage.objects.create(earlier=first, later=secret)
        page = self.page(first)
        self.assertContains(page, "The published successor")
        self.assertNotContains(page, "The secret successor")

    def test_it_asks_as_much_for_nine_parts_and_threads_as_for_one(self):
        one, nine = make.recommendation(), make.recommendation()
        make.comment(part=make.part(recommendation=one), question=make.guiding_question())
        for _ in range(9):
            part = make.part(recommendation=nine)
            first = make.comment(part=part, question=make.guiding_question())
            make.comment(parent=first, recommendation=nine)
        self.client.force_login(cast.reader())
        self.page(one)
        with CaptureQueriesContext(connection) as asked:
            self.page(one)
        with self.assertNumQueries(len(asked)):
            self.page(nine)

    def test_it_loads_its_language_and_what_stands_in_and_no_more(self):
        thing = make.recommendation()
        make.comment(part=make.part(recommendation=thing))
        others = {language.code for language in ALL} - {"pt-br", "pt", "en"}
        with CaptureQueriesContext(connection) as asked:
            self.page(thing, "pt-br")
        sql = " ".join(query["sql"] for query in asked)
        self.assertIn("summary_pt_br", sql)
        for name in ["title", "summary", "text", "name", "html", "label"]:
            loaded = set(re.findall(rf'"({name}_\w+)"', sql))
            foreign = {build_localized_fieldname(name, code) for code in others}
            self.assertEqual(loaded & foreign, set())


class OtherPages(TestCase):
    """Home, iteration, group, timeline, recent: one language each, constant queries."""

    def setUp(self):
        cache.clear()
        self.draft_set = make.draft_set()
        self.first = make.recommendation(draft_set=self.draft_set)
        make.comment(recommendation=self.first)

    def addresses(self, language="en"):
        group, iteration = self.draft_set.group, self.draft_set.iteration
        return [
            f"/{language}/",
            f"/{language}/timeline/",
            f"/{language}/recent/",
            f"/{language}/groups/{group.slug}/",
            f"/{language}/iterations/{iteration.number}/",
            f"/{language}/recent/feed/",
        ]

    def test_they_load_one_language_and_what_stands_in(self):
        for address in self.addresses("fr"):
            with self.subTest(address), CaptureQueriesContext(connection) as asked:
                self.assertEqual(self.client.get(address).status_code, 200)
                sql = " ".join(query["sql"] for query in asked)
                self.assertEqual(re.findall(r'"\w+_(?:ar|de|ja|hi|zh_hans|pt)"', sql), [])

    def test_they_ask_as_much_for_nine_as_for_one(self):
        self.client.force_login(cast.reader())
        self.one_more("first")
        counted = {}
        for address in self.addresses():
            self.client.get(address)
            with CaptureQueriesContext(connection) as asked:
                self.client.get(address)
            counted[address] = len(asked)
        for number in range(8):
            self.one_more(number)
        for address, queries in counted.items():
            with self.subTest(address), self.assertNumQueries(queries):
                self.client.get(address)

    def one_more(self, name):
        """One more of everything that these pages list."""
        section = Section.objects.create(
            draft_set=self.draft_set, key=f"S{name}", position=1, text_en="Section"
        )
        more = make.recommendation(draft_set=self.draft_set, section=section)
        make.comment(part=make.part(recommendation=more), question=make.guiding_question())
        make.comment(draft_set=self.draft_set)
        make.recommendation(
            draft_set=make.draft_set(group=make.group(), iteration=self.draft_set.iteration)
        )

    def test_a_section_without_recommendations_is_shown_as_such(self):
        Section.objects.create(
            draft_set=self.draft_set, key="Q3", position=3, text_en="How do people get support?"
        )
        page = self.client.get(self.addresses()[3])
        self.assertContains(page, "How do people get support?")
        self.assertContains(page, "No recommendation yet.")

    def test_numbers_are_in_order_even_where_titles_are_missing(self):
        for number in ["2", "10"]:
            make.recommendation(draft_set=self.draft_set, number=number, title_en=f"Title {number}")
        Recommendation.objects.filter(number="2").update(position=2)
        Recommendation.objects.filter(number="10").update(position=10)
        text = self.client.get(self.addresses()[4]).content.decode()
        self.assertLess(text.index("Title 2"), text.index("Title 10"))

    def test_a_group_without_recent_words_says_so_and_names_the_period(self):
        group = make.draft_set().group
        page = self.client.get(f"/en/groups/{group.slug}/")
        self.assertContains(page, "Nobody has spoken about these drafts in this time.")
        self.assertContains(page, "Discussion of the last 30 days")

    def test_unknown_ones_are_not_found(self):
        for address in ["/en/groups/none/", "/en/iterations/77/", "/en/iterations/1/none/1/"]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)


class TheWholeMovementsDrafts(TestCase):
    def test_remarks_on_them_stand_on_the_page_of_their_iteration(self):
        cache.clear()
        draft_set = make.draft_set(group=None)
        remark = make.comment(draft_set=draft_set, body="Of all of us.")
        page = self.client.get(f"/en/iterations/{draft_set.iteration.number}/")
        self.assertContains(page, "Of all of us.")
        self.assertContains(page, f"/en/write/{draft_set.code}/")
        linked = self.client.get(f"/en/c/{remark.slug}/")
        self.assertContains(linked, "is-linked")


class AnEmptyPortal(TestCase):
    def test_it_says_what_to_do_first(self):
        page = self.client.get("/en/")
        self.assertContains(page, "manage.py create_admin EMAIL")
        self.assertContains(page, "manage.py import_strategy FILE")

    def test_it_says_so_no_longer_once_there_is_a_group(self):
        make.group()
        self.assertNotContains(self.client.get("/en/"), "create_admin")

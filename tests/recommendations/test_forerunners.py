"""A recommendation inline against those of earlier iterations, and what became of it."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from recommendations.models import Lineage
from tests import cast, make

from .past_pages import links_in, words_of


class ComparingIterations(TestCase):
    address = "/en/iterations/2/diversity/4/compare/"

    def setUp(self):
        cache.clear()  # the database is rolled back between tests, the pages kept in memory are not
        self.group = make.group(slug="diversity", code="DV", name_en="Diversity")
        first, second = make.iteration(number=1), make.iteration(number=2)
        self.first = make.draft_set(group=self.group, iteration=first)
        self.second = make.draft_set(group=self.group, iteration=second)
        self.earlier = make.recommendation(
            draft_set=self.first, number="9", title_en="Open licences", summary_en="For all."
        )
        self.later = make.recommendation(
            draft_set=self.second, number="4", title_en="Fair licences", summary_en="For all."
        )

    def come_from(self, earlier=None, **over):
        over.setdefault("later", self.later)
        return Lineage.objects.create(earlier=earlier or self.earlier, **over)

    def get(self, address=None):
        return self.client.get(address or self.address)

    def test_the_titles_are_compared_word_by_word(self):
        self.come_from()
        page = self.get().content.decode()
        self.assertIn("removed: </span>Open</del>", page)
        self.assertIn("added: </span>Fair</ins> licences", page)

    def test_what_did_not_change_is_called_unchanged(self):
        self.come_from()
        self.assertIn("Summary Unchanged For all.", words_of(self.get()))

    def test_kind_and_basis_of_the_step_are_said_in_words(self):
        self.come_from(kind="merged", basis="similar-title", note_en="Two became one.")
        page = words_of(self.get())
        self.assertIn("Compared with DV1-9 Open licences", page)
        self.assertIn("MergedJudged by a similar title Two became one.", page)

    def test_parts_meet_by_their_keys_and_lone_ones_are_marked(self):
        self.come_from()
        for key, then, now in (
            ("both", "We ask for it.", "We plan for it."),
            ("gone", "Only then.", ""),
            ("new", "", "Only now."),
            ("empty", "", ""),
        ):
            question = make.part_question(key=key, text_en=f"The {key} one?")
            for thing, text in ((self.earlier, then), (self.later, now)):
                if text or key == "empty":
                    make.part(recommendation=thing, question=question, text_en=text)
        page = words_of(self.get())
        self.assertIn("BOTH The both one? We", page)
        self.assertIn("removed: ask added: plan for it.", page)
        self.assertIn("GONE The gone one? Not in this iteration Only then.", page)
        self.assertIn("NEW The new one? Only in this iteration Only now.", page)
        self.assertNotIn("The empty one?", page)

    def test_where_one_side_has_no_full_version_it_says_so(self):
        self.come_from()
        self.assertNotIn("No full version", words_of(self.get()))
        make.part(recommendation=self.earlier)
        cache.clear()
        self.assertIn("No full version of DV2-4 is known here", words_of(self.get()))

    def test_it_speaks_the_readers_language_where_both_texts_do(self):
        for thing, title in ((self.earlier, "自由な利用許諾"), (self.later, "公平な利用許諾")):
            thing.title_ja = title
            thing.save()
        self.later.summary_ja = "すべての人に。"
        self.later.save()
        self.come_from()
        page = self.get(self.address.replace("/en/", "/ja/")).content.decode()
        self.assertIn('<div class="difference" lang="ja" dir="ltr"><del>', page)
        self.assertIn('<div class="difference" lang="en" dir="ltr">For all.</div>', page)
        self.assertEqual(page.count("not yet in your language: English"), 1)

    def test_a_text_that_shares_no_language_is_not_compared(self):
        self.earlier.summary_en, self.earlier.summary_ar = None, "للجميع"
        self.earlier.save()
        self.come_from()
        page = words_of(self.get(self.address.replace("/en/", "/ar/")))
        self.assertNotIn("For all.", page)

    def test_without_a_forerunner_it_first_appears_here(self):
        other = make.recommendation(draft_set=self.second, number="5")
        self.come_from(later=other)
        page = words_of(self.get())
        self.assertIn("First appears here", page)
        self.assertNotIn("Open licences", page)

    def test_what_became_of_it_is_linked(self):
        self.come_from()
        first = self.get("/en/iterations/1/diversity/9/compare/")
        self.assertIn("What became of it", words_of(first))
        self.assertIn(self.address, links_in(first))

    def test_one_that_was_withdrawn_leads_nowhere(self):
        self.come_from(later=None, kind="withdrawn")
        page = words_of(self.get("/en/iterations/1/diversity/9/compare/"))
        self.assertIn("It was withdrawn without a successor.", page)

    def test_drafts_are_left_out_on_both_sides(self):
        hidden = make.draft_set(group=make.group(slug="roles"), published_at=None)
        bait = make.recommendation(draft_set=hidden, title_en="Bait")
        self.come_from(bait)
        self.come_from(self.later, later=make.recommendation(draft_set=hidden, title_en="Bait"))
        page = words_of(self.get())
        self.assertNotIn("Bait", page)
        self.assertIn("First appears here", page)
        own = cast.client_of(cast.member("roles")).get(self.address)
        self.assertEqual(words_of(own).count("Bait"), 3)  # then, compared, and what became of it

    def test_it_asks_as_much_for_nine_as_for_one(self):
        make.part(recommendation=self.later)
        reader = cast.client_of(cast.reader())

        def step(number="20"):
            earlier = make.recommendation(draft_set=self.first, number=number)
            make.part(recommendation=earlier)
            self.come_from(earlier)
            later = make.recommendation(draft_set=self.second, number=number)
            self.come_from(self.later, later=later)

        step()
        reader.get(self.address)
        with CaptureQueriesContext(connection) as one:
            reader.get(self.address)
        for number in range(8):
            step(str(number + 30))
        with self.assertNumQueries(len(one)):
            reader.get(self.address)

    def test_no_more_languages_are_loaded_than_the_readers_and_what_stands_in(self):
        make.part(recommendation=self.later)
        self.come_from()
        with CaptureQueriesContext(connection) as asked:
            self.get(self.address.replace("/en/", "/pt-br/"))
        columns = " ".join(query["sql"] for query in asked)
        for column in ("title_pt_br", "title_pt", "title_en", "text_pt_br"):
            self.assertIn(f'"{column}"', columns)
        for column in ("title_ar", "text_ar", "title_ja", "note_fr"):
            self.assertNotIn(f'"{column}"', columns)

"""A group begins its next iteration: everything is copied, nobody outside hears of it."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import IndexedText
from recommendations.actions import correct_text
from recommendations.changes import changed_texts
from recommendations.drafting.begin import begin_next
from recommendations.drafting.room import in_preparation, iterations_to_begin, without_successor
from recommendations.freshness import states
from recommendations.models import DraftSet, Lineage, Part, Recommendation
from tests import make

from .drafting import Preparing


class BeginningTheNextIteration(Preparing, TestCase):
    def setUp(self):
        self.prepare()

    def test_a_set_is_made_that_is_not_published(self):
        made = self.begin()
        self.assertEqual([made.code, made.published_at], ["DV2", None])
        self.assertEqual(in_preparation(self.group), made)

    def test_recommendations_and_parts_come_along_in_every_language(self):
        self.begin()
        self.assertEqual(
            list(self.next.recommendations.values_list("code", "number", "title", "title_de")),
            [("DV2-1", "1", "Title 1", "T 1"), ("DV2-2", "2", "Title 2", "T 2")],
        )
        part = Part.objects.get(recommendation=self.draft(), key="q2")
        self.assertEqual([part.text_en, part.text_de], ["Text 1 q2.", "De Text 1 q2."])
        self.assertEqual(part.html_en, "<p>Text 1 q2.</p>\n")

    def test_sections_come_along_and_hold_their_copies(self):
        section = self.first.sections.create(key="s1", position=1, text_en="Why?")
        Recommendation.objects.filter(pk=self.old[0].pk).update(section=section)
        self.begin()
        self.assertEqual(self.next.sections.get().text_en, "Why?")
        self.assertEqual(self.draft("1").section, self.next.sections.get())
        self.assertEqual(self.draft("2").section, None)

    def test_status_and_source_are_those_of_a_draft(self):
        Recommendation.objects.update(status="final", source="https://example.org/")
        self.begin()
        self.assertEqual([self.draft().status, self.draft().source], ["draft", ""])

    def test_each_copy_comes_from_its_original(self):
        self.begin()
        edges = Lineage.objects.values_list("earlier__code", "later__code", "kind", "basis")
        self.assertEqual(
            sorted(edges), [(f"DV1-{n}", f"DV2-{n}", "revised", "group") for n in ("1", "2")]
        )
        self.assertEqual(list(without_successor(self.next)), [])
        self.assertEqual(changed_texts(self.next), [])

    def test_a_translation_is_current_until_its_source_changes(self):
        self.begin()
        part = Part.objects.get(recommendation=self.draft(), key="q1")
        key = ("part", part.pk, "text", "de")
        self.assertEqual(states([part], ["de"])[key].kind, "current")
        correct_text(part, {"text_en": "Another."}, by=self.member)
        self.assertEqual(states([part], ["de"])[key].kind, "behind")

    def test_the_history_names_who_began_it(self):
        self.begin()
        entry = self.draft().history.get()
        self.assertEqual([entry.history_user, entry.title_de], [self.member, "T 1"])

    def test_members_find_the_copies(self):
        self.begin()
        found = IndexedText.objects.filter(draft_set=self.next, language="en")
        self.assertEqual(found.count(), 6)

    def test_twice_is_once(self):
        self.assertEqual(self.begin(), self.begin())
        self.assertEqual(self.next.recommendations.count(), 2)

    def test_a_group_prepares_one_set_at_a_time(self):
        self.begin()
        with self.assertRaises(ValidationError):
            begin_next(self.group, make.iteration(), by=self.member)

    def test_an_iteration_before_the_last_drafts_is_not_begun(self):
        early = make.iteration(number=77)
        make.draft_set(group=self.group, iteration=make.iteration(number=78))
        with self.assertRaises(ValidationError):
            begin_next(self.group, early, by=self.member)

    def test_only_later_iterations_are_proposed(self):
        self.assertEqual(list(iterations_to_begin(self.group)), [self.later])

    def test_without_earlier_drafts_it_begins_empty(self):
        made = begin_next(None, self.later, by=self.member)
        self.assertEqual([made.code, made.recommendations.count()], ["ALL2", 0])

    def test_what_was_noted_of_the_old_set_is_not_copied(self):
        DraftSet.objects.filter(pk=self.first.pk).update(
            introduction_en="Why we write.", note_en="Unfinished.", published_total=3
        )
        self.begin()
        row = DraftSet.objects.get(pk=self.next.pk)
        self.assertEqual(
            [row.introduction_en, row.note_en, row.published_total], ["Why we write.", None, None]
        )

    def test_it_asks_as_much_for_nine_as_for_one(self):
        with CaptureQueriesContext(connection) as two:
            self.begin()
        other = self.group = make.group(slug="other", code="OT")
        self.first = make.draft_set(group=other, iteration=self.first.iteration)
        for number in range(9):
            self.make_old(str(number))
        with self.assertNumQueries(len(two)):
            self.begin()

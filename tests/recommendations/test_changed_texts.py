"""Which texts of a group's next drafts differ from those they come from, and is it said why?"""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.changes import changed_texts
from recommendations.models import ChangeReason, Lineage, PartLineage
from tests import make


class ChangedTexts(TestCase):
    def setUp(self):
        self.group = make.group()
        self.first = make.draft_set(group=self.group)
        self.next = make.draft_set(group=self.group, published_at=None)
        self.question = make.part_question(key="q1")
        self.earlier, self.later = self.pair()
        self.then, self.now = (self.part(each) for each in (self.earlier, self.later))

    def pair(self, **over):
        earlier = make.recommendation(draft_set=self.first)
        later = make.recommendation(draft_set=self.next)
        Lineage.objects.create(earlier=earlier, later=later, **over)
        return earlier, later

    def part(self, recommendation, **over):
        over.setdefault("question", self.question)
        return make.part(recommendation=recommendation, **over)

    def write(self, row, **texts):
        for name, text in texts.items():
            setattr(row, name, text)
        row.save()

    def found(self):
        return [
            (each.recommendation.number, each.part.key if each.part else "", each.has_reason)
            for each in changed_texts(self.next)
        ]

    def test_what_was_copied_is_unchanged(self):
        self.assertEqual(self.found(), [])

    def test_another_text_of_a_part_and_another_summary_are_two_changes(self):
        self.write(self.later, summary_en="Another.")
        self.write(self.now, text_en="Another.")
        self.assertEqual(self.found(), [("1", "", False), ("1", "q1", False)])

    def test_a_translation_is_no_change(self):
        self.write(self.later, summary_de="Anders.")
        self.assertEqual(self.found(), [])

    def test_a_reason_in_english_explains_one_text(self):
        self.write(self.later, summary_en="Another.")
        self.write(self.now, text_en="Another.")
        explained = {"recommendation": self.later, "written_at": timezone.now()}
        ChangeReason.objects.create(part=self.now, reason_en="Because.", **explained)
        ChangeReason.objects.create(part=None, reason_de="Darum.", **explained)
        self.assertEqual(self.found(), [("1", "", False), ("1", "q1", True)])

    def test_a_new_recommendation_is_one_change(self):
        self.part(make.recommendation(draft_set=self.next))
        self.assertEqual(self.found(), [("2", "", False)])

    def test_what_was_merged_is_changed_even_with_the_text_of_one(self):
        other = make.recommendation(draft_set=self.first)
        self.part(other, text_en="More.")
        Lineage.objects.create(earlier=other, later=self.later, kind="merged")
        self.assertEqual(self.found(), [("1", "", False), ("1", "q1", False)])

    def test_a_part_that_was_left_out_changes_its_recommendation(self):
        self.now.delete()
        self.assertEqual(self.found(), [("1", "", False)])

    def test_a_part_that_moved_to_another_is_not_left_out(self):
        _, other = self.pair()
        moved = self.part(other, question=make.part_question(), text_en=self.then.text_en)
        self.now.delete()
        PartLineage.objects.create(earlier=self.then, later=moved)
        self.assertEqual(self.found(), [])

    def test_a_part_can_come_from_nothing_though_its_key_was_there(self):
        PartLineage.objects.create(earlier=None, later=self.now)
        self.assertEqual(self.found(), [("1", "", False), ("1", "q1", False)])

    def test_it_asks_as_much_for_nine_as_for_one(self):
        PartLineage.objects.create(earlier=self.then, later=self.now)
        with CaptureQueriesContext(connection) as one:
            changed_texts(self.next)
        for _ in range(8):
            for each in self.pair():
                PartLineage.objects.create(earlier=self.then, later=self.part(each))
        with self.assertNumQueries(len(one)):
            changed_texts(self.next)


class WithdrawingInPrivate(TestCase):
    """Nobody outside hears of a withdrawal before the drafts in which it was decided."""

    def setUp(self):
        self.group = make.group(slug="diversity")
        first = make.draft_set(group=self.group)
        self.next = make.draft_set(group=self.group, published_at=None)
        self.earlier = make.recommendation(draft_set=first)
        Lineage.objects.create(
            earlier=self.earlier, kind="withdrawn", note_en="Because.", withdrawn_in=self.next
        )

    def says_so(self):
        address = "/en/iterations/1/diversity/1/"
        answers = [self.client.get(address + page) for page in ("", "compare/")]
        return [b"withdrawn" in answer.content for answer in answers]

    def test_before_and_after(self):
        self.assertEqual(self.says_so(), [False, False])
        self.next.published_at = timezone.now()
        self.next.save()
        cache.clear()
        self.assertEqual(self.says_so(), [True, True])

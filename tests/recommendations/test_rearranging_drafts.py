"""A group rearranges its next drafts, and no earlier recommendation is lost."""

import random

from django.core.exceptions import ValidationError
from django.test import TestCase

from recommendations.changes import Sources, with_forerunners
from recommendations.drafting import lineage, parts, structure
from recommendations.drafting.reasons import explain
from recommendations.drafting.room import without_successor
from recommendations.models import ChangeReason, Freshness, Lineage, Part
from tests import make

from .drafting import Preparing


class Rearranging(Preparing, TestCase):
    def setUp(self):
        self.prepare()
        self.begin()

    def numbers(self):
        rows = self.next.recommendations.order_by("position")
        return list(rows.values_list("number", flat=True))

    def edges(self):
        rows = Lineage.objects.values_list("earlier__number", "later__number", "kind")
        return sorted(rows, key=str)

    def text(self, number, key="q1"):
        return Part.objects.get(recommendation=self.draft(number), key=key).text_en

    def sources(self, number, key="q1"):
        part = Part.objects.get(recommendation=self.draft(number), key=key)
        found = Sources(with_forerunners(self.next)).of(part)
        return sorted(each.recommendation.number for each in found)

    def split(self, **over):
        over = {"number": "1A", "title": "Half", "keys": ["q2"]} | over
        return structure.split(self.draft("1"), by=self.member, **over)

    def merge(self, into="1", other="2"):
        structure.merge(self.draft(into), [self.draft(other)], by=self.member)

    def withdraw(self, number="2", note="Nobody wants it."):
        lineage.withdraw(self.draft(number), note=note, by=self.member)


class AddingOne(Rearranging):
    def test_it_stands_at_the_end_and_comes_from_nothing(self):
        structure.add_recommendation(self.next, number="3", title="New", by=self.member)
        self.assertEqual(self.numbers(), ["1", "2", "3"])
        self.assertEqual(self.draft("3").code, "DV2-3")
        self.assertEqual(self.draft("3").forerunners.count(), 0)

    def test_no_two_have_one_number(self):
        with self.assertRaises(ValidationError):
            structure.add_recommendation(self.next, number="2", title="New", by=self.member)

    def test_what_is_published_does_not_grow(self):
        with self.assertRaises(ValidationError):
            structure.add_recommendation(self.first, number="3", title="New", by=self.member)


class NumberingAndOrdering(Rearranging):
    def rearrange(self, **over):
        values = {"number": "2", "place": 2, "status": "draft", "section": None, **over}
        structure.rearrange(self.draft("2"), by=self.member, **values)

    def test_number_and_short_id_change_together(self):
        self.rearrange(number="B")
        self.assertEqual(self.draft("B").code, "DV2-B")

    def test_the_others_make_place(self):
        self.rearrange(place=1)
        self.assertEqual(self.numbers(), ["2", "1"])

    def test_no_two_have_one_number(self):
        with self.assertRaises(ValidationError):
            self.rearrange(number="1")


class SplittingOne(Rearranging):
    def test_both_come_from_the_earlier_one(self):
        self.split()
        self.assertEqual(
            self.edges(), [("1", "1", "split"), ("1", "1A", "split"), ("2", "2", "revised")]
        )

    def test_the_chosen_parts_come_along_in_every_language(self):
        made = self.split()
        part = made.parts.get()
        self.assertEqual([part.text_en, part.text_de], ["Text 1 q2.", "De Text 1 q2."])
        self.assertEqual(self.sources("1A", "q2"), ["1"])
        self.assertEqual(Freshness.objects.of(part).count(), 2)


class MergingTwo(Rearranging):
    def test_one_comes_from_both(self):
        self.merge()
        self.assertEqual(self.numbers(), ["1"])
        self.assertEqual(self.edges(), [("1", "1", "merged"), ("2", "1", "merged")])

    def test_their_texts_stand_below_each_other(self):
        self.merge()
        self.assertEqual(self.text("1"), "Text 1 q1.\n\nText 2 q1.")
        self.assertEqual(self.sources("1"), ["1", "2"])

    def test_the_same_text_is_not_said_twice(self):
        self.merge()
        self.assertEqual(self.draft().summary_en, make.SUMMARY)

    def test_a_part_that_only_the_other_has_goes_along(self):
        parts.remove_part(self.draft("1").parts.get(key="q2"), by=self.member)
        self.merge()
        self.assertEqual(self.text("1", "q2"), "Text 2 q2.")

    def test_what_was_said_of_its_sources_holds(self):
        old = Part.objects.get(recommendation=self.old[1], key="q2")
        parts.set_sources(self.draft("2").parts.get(key="q1"), [old], by=self.member)
        self.merge()
        self.assertEqual(self.sources("1"), ["1", "2"])
        kept = self.draft().parts.get(key="q1").sources.values_list("earlier__key", flat=True)
        self.assertEqual(set(kept), {"q1", "q2"})

    def test_a_reason_goes_along_where_there_is_none(self):
        explain(self.draft("2"), None, {"en": "Because of two."}, by=self.member)
        explain(
            self.draft("2"), self.draft("2").parts.get(key="q1"), {"en": "Two."}, by=self.member
        )
        explain(self.draft("1"), None, {"en": "Because of one."}, by=self.member)
        self.merge()
        kept = ChangeReason.objects.filter(recommendation=self.draft())
        self.assertEqual(
            {(each.part and each.part.key, each.reason_en) for each in kept},
            {(None, "Because of one."), ("q1", "Two.")},
        )

    def test_what_was_split_and_merged_again_is_revised(self):
        self.split()
        self.merge("1", "1A")
        self.assertEqual(self.edges(), [("1", "1", "revised"), ("2", "2", "revised")])

    def test_one_with_contributions_stays(self):
        make.comment(recommendation=self.draft("2"))
        with self.assertRaises(ValidationError):
            self.merge()
        self.assertEqual(self.numbers(), ["1", "2"])


class WithdrawingOne(Rearranging):
    def test_it_ends_here_with_a_note(self):
        self.withdraw()
        self.assertEqual(self.edges(), [("1", "1", "revised"), ("2", None, "withdrawn")])
        edge = Lineage.objects.get(later=None)
        self.assertEqual([edge.note_en, edge.withdrawn_in], ["Nobody wants it.", self.next])

    def test_it_needs_a_note(self):
        with self.assertRaises(ValidationError):
            self.withdraw(note=" ")
        self.assertEqual(self.numbers(), ["1", "2"])

    def test_half_of_a_split_one_goes_without_a_note(self):
        self.split()
        self.withdraw("1", note="")
        self.assertEqual(self.edges(), [("1", "1A", "revised"), ("2", "2", "revised")])

    def test_taken_back_it_has_the_texts_that_were_written(self):
        structure._write(self.draft("2"), "title", "Better title", self.member)
        structure._write(self.draft("2").parts.get(key="q1"), "text", "Better.", self.member)
        self.withdraw()
        lineage.take_back(Lineage.objects.get(later=None), self.next, by=self.member)
        self.assertEqual(self.numbers(), ["1", "2"])
        self.assertEqual([self.draft("2").title_en, self.text("2")], ["Better title", "Better."])
        self.assertEqual(self.edges(), [("1", "1", "revised"), ("2", "2", "revised")])


class TakingUpAnother(Rearranging):
    def test_words_of_another_group_are_taken_up(self):
        other = make.recommendation(
            draft_set=make.draft_set(iteration=self.first.iteration), number="7"
        )
        lineage.take_up(self.draft("1"), other, by=self.member)
        self.assertEqual(self.edges()[1:], [("2", "2", "revised"), ("7", "1", "merged")])
        edge = Lineage.objects.get(earlier=other)
        lineage.let_go(edge, self.draft("1"), by=self.member)
        self.assertEqual(self.edges(), [("1", "1", "revised"), ("2", "2", "revised")])

    def test_what_nothing_else_comes_from_is_not_let_go(self):
        edge = Lineage.objects.get(earlier=self.old[0])
        with self.assertRaises(ValidationError):
            lineage.let_go(edge, self.draft("1"), by=self.member)

    def test_drafts_of_the_same_iteration_are_not_taken_up(self):
        other = make.recommendation(draft_set=make.draft_set(iteration=self.later))
        with self.assertRaises(ValidationError):
            lineage.take_up(self.draft("1"), other, by=self.member)


class PartsOfADraft(Rearranging):
    def test_one_that_was_taken_out_comes_again_with_its_text(self):
        part = self.draft().parts.get(key="q1")
        structure._write(part, "text", "Written anew.", self.member)
        parts.remove_part(part, by=self.member)
        parts.add_part(self.draft(), self.questions[0], by=self.member)
        self.assertEqual(self.text("1"), "Written anew.")

    def test_one_that_comes_from_nothing(self):
        parts.set_sources(self.draft().parts.get(key="q1"), [], by=self.member)
        self.assertEqual(self.sources("1"), [])


class NothingIsLost(Rearranging):
    def test_whatever_a_group_does(self):
        """Each old recommendation leads somewhere, or was withdrawn with a note."""
        self.old += [self.make_old(str(number)) for number in (3, 4, 5)]
        for row in self.old[2:]:
            made = structure.add_recommendation(
                self.next, number=row.number, title="New", by=self.member
            )
            lineage.take_up(made, row, by=self.member)
        chance = random.Random(7)
        for step in range(40):
            self.one_deed(chance, step)
            self.assertEqual(list(without_successor(self.next)), [], step)

    def one_deed(self, chance, step):
        rows = list(self.next.recommendations.all())
        gone = list(Lineage.objects.filter(withdrawn_in=self.next))
        deed = chance.choice(["split", "merge", "withdraw", "take back", "let go"])
        one, *others = chance.sample(rows, len(rows)) or [None]
        if deed == "split" and one:
            structure.split(one, number=f"s{step}", title="Half", keys=["q1"], by=self.member)
        elif deed == "merge" and others:
            structure.merge(one, others[:2], by=self.member)
        elif deed == "withdraw" and one:
            lineage.withdraw(one, note="Because.", by=self.member)
        elif deed == "take back" and gone:
            lineage.take_back(chance.choice(gone), self.next, by=self.member)
        elif deed == "let go" and one and (edge := one.forerunners.first()):
            try:
                lineage.let_go(edge, one, by=self.member)
            except ValidationError:
                self.assertIn(edge, Lineage.objects.all())

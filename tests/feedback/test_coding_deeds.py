"""Contributions are put under themes: whole, in batches, by passage; taken back; nothing leaks."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.actions.code import (
    PassageGoneError,
    code,
    code_passage,
    code_stance,
    take_back,
)
from feedback.actions.outlive import remove_private_words
from feedback.actions.participate import edit
from feedback.codings import with_codings
from feedback.models import CodedStance, Coding, Decision, Visibility
from feedback.passages import passages_in
from recommendations.models import Stamp
from tests import cast, make
from tests.feedback import deciding, themes


class Book(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation(
            draft_set=make.draft_set(group=make.group(slug="diversity"))
        )
        cls.iteration = cls.recommendation.draft_set.iteration
        cls.member = cast.member("diversity")
        cls.theme = themes.theme(iteration=cls.iteration)
        cls.other = themes.theme(iteration=cls.iteration)

    def comment(self, **over):
        return make.comment(recommendation=self.recommendation, **over)


class PuttingUnderThemes(Book):
    def test_several_themes_on_several_contributions_once_each(self):
        comments = [self.comment(), self.comment()]
        both = [self.theme, self.other]
        self.assertEqual(code(comments, both, by=self.member).number, 4)
        self.assertEqual(code(comments, both, by=self.member).number, 0)
        self.assertEqual(Coding.objects.count(), 4)

    def test_a_second_coder_is_another_voice(self):
        comment = self.comment()
        code([comment], [self.theme], by=self.member)
        self.assertEqual(code([comment], [self.theme], by=cast.member("diversity")).number, 1)

    def test_it_keeps_the_wording_and_who_coded_it_when(self):
        comment = self.comment(version=3)
        code([comment], [self.theme], by=self.member)
        coding = Coding.objects.get()
        self.assertEqual((coding.comment_version, coding.by), (3, self.member))
        row = coding.history.get()
        self.assertEqual((row.history_user, row.history_change_reason), (self.member, "coded"))

    def test_a_contribution_goes_under_themes_of_its_own_iteration(self):
        done = code([self.comment()], [themes.theme()], by=self.member)
        self.assertEqual(done, (0, 1))
        self.assertEqual(Coding.objects.count(), 0)

    def test_readers_pages_are_new(self):
        comment = self.comment()
        before = Stamp.objects.read(*comment.stamp_keys).text
        code([comment], [self.theme], by=self.member)
        self.assertNotEqual(Stamp.objects.read(*comment.stamp_keys).text, before)

    def test_as_many_questions_for_nine_as_for_one(self):
        one, nine = [self.comment()], [self.comment() for _ in range(9)]
        code([self.comment()], [self.theme], by=self.member)
        with CaptureQueriesContext(connection) as alone:
            code(one, [self.theme], by=self.member)
        with self.assertNumQueries(len(alone)):
            code(nine, [self.theme], by=self.member)


class TakingBack(Book):
    def test_it_stays_in_the_history_and_can_be_coded_again(self):
        comment = self.comment()
        code([comment], [self.theme], by=self.member)
        coding = Coding.objects.get()
        take_back(coding, by=self.member)
        take_back(coding, by=self.member)
        self.assertEqual(list(Coding.objects.standing()), [])
        reasons = coding.history.order_by("history_id").values_list("history_change_reason")
        self.assertEqual([each for (each,) in reasons], ["coded", "taken back"])
        self.assertEqual(code([comment], [self.theme], by=self.member).number, 1)


class ReadingAStance(Book):
    def test_it_stands_apart_from_what_the_author_said(self):
        comment = self.comment(stance="support")
        self.assertEqual(code_stance([comment], "concern", by=self.member), 1)
        comment.refresh_from_db()
        self.assertEqual((comment.stance, CodedStance.objects.get().stance), ("support", "concern"))

    def test_it_can_be_changed_and_taken_back(self):
        comment = self.comment()
        for stance in ("concern", "red-line", "red-line", ""):
            code_stance([comment], stance, by=self.member)
        self.assertEqual(CodedStance.objects.count(), 0)
        kinds = CodedStance.history.order_by("history_id").values_list("history_type", "stance")
        self.assertEqual(list(kinds), [("+", "concern"), ("~", "red-line"), ("-", "red-line")])


class APassage(Book):
    def coded(self, body, words, **over):
        comment = self.comment(body=body, **over)
        (passage,) = passages_in(body, words)
        return comment, code_passage(comment, self.theme, passage, by=self.member)

    def shown(self, comment):
        comment.refresh_from_db()
        (coding,) = with_codings([comment], self.member)[0].coded
        return coding

    def test_it_keeps_offsets_and_words(self):
        comment, coding = self.coded("We need **open licences** here.", "open licences")
        self.assertEqual((coding.start, coding.end, coding.quote), (10, 23, "open licences"))
        again = code_passage(comment, self.theme, passages_in(comment.body, "open licences")[0],
                             by=self.member)  # fmt: skip
        self.assertEqual(again, coding)

    def test_it_is_found_again_in_an_edited_text(self):
        author = cast.reader()
        comment, _coding = self.coded("Open licences, please.", "Open licences", author=author)
        edit(comment, body="Now: Open licences, yes.", language="en", version=1, by=author)
        coding = self.shown(comment)
        self.assertEqual(coding.passage.start, 5)
        self.assertTrue(coding.is_of_earlier_words)

    def test_words_that_were_rewritten_are_shown_as_changed(self):
        author = cast.reader()
        comment, _coding = self.coded("Open licences, please.", "Open licences", author=author)
        edit(comment, body="No licences.", language="en", version=1, by=author)
        self.assertIsNone(self.shown(comment).passage)

    def test_words_that_are_not_there_any_more_are_refused(self):
        comment = self.comment(body="Open licences.")
        (passage,) = passages_in("Shut licences.", "Shut")
        with self.assertRaises(PassageGoneError):
            code_passage(comment, self.theme, passage, by=self.member)


class WhatMustNotStay(Book):
    """The words of a passage go where the words of the contribution go."""

    def coded(self, body, words, **over):
        comment = self.comment(body=body, **over)
        (passage,) = passages_in(body, words)
        return comment, code_passage(comment, self.theme, passage, by=self.member)

    def test_a_passage_that_was_taken_out_is_taken_out_of_the_quote(self):
        comment, coding = self.coded("Ask Jane Doe, she knows.", "Jane Doe, she knows")
        deciding.decided(comment, Decision.Kind.REDACT, passage="Jane Doe")
        coding.refresh_from_db()
        self.assertEqual(coding.quote, "")
        self.assertNotIn("quote", {field.name for field in Coding.history.model._meta.fields})

    def test_what_still_stands_there_stays(self):
        comment, coding = self.coded("Ask Jane Doe, she knows.", "she knows")
        deciding.decided(comment, Decision.Kind.REDACT, passage="Jane Doe")
        coding.refresh_from_db()
        self.assertEqual(coding.quote, "she knows")

    def test_private_words_that_have_been_kept_for_long_enough(self):
        closed = timezone.now() - timedelta(days=2000)
        draft_set = self.recommendation.draft_set
        draft_set.opens_at, draft_set.closes_at = closed - timedelta(days=9), closed
        draft_set.save(update_fields=["opens_at", "closes_at"])
        private = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}
        _comment, coding = self.coded("Only for you.", "for you", **private)
        self.assertEqual(remove_private_words(at=timezone.now()), 1)
        coding.refresh_from_db()
        self.assertEqual(coding.quote, "")

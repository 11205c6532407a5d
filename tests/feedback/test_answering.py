"""Answers of a group: drafted, read by a second pair of eyes, published, never changed unseen."""

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions import answer as deeds
from feedback.actions.answered import ADDRESS
from feedback.answers import changes_of
from feedback.group_input import input_of, unanswered
from feedback.models import Answer, Comment, Outbox, Outcome, Visibility
from recommendations.models import Stamp
from recommendations.models.stamp import talk_about
from tests import cast, make
from tests.feedback.answering import REASON, changed, drafted, handed_in, published, words


class OfAGroup(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity")
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        cls.comment = make.comment(recommendation=cls.recommendation)
        cls.member = cast.member(cls.group, name="Mem")
        cls.second = cast.member(cls.group, name="Second")

    def private(self, **over):
        private = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}
        return make.comment(recommendation=self.recommendation, **private, **over)

    def answered(self, answer):
        return set(Comment.objects.filter(answered_by__answer=answer))

    def stamp(self):
        key = talk_about(self.recommendation.code)
        return Stamp.objects.filter(key=key).values_list("version", flat=True).first() or 0


class Drafting(OfAGroup):
    def test_one_contribution_in_the_wording_that_was_read(self):
        Comment.objects.filter(pk=self.comment.pk).update(version=3)
        answer = drafted(self.comment, by=self.member)
        self.assertEqual(answer.state, Answer.State.DRAFT)
        self.assertEqual(answer.reason_en, REASON)
        self.assertEqual(answer.drafted_by, self.member)
        row = answer.answered.get()
        self.assertEqual((row.comment, row.comment_version), (self.comment, 3))

    def test_all_that_a_query_finds(self):
        others = [make.comment(recommendation=self.recommendation) for _ in range(3)]
        answer = drafted(contributions=Comment.objects.all(), by=self.member)
        self.assertEqual(self.answered(answer), {self.comment, *others})

    def test_whoever_stands_under_a_bundled_statement_is_answered_with_it(self):
        under = make.comment(recommendation=self.recommendation, same_as=self.comment)
        elsewhere = make.comment(same_as=self.comment)
        answer = drafted(self.comment, by=self.member)
        self.assertEqual(self.answered(answer), {self.comment, under, elsewhere})

    def test_not_what_is_said_to_another_group_nor_what_is_hidden(self):
        hidden = make.comment(recommendation=self.recommendation, visibility=Visibility.HIDDEN)
        answer = drafted(self.comment, make.comment(), hidden, by=self.member)
        self.assertEqual(self.answered(answer), {self.comment})

    def test_thousands_cost_as_many_questions_as_one_chunk(self):
        def asked(contributions):
            with CaptureQueriesContext(connection) as queries:
                drafted(contributions=contributions, by=self.member)
            return len(queries)

        asked(Comment.objects.all())
        one = asked(Comment.objects.filter(pk=self.comment.pk))
        for _ in range(8):
            make.comment(recommendation=self.recommendation)
        self.assertEqual(asked(Comment.objects.all()), one)

    def test_nothing_of_it_is_public(self):
        before = self.stamp_of_nothing()
        answer = drafted(self.comment, by=self.member)
        self.assertEqual(self.stamp_of_nothing(), before)
        seen = Answer.objects.visible_to
        self.assertEqual(set(seen(self.second)), {answer})
        self.assertEqual(set(seen(cast.reader())), set())
        self.assertEqual(set(seen(cast.member(make.group()))), set())

    def stamp_of_nothing(self):
        return list(Stamp.objects.values_list("key", "version").order_by("key"))

    def test_a_draft_can_be_thrown_away_and_a_published_one_cannot(self):
        answer = drafted(self.comment, by=self.member)
        deeds.discard(answer, version=answer.version)
        self.assertEqual(Answer.objects.count(), 0)
        answer = published(self.comment)
        with self.assertRaises(deeds.AnswerConflictError):
            deeds.discard(answer, version=answer.version)


class Contributions(OfAGroup):
    def test_come_and_go(self):
        answer = drafted(self.comment, by=self.member)
        other = make.comment(recommendation=self.recommendation)
        deeds.add(answer, [other], version=answer.version, by=self.second)
        answer.refresh_from_db()
        deeds.take_out(answer, [self.comment], version=answer.version, by=self.second)
        self.assertEqual(self.answered(answer), {other})

    def test_of_a_published_answer_only_with_a_reason(self):
        answer = published(self.comment)
        other = make.comment(recommendation=self.recommendation)
        with self.assertRaises(deeds.NotReadyError):
            deeds.add(answer, [other], version=answer.version, by=self.member)
        deeds.add(answer, [other], version=answer.version, by=self.member, reason="The same.")
        answer.refresh_from_db()
        self.assertEqual(self.answered(answer), {self.comment, other})
        self.assertEqual([each.reason for each in changes_of(answer)], ["The same."])
        self.assertEqual(Outbox.objects.filter(task=ADDRESS, row_id=answer.pk).count(), 2)

    def test_a_published_answer_keeps_at_least_one(self):
        answer = published(self.comment)
        with self.assertRaises(deeds.NotReadyError):
            deeds.take_out(
                answer, [self.comment], version=answer.version, by=self.member, reason="No."
            )
        self.assertEqual(self.answered(answer), {self.comment})


class HandingIn(OfAGroup):
    def test_asks_for_a_second_pair_of_eyes(self):
        answer = handed_in(self.comment, by=self.member)
        self.assertEqual(answer.state, Answer.State.REVIEW)

    def test_needs_a_reason_and_a_contribution(self):
        without_reason = drafted(self.comment, by=self.member, reason="  ")
        empty = drafted(self.comment, by=self.member)
        empty.answered.all().delete()
        for answer in (without_reason, empty):
            with self.assertRaises(deeds.NotReadyError):
                deeds.hand_in(answer, version=answer.version, by=self.member)

    def test_can_be_given_back(self):
        answer = handed_in(self.comment, by=self.member)
        deeds.give_back(answer, version=answer.version, by=self.second)
        answer.refresh_from_db()
        self.assertEqual(answer.state, Answer.State.DRAFT)


class Publishing(OfAGroup):
    def publish(self, answer, by):
        deeds.publish(answer, version=answer.version, by=by)
        return Answer.objects.get(pk=answer.pk)

    def test_by_another_member(self):
        before = self.stamp()
        answer = self.publish(handed_in(self.comment, by=self.member), self.second)
        self.assertTrue(answer.is_published)
        self.assertEqual(answer.published_by, self.second)
        self.assertEqual(set(Answer.objects.visible_to(cast.reader())), {answer})
        self.assertGreater(self.stamp(), before)
        self.assertTrue(Outbox.objects.filter(task=ADDRESS, row_id=answer.pk).exists())
        self.assertEqual(set(unanswered(input_of(self.group, self.member), self.group)), set())

    def test_not_by_who_drafted_it_nor_by_strangers_to_the_group(self):
        answer = handed_in(self.comment, by=self.member)
        for person in (self.member, cast.reader(), cast.member(make.group())):
            with self.assertRaises(PermissionDenied):
                self.publish(answer, person)

    def test_by_an_organiser(self):
        answer = handed_in(self.comment, by=self.member)
        self.assertTrue(self.publish(answer, cast.organiser()).is_published)

    def test_only_what_was_handed_in(self):
        answer = drafted(self.comment, by=self.member)
        with self.assertRaises(deeds.AnswerConflictError):
            self.publish(answer, self.second)

    def test_only_as_it_was_seen(self):
        answer = handed_in(self.comment, by=self.member)
        changed(answer, by=self.member, reason="Something else.")
        with self.assertRaises(deeds.AnswerConflictError):
            self.publish(answer, self.second)

    def test_answers_what_was_bundled_since(self):
        answer = handed_in(self.comment, by=self.member)
        late = make.comment(recommendation=self.recommendation, same_as=self.comment)
        self.publish(answer, self.second)
        self.assertEqual(self.answered(answer), {self.comment, late})


class PassingOn(OfAGroup):
    def setUp(self):
        self.other = make.group(slug="other")
        self.reader_there = cast.member(self.other)

    def passed(self, *comments):
        return published(
            *comments, by=self.member, publisher=self.second, outcome=Outcome.PASSED_ON,
            passed_to=self.other,
        )  # fmt: skip

    def test_puts_it_on_the_desk_of_the_other_group_when_it_is_published(self):
        drafted(self.comment, by=self.member, outcome=Outcome.PASSED_ON, passed_to=self.other)
        self.assertEqual(set(input_of(self.other, self.reader_there)), set())
        self.passed(self.comment)
        self.assertEqual(set(input_of(self.other, self.reader_there)), {self.comment})

    def test_private_words_are_left_out_and_named(self):
        private = self.private()
        answer, added = deeds.draft(
            self.group, self.recommendation.draft_set.iteration,
            words(outcome=Outcome.PASSED_ON, passed_to=self.other),
            [self.comment, private], by=self.member,
        )  # fmt: skip
        self.assertEqual(added, (1, [private.short_id]))
        self.assertEqual(self.answered(answer), {self.comment})

    def test_words_that_became_private_meanwhile_are_not_passed(self):
        late = make.comment(recommendation=self.recommendation)
        answer = handed_in(
            self.comment, late, by=self.member, outcome=Outcome.PASSED_ON, passed_to=self.other
        )
        Comment.objects.filter(pk=late.pk).update(
            visibility=Visibility.GROUP, chosen_visibility=Visibility.GROUP
        )
        left_out = deeds.publish(answer, version=answer.version, by=self.second)
        self.assertEqual(left_out, [late.short_id])
        self.assertEqual(self.answered(answer), {self.comment})

    def test_an_answer_that_passes_on_after_all_keeps_no_private_words(self):
        private = self.private()
        answer = drafted(self.comment, private, by=self.member)
        left_out = deeds.change(
            answer, words(outcome=Outcome.PASSED_ON, passed_to=self.other),
            version=answer.version, by=self.member,
        )  # fmt: skip
        self.assertEqual(left_out, [private.short_id])

    def test_not_to_the_group_itself(self):
        with self.assertRaises(deeds.NotReadyError):
            drafted(self.comment, outcome=Outcome.PASSED_ON, passed_to=self.group)

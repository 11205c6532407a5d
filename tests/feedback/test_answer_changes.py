"""Linking answers with the texts that they changed."""

from django.test import TestCase

from feedback.actions.answer import AnswerConflictError, NotReadyError
from feedback.actions.answer_changes import link, unlink
from feedback.answers import changes_of
from feedback.models import Answer
from tests import make
from tests.feedback.answering import drafted, published
from tests.feedback.test_outcomes import later_text


class Linking(TestCase):
    def setUp(self):
        self.comment = make.comment()
        self.answer = published(self.comment)
        self.part = later_text(self.comment)
        self.part.text_en = "We recommend a **review**\nof the terms."
        self.part.render_text()
        self.part.save()
        self.later = self.part.recommendation

    def link(self, *place, version=None, **over):
        answer = Answer.objects.get(pk=self.answer.pk)
        return link(answer, *place, version=version or answer.version, by=None, **over)

    def linked(self):
        rows = self.answer.changes.order_by("pk")
        return list(rows.values_list("recommendation", "part", "quote"))

    def test_a_part_with_words_that_stand_in_it(self):
        self.link(self.later, self.part, quote="a  review of\nthe terms")
        self.assertEqual(self.linked(), [(self.later.pk, self.part.pk, "a review of the terms")])

    def test_title_and_summary_have_no_part(self):
        self.link(self.later, None, quote="Open licences")
        self.link(self.later, None, quote="Open licences")
        self.assertEqual(self.linked(), [(self.later.pk, None, "Open licences")])

    def test_not_words_that_do_not_stand_there(self):
        with self.assertRaises(NotReadyError):
            self.link(self.later, self.part, quote="a ban")
        with self.assertRaises(NotReadyError):
            self.link(self.later, None, quote="a review")

    def test_not_a_text_of_the_same_iteration_nor_of_another_group(self):
        for recommendation in (self.comment.recommendation, make.recommendation()):
            with self.assertRaises(NotReadyError):
                self.link(recommendation)

    def test_the_history_of_a_published_answer_tells_it(self):
        change = self.link(self.later, self.part)
        answer = Answer.objects.get(pk=self.answer.pk)
        unlink(answer, change, version=answer.version, by=None)
        name = f"{self.later.code} {self.part.key.upper()}"
        self.assertEqual([each.reason for each in changes_of(answer)], [f"− {name}", f"+ {name}"])
        self.assertEqual(self.linked(), [])

    def test_only_as_it_was_seen(self):
        self.link(self.later)
        with self.assertRaises(AnswerConflictError):
            self.link(self.later, self.part, version=self.answer.version)

    def test_a_draft_may_be_linked_too(self):
        answer = drafted(self.comment)
        link(answer, self.later, version=answer.version, by=None)
        self.assertEqual(answer.changes.count(), 1)
        self.assertEqual(changes_of(answer), [])

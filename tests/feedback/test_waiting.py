"""Since when a contribution waits for a liaison: each deed writes it down."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from feedback.actions.escalate import NothingToEscalateError, escalate
from feedback.actions.participate import edit, withdraw
from feedback.models import Comment, Escalation, Visibility
from tests import cast, make

from .test_deciding import APPROVE, HIDE, send
from .test_desk import waiting


def since(comment):
    return Comment.objects.get(pk=comment.pk).waits_since


class WaitingSince(TestCase):
    def test_a_guests_edit_of_what_could_be_read_waits_from_now_on(self):
        comment = make.comment(name="Amal", said_at=timezone.now() - timedelta(days=3))
        edit(comment, body="Other words", language="en", version=1, by=None)

        comment.refresh_from_db()
        self.assertEqual(comment.waits_since, comment.edited_at)

    def test_a_guests_second_edit_does_not_begin_to_wait_anew(self):
        comment = waiting(said_at=timezone.now() - timedelta(days=3))
        edit(comment, body="Other words", language="en", version=1, by=None)

        self.assertEqual(since(comment), comment.stored_at)

    def test_an_edit_with_an_account_waits_for_nobody(self):
        comment = make.comment()
        edit(comment, body="Other words", language="en", version=1, by=comment.author)

        self.assertIsNone(since(comment))

    def test_what_was_withdrawn_waits_no_longer(self):
        comment = waiting()
        withdraw(comment)

        self.assertIsNone(since(comment))

    def test_a_decision_ends_it(self):
        for kind in (APPROVE, HIDE):
            comment = waiting()
            send(cast.organiser(), comment, kind)
            self.assertIsNone(since(comment))


class GivingItToTheOrganisers(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar")

    def test_it_waits_from_then_on_and_is_there_once(self):
        comment = make.comment(language="es")

        self.assertTrue(escalate(comment, by=self.liaison, note="It gets heated."))
        self.assertFalse(escalate(comment, by=cast.liaison("es"), note="Again."))

        escalation = Escalation.objects.get()
        self.assertEqual(escalation.note, "It gets heated.")
        self.assertEqual(escalation.by, self.liaison)
        self.assertEqual(since(comment), escalation.made_at)

    def test_what_waited_before_waits_since_then(self):
        comment = waiting(said_at=timezone.now() - timedelta(days=3))
        escalate(comment, by=self.liaison)

        self.assertEqual(since(comment), comment.stored_at)

    def test_what_was_withdrawn_is_not(self):
        comment = make.comment(visibility=Visibility.WITHDRAWN)

        with self.assertRaises(NothingToEscalateError):
            escalate(comment, by=self.liaison)
        self.assertFalse(Escalation.objects.exists())

    def test_a_decision_settles_it(self):
        comment = make.comment()
        escalate(comment, by=self.liaison)
        send(cast.organiser(), comment, HIDE)

        self.assertIsNotNone(Escalation.objects.get().settled_at)
        self.assertIsNone(since(comment))

    def test_after_a_decision_it_can_be_given_to_them_again(self):
        comment = make.comment()
        escalate(comment, by=self.liaison)
        send(cast.organiser(), comment, HIDE)
        escalate(comment, by=self.liaison)

        self.assertEqual(Escalation.objects.filter(settled_at=None).count(), 1)
        self.assertIsNotNone(since(comment))

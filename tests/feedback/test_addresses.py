"""A mail address left without an account: asked first, then written to."""

from django.core import mail
from django.test import TestCase

from feedback.actions.moderate import decide
from feedback.actions.participate import secret_digest
from feedback.addresses import ask_address, token_for
from feedback.models import Decision, Outbox, Visibility
from feedback.notices import tell_author
from tests import cast, make


class LeavingAnAddress(TestCase):
    def setUp(self):
        self.comment = make.comment(
            name="Amina", language="fr", read_language="fr", visibility=Visibility.WAITING
        )
        self.submission = self.comment.submission
        self.submission.secret_digest = secret_digest("the-secret")
        self.submission.save()
        self.address = "/en/receipt/secret/the-secret/"

    def leave(self):
        self.client.post(self.address, {"email": "amina@example.org"})
        self.submission.refresh_from_db()

    def link(self):
        return f"/fr/receipt/mail/{token_for(self.submission)}/"

    def test_the_address_is_asked_in_the_language_of_the_words(self):
        self.leave()
        waiting = Outbox.objects.get()
        self.assertEqual(waiting.task, "feedback.confirm_address")
        self.assertTrue(ask_address(waiting.row_id))
        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["amina@example.org"])
        self.assertIn(self.link(), letter.body)

    def test_no_other_letter_goes_there_before_it_has_answered(self):
        self.leave()
        decision = decide(
            self.comment,
            Decision.Kind.APPROVE,
            by=cast.liaison("fr"),
            rule=make.rule(),
            reason="On topic.",
        )
        self.assertFalse(tell_author(decision.pk))
        self.assertEqual(mail.outbox, [])

    def test_opening_the_link_alone_confirms_nothing(self):
        self.leave()
        self.assertEqual(self.client.get(self.link()).status_code, 200)
        self.submission.refresh_from_db()
        self.assertIsNone(self.submission.email_confirmed_at)

    def test_once_confirmed_decisions_are_told_there(self):
        self.leave()
        self.client.post(self.link())
        decision = decide(
            self.comment,
            Decision.Kind.APPROVE,
            by=cast.liaison("fr"),
            rule=make.rule(),
            reason="On topic.",
        )
        self.assertTrue(tell_author(decision.pk))
        self.assertEqual(mail.outbox[0].to, ["amina@example.org"])

    def test_another_address_must_be_confirmed_anew(self):
        self.leave()
        first = self.link()
        self.client.post(first)
        self.client.post(self.address, {"email": "other@example.org"})
        self.submission.refresh_from_db()
        self.assertIsNone(self.submission.email_confirmed_at)
        self.assertEqual(self.client.post(first).status_code, 404)

    def test_a_broken_link_is_not_found(self):
        self.assertEqual(self.client.get("/en/receipt/mail/nonsense:x:y/").status_code, 404)

    def test_an_address_that_is_none_is_said(self):
        response = self.client.post(self.address, {"email": "amina"})
        self.assertEqual(response.status_code, 400)

"""Who reported a statement hears of it what an author would hear."""

from django.core import mail
from django.test import TestCase
from django.utils import timezone

from feedback.announcing import announce
from feedback.models import Decision, Notice
from feedback.notices import tell_author
from tests import cast, make

from .test_message_letters import reached_at


class WhoReportedIt(TestCase):
    def setUp(self):
        self.reporter = cast.reader(name="Amina", language="fr")
        reached_at(self.reporter, "amina@example.org")
        conversation = make.conversation(reported_by=self.reporter)
        self.statement = make.statement(conversation=conversation)

    def test_is_told_of_a_reply_to_it(self):
        reply = make.comment(parent=self.statement)
        announce(reply.pk)
        notice = Notice.objects.get()
        self.assertEqual((notice.person, notice.kind), (self.reporter, Notice.Kind.REPLY))

    def test_gets_the_letter_about_a_decision_in_their_language(self):
        decision = Decision.objects.create(
            comment=self.statement, kind=Decision.Kind.HIDE, reason="A rule.",
            by=cast.liaison("en"), decided_at=timezone.now(),
        )  # fmt: skip
        tell_author(decision.pk)
        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["amina@example.org"])
        self.assertEqual(letter.extra_headers["Content-Language"], "fr")
        self.assertIn(f"/fr/appeals/{decision.pk}/", letter.body)

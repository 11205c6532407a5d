"""The letter about a reply: whom it reaches, what it says, and that it goes out once."""

import uuid

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import TestCase, override_settings

from feedback.actions.moderate import decide
from feedback.actions.participate import Place, Words, send, withdraw
from feedback.models import Decision, Outbox, Visibility
from feedback.reply_letters import tell_of_reply
from tests import cast, make

TASK = "feedback.tell_of_reply"


def author(email="amal@example.org", *, verified=True, **over):
    person = cast.reader(email=email, **over)
    EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    return person


def reply_to(comment, **over):
    return make.comment(parent=comment, body="We see it *differently*.", **over)


@override_settings(BASE_URL="https://strategy.example.org")
class TellingOfAReply(TestCase):
    def setUp(self):
        self.comment = make.comment(author=author())

    def test_it_says_who_replied_what_and_where(self):
        reply = reply_to(self.comment, author=cast.reader(name="Bela"))

        self.assertTrue(tell_of_reply(reply.pk))

        [letter] = mail.outbox
        self.assertEqual(letter.to, ["amal@example.org"])
        self.assertEqual(letter.subject, f"A reply to your contribution {self.comment.short_id}")
        for words in (
            f"Bela has replied to your contribution {self.comment.short_id}:",
            "We see it *differently*.",
            f"https://strategy.example.org/en/c/{reply.slug}/",
            "https://strategy.example.org/en/accounts/#mail",
        ):
            self.assertIn(words, letter.body)

    def test_it_goes_out_once(self):
        reply = reply_to(self.comment)
        self.assertEqual([tell_of_reply(reply.pk), tell_of_reply(reply.pk)], [True, False])
        self.assertEqual(len(mail.outbox), 1)

    def test_it_is_in_the_readers_language_with_a_link_into_it(self):
        reply = reply_to(make.comment(author=author("omar@example.org", language="ar")))
        tell_of_reply(reply.pk)
        self.assertIn(f"/ar/c/{reply.slug}/", mail.outbox[0].body)
        self.assertEqual(mail.outbox[0].extra_headers["Content-Language"], "ar")

    def test_a_name_that_is_not_shown_stands_in_no_letter(self):
        reply = reply_to(
            self.comment, author=cast.reader(name="Secret"), visibility=Visibility.UNNAMED
        )
        tell_of_reply(reply.pk)
        self.assertNotIn("Secret", mail.outbox[0].body)

    def test_nobody_hears_of_what_they_may_not_read(self):
        for visibility in (Visibility.WAITING, Visibility.HIDDEN, Visibility.GROUP):
            reply = reply_to(self.comment, visibility=visibility)
            self.assertFalse(tell_of_reply(reply.pk), visibility)
        gone = reply_to(self.comment)
        withdraw(gone)
        self.assertFalse(tell_of_reply(gone.pk))
        self.assertEqual(mail.outbox, [])

    def test_nobody_hears_of_their_own_reply(self):
        self.assertFalse(tell_of_reply(reply_to(self.comment, author=self.comment.author).pk))

    def test_it_goes_to_proven_addresses_of_those_who_want_it(self):
        for person in (
            author("new@example.org", verified=False),
            author("no@example.org", mails_on_replies=False),
            cast.reader(),
        ):
            self.assertFalse(tell_of_reply(reply_to(make.comment(author=person)).pk))
        self.assertFalse(tell_of_reply(reply_to(make.comment(name="Guest")).pk))

    def test_what_is_no_reply_tells_nobody(self):
        self.assertFalse(tell_of_reply(self.comment.pk))


class AskingForIt(TestCase):
    def queued(self):
        return list(Outbox.objects.filter(task=TASK).values_list("row_id", flat=True))

    def answer(self, comment, by):
        place = Place(
            comment.recommendation, read_language="en", parent=comment,
            read_revision=comment.read_revision,
        )  # fmt: skip
        words = [Words(body="We see it differently.", language="en")]
        return send(place, words, key=uuid.uuid4(), by=by, name="" if by else "Guest")

    def test_a_reply_that_appears_is_told(self):
        sent = self.answer(make.comment(), by=cast.reader())
        self.assertEqual(self.queued(), [sent.comments.get().pk])

    def test_one_that_waits_is_told_when_it_is_approved(self):
        sent = self.answer(make.comment(), by=None)
        self.assertEqual(self.queued(), [])

        reply = sent.comments.get()
        decide(
            reply, Decision.Kind.APPROVE, by=cast.organiser(), rule=make.rule(), reason="On topic."
        )
        self.assertEqual(self.queued(), [reply.pk])

    def test_hiding_one_tells_nobody(self):
        decide(
            reply_to(make.comment()),
            Decision.Kind.HIDE,
            by=cast.organiser(),
            rule=make.rule(),
            reason="A name.",
        )
        self.assertEqual(self.queued(), [])

    def test_what_begins_a_thread_has_nobody_to_tell(self):
        decide(
            make.comment(visibility="waiting"), Decision.Kind.APPROVE,
            by=cast.organiser(), rule=make.rule(), reason="On topic.",
        )  # fmt: skip
        self.assertEqual(self.queued(), [])

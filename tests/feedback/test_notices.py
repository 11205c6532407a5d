"""The letter to an author: whom it reaches, what it says, and that it goes out once."""

import re

from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import TestCase, override_settings
from django.utils import timezone
from django.utils.translation import get_language

from accounts.languages import reading_language
from feedback.actions.moderate import decide
from feedback.addresses import email_to_stop
from feedback.models import Decision, Submission, Visibility
from feedback.notices import tell_author
from tests import cast, make

HIDE, APPROVE, RESTORE = Decision.Kind.HIDE, Decision.Kind.APPROVE, Decision.Kind.RESTORE


def author(email="amal@example.org", *, verified=True, **over):
    person = cast.reader(email=email, **over)
    EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    return person


def hidden(*, by=None, **over):
    comment = make.comment(**over)
    return decide(
        comment, HIDE, by=by or cast.organiser(), rule=make.rule(), reason="It names a person."
    )


class UnsendableBackend(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise OSError("no mail server")


@override_settings(BASE_URL="https://strategy.example.org")
class TellingTheAuthor(TestCase):
    def test_it_says_what_was_decided_by_whom_why_and_where(self):
        decision = hidden(author=author(), by=cast.organiser(name="Olga"))

        self.assertTrue(tell_author(decision.pk))

        letter = mail.outbox[0]
        comment = decision.comment
        self.assertEqual(letter.to, ["amal@example.org"])
        self.assertEqual(letter.subject, f"Your contribution {comment.short_id} was hidden")
        for words in (
            "Olga has hidden your contribution", "It names a person.",
            f"https://strategy.example.org/en/c/{comment.slug}/",
            "https://strategy.example.org/en/decisions/",
            "https://strategy.example.org/en/settings/notices/",
        ):  # fmt: skip
            self.assertIn(words, letter.body)

    def test_each_kind_has_its_own_words(self):
        comment = make.comment(author=author(), visibility="waiting")
        organiser = cast.organiser()
        for kind in (APPROVE, HIDE, RESTORE):
            tell_author(
                decide(comment, kind, by=organiser, rule=make.rule(), reason="So it is.").pk
            )

        subjects = [letter.subject.split(comment.short_id)[1] for letter in mail.outbox]
        self.assertEqual(subjects, [" is approved", " was hidden", " is restored"])
        self.assertEqual(len({letter.body for letter in mail.outbox}), 3)

    def test_it_is_in_the_language_of_the_account(self):
        decision = hidden(author=author(language="ja"))

        tell_author(decision.pk)

        self.assertIn(
            f"https://strategy.example.org/ja/c/{decision.comment.slug}/", mail.outbox[0].body
        )
        self.assertEqual(mail.outbox[0].extra_headers["Content-Language"], "en")
        self.assertEqual((get_language(), reading_language()), ("en", "en"))

    def test_signs_in_the_reason_stay_as_they_are(self):
        comment = make.comment(author=author())
        decision = decide(
            comment, HIDE, by=cast.organiser(), rule=make.rule(), reason="Isn't <this> & that"
        )

        tell_author(decision.pk)

        self.assertIn("Isn't <this> & that", mail.outbox[0].body)

    def test_a_letter_on_private_words_points_to_no_log(self):
        decision = hidden(author=author(), chosen_visibility=Visibility.GROUP)

        tell_author(decision.pk)

        self.assertIn("It names a person.", mail.outbox[0].body)
        self.assertNotIn("/decisions/", mail.outbox[0].body)


class WhomALetterReaches(TestCase):
    def test_an_account_without_a_proven_address_gets_none(self):
        other = author("other@example.org")
        unproven = author("new@example.org", verified=False)
        changed = author("old@example.org")
        changed.email = "changed@example.org"
        changed.save(update_fields=["email"])
        EmailAddress.objects.create(user=other, email="changed@example.org", verified=True)
        gone = author("gone@example.org", is_active=False)

        for person in (unproven, changed, gone, cast.reader()):
            self.assertFalse(tell_author(hidden(author=person).pk))
        self.assertEqual(mail.outbox, [])

    def test_an_address_is_looked_at_when_the_letter_goes_out(self):
        person = author()
        decision = hidden(author=person)
        EmailAddress.objects.filter(user=person).update(verified=False)

        self.assertFalse(tell_author(decision.pk))
        self.assertEqual(mail.outbox, [])

    def test_somebody_who_wants_no_letters_on_decisions_gets_none(self):
        quiet = author("quiet@example.org", mails_on_decisions=False)
        other = author(replies_frequency="portal", mails_on_dates=False)

        self.assertFalse(tell_author(hidden(author=quiet).pk))
        self.assertTrue(tell_author(hidden(author=other).pk))

    def test_a_guest_who_confirmed_an_address_gets_one_in_the_language_of_the_words(self):
        decision = hidden(name="Amal", language="fr", submission=self._send(timezone.now()))

        self.assertTrue(tell_author(decision.pk))

        self.assertEqual(mail.outbox[0].to, ["guest@example.org"])
        token = re.search(r"/fr/receipt/mail/(\S+)/stop/", mail.outbox[0].body)[1]
        self.assertEqual(email_to_stop(token), "guest@example.org")
        self.assertIn(f"/fr/c/{decision.comment.slug}/", mail.outbox[0].body)

    def test_words_in_another_language_are_answered_in_that_of_the_text(self):
        decision = hidden(
            name="Amal", language="sw", read_language="fr", submission=self._send(timezone.now())
        )

        tell_author(decision.pk)

        self.assertIn(f"/fr/c/{decision.comment.slug}/", mail.outbox[0].body)

    def test_a_guest_who_did_not_confirm_gets_none(self):
        decision = hidden(name="Amal", submission=self._send(None))

        self.assertFalse(tell_author(decision.pk))
        self.assertEqual(mail.outbox, [])

    def test_a_decision_that_does_not_exist_tells_nobody(self):
        self.assertFalse(tell_author(4711))

    def _send(self, confirmed_at):
        return Submission.objects.create(
            email="guest@example.org", email_confirmed_at=confirmed_at, created_at=timezone.now()
        )


class OneLetterPerDecision(TestCase):
    def test_a_task_that_runs_twice_writes_once(self):
        decision = hidden(author=author())

        self.assertEqual([tell_author(decision.pk), tell_author(decision.pk)], [True, False])

        self.assertEqual(len(mail.outbox), 1)

    def test_two_decisions_are_two_letters(self):
        comment = make.comment(author=author())
        organiser = cast.organiser()
        for kind in (HIDE, RESTORE):
            tell_author(
                decide(comment, kind, by=organiser, rule=make.rule(), reason="So it is.").pk
            )

        self.assertEqual(len(mail.outbox), 2)

    def test_a_letter_that_could_not_be_sent_is_sent_at_the_next_try(self):
        decision = hidden(author=author())
        broken = f"{__name__}.{UnsendableBackend.__name__}"
        with override_settings(EMAIL_BACKEND=broken), self.assertRaises(OSError):
            tell_author(decision.pk)

        self.assertTrue(tell_author(decision.pk))

        self.assertEqual(len(mail.outbox), 1)

    def test_the_decision_itself_stays_as_it_was(self):
        decision = hidden(author=author())
        fields = [f.name for f in Decision._meta.fields if f.name != "told_at"]
        before = Decision.objects.values(*fields).get()

        tell_author(decision.pk)

        self.assertEqual(Decision.objects.values(*fields).get(), before)
        self.assertIsNotNone(Decision.objects.get().told_at)

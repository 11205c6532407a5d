"""The letter about a message: to whom it goes, what it says, and that each gets it once."""

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import TestCase, override_settings

from feedback.message_letters import tell_of_message
from feedback.models import MessageLetter
from tests import cast, make

DOWN = "tests.feedback.test_notices.UnsendableBackend"


def reached_at(person, address, verified=True):
    person.email = address
    person.save(update_fields=["email"])
    EmailAddress.objects.create(user=person, email=address, verified=verified, primary=True)
    return person


@override_settings(BASE_URL="https://strategy.example.org", SITE_NAME="Strategy")
class TellingOfAMessage(TestCase):
    def test_a_liaison_gets_the_words_and_answers_to_their_writer(self):
        liaison = reached_at(cast.liaison("ar"), "amal@example.org")
        message = make.message(to=liaison, name="Guest", body="متى <هنا>؟", language="ar")

        self.assertEqual(tell_of_message(message.pk), 1)

        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["amal@example.org"])
        self.assertEqual(letter.reply_to, ["guest@example.org"])
        self.assertEqual(letter.subject, "Strategy: a message for you")
        for words in (
            "to you as a liaison", "From: Guest (not signed in)", "متى <هنا>؟", "العربية",
            "has not checked whose address",
            f"https://strategy.example.org/en/desk/messages/{message.pk}/",
        ):  # fmt: skip
            self.assertIn(words, letter.body)

    def test_it_is_in_the_language_of_its_reader(self):
        liaison = reached_at(cast.liaison("ar", language="fr"), "amal@example.org")

        tell_of_message(make.message(to=liaison).pk)

        self.assertEqual(mail.outbox[0].extra_headers["Content-Language"], "fr")
        self.assertIn("/fr/desk/messages/", mail.outbox[0].body)

    def test_an_address_that_its_writer_has_confirmed_goes_without_the_warning(self):
        writer = reached_at(cast.reader(name="Wale"), "wale@example.org")
        liaison = reached_at(cast.liaison("ar"), "amal@example.org")

        for address in ("wale@example.org", "other@example.org"):
            message = make.message(to=liaison, author=writer, reply_address=address)
            tell_of_message(message.pk)

        warned = ["has not checked" in letter.body for letter in mail.outbox]
        self.assertEqual(warned, [False, True])
        self.assertIn("From: Wale\n", mail.outbox[0].body)

    def test_without_a_confirmed_address_no_letter_goes_and_the_message_waits(self):
        liaison = reached_at(cast.liaison("ar"), "amal@example.org", verified=False)
        message = make.message(to=liaison)

        self.assertEqual(tell_of_message(message.pk), 0)

        self.assertEqual(mail.outbox, [])
        page = cast.client_of(liaison).get("/en/desk/messages/")
        self.assertEqual(list(page.context["page"]), [message])

    def test_each_organiser_gets_a_letter_of_their_own(self):
        for name in ("ora", "olu"):
            reached_at(cast.organiser(), f"{name}@example.org")
        reached_at(cast.organiser(is_active=False), "gone@example.org")
        reached_at(cast.liaison("ar"), "amal@example.org")

        self.assertEqual(tell_of_message(make.message().pk), 2)

        self.assertEqual(
            [letter.to for letter in mail.outbox], [["ora@example.org"], ["olu@example.org"]]
        )
        self.assertIn("to the organisers", mail.outbox[0].body)

    def test_the_organisers_hear_of_what_is_for_a_liaison_of_long_ago(self):
        reached_at(cast.organiser(), "ora@example.org")
        former = reached_at(cast.reader(), "former@example.org")

        tell_of_message(make.message(to=former).pk)

        self.assertEqual([letter.to for letter in mail.outbox], [["ora@example.org"]])

    def test_run_twice_it_goes_out_once(self):
        message = make.message(to=reached_at(cast.liaison("ar"), "amal@example.org"))

        self.assertEqual([tell_of_message(message.pk) for _ in range(2)], [1, 0])
        self.assertEqual(len(mail.outbox), 1)

    def test_what_could_not_be_sent_is_tried_again(self):
        message = make.message(to=reached_at(cast.liaison("ar"), "amal@example.org"))

        with override_settings(EMAIL_BACKEND=DOWN), self.assertRaises(OSError):
            tell_of_message(message.pk)

        self.assertFalse(MessageLetter.objects.exists())
        self.assertEqual(tell_of_message(message.pk), 1)

    def test_a_message_that_is_gone_is_no_error(self):
        self.assertEqual(tell_of_message(7777), 0)

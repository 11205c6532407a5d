"""One click in a mail program ends exactly the letters it stands in (RFC 8058)."""

from django.core import mail
from django.test import Client, TestCase, override_settings

from accounts.letters import DATES, DECISIONS
from feedback.actions.moderate import decide
from feedback.announcing import announce
from feedback.models import Decision, Follow, Notice
from feedback.notice_letters import tell_of_notice
from feedback.notices import tell_author
from feedback.unsubscribe import FOLLOW, REPLIES, Letters, link_to_end
from tests import cast, make

CLICK = {"List-Unsubscribe": "One-Click"}


@override_settings(BASE_URL="")
class EndingLetters(TestCase):
    def setUp(self):
        self.bela = cast.with_address("bela@example.org", replies_frequency="daily")
        self.thing = make.recommendation()
        for subject, frequency in ((self.thing, "at-once"), ("fr", "daily"), ("ar", "weekly")):
            cast.follow(self.bela, subject, frequency=frequency)
        # As a mail program comes: without a session, a cookie or a token of a form.
        self.client = Client(enforce_csrf_checks=True)

    def click(self, kind, about="", key=""):
        address = "/en" + link_to_end(Letters(self.bela.pk, kind, about, key))
        answer = self.client.post(address, CLICK)
        self.assertEqual(answer.status_code, 200)
        self.assertFalse(answer.cookies)
        return address

    def wishes(self):
        self.bela.refresh_from_db()
        followed = Follow.objects.order_by("pk").values_list("key", "frequency")
        return {
            "replies": self.bela.replies_frequency,
            DECISIONS: self.bela.mails_on_decisions,
            DATES: self.bela.mails_on_dates,
            **dict(followed),
        }

    def test_each_ends_its_own_kind_and_nothing_else_however_often_it_is_clicked(self):
        code = self.thing.code
        ended = {
            (REPLIES,): {"replies": "portal"},
            (DECISIONS,): {DECISIONS: False},
            (DATES,): {DATES: False},
            ("weekly",): {"ar": "portal"},
            ("daily",): {"fr": "portal", "replies": "portal"},
            (FOLLOW, "recommendation", code): {code: None},
        }
        for letters, change in ended.items():
            wanted = {
                key: value for key, value in (self.wishes() | change).items() if value is not None
            }
            for _ in range(2):
                self.click(*letters)
                self.assertEqual(self.wishes(), wanted, letters)

    def test_opening_the_link_asks_and_ends_nothing(self):
        before = self.wishes()
        address = "/en" + link_to_end(Letters(self.bela.pk, REPLIES))
        self.assertContains(self.client.get(address), "Shall no more letters come about replies")
        self.assertEqual(self.wishes(), before)

    def test_every_kind_has_a_page_that_asks_and_one_that_tells(self):
        kinds = [
            (REPLIES,),
            (DECISIONS,),
            (DATES,),
            ("daily",),
            ("weekly",),
            (FOLLOW, "language", "fr"),
        ]
        texts = set()
        for letters in kinds:
            address = "/en" + link_to_end(Letters(self.bela.pk, *letters))
            for answer in (self.client.get(address), self.client.post(address, CLICK)):
                texts.add(answer.content.decode().partition("<h1>")[2].partition("</p>")[0])
        self.assertEqual(len(texts), 2 * len(kinds))

    def test_a_link_that_was_never_sent_ends_nothing(self):
        address = self.click("daily")
        for wrong in (address.replace("stop/", "stop/x"), "/en/letters/stop/none/"):
            self.assertEqual(self.client.post(wrong, CLICK).status_code, 404)

    def test_a_closed_account_has_nothing_to_end(self):
        pk = self.bela.pk
        self.bela.delete()
        self.bela.pk = pk
        self.click("daily")


class TheLinkInEachLetter(TestCase):
    """The way of a letter and back: what it names is what ends."""

    def ended_by(self, letter):
        address = letter.extra_headers["List-Unsubscribe"].strip("<>")
        self.assertEqual(
            letter.extra_headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click"
        )
        self.assertIn(address, letter.body)
        path = "/" + address.partition("://")[2].partition("/")[2]
        self.assertEqual(Client(enforce_csrf_checks=True).post(path, CLICK).status_code, 200)

    def letter_on(self, comment):
        announce(comment.pk)
        for notice in Notice.objects.all():
            tell_of_notice(notice.pk)
        return mail.outbox[-1]

    def test_of_a_followed_thing(self):
        bela, comment = cast.with_address("bela@example.org"), make.comment()
        cast.follow(bela, comment.recommendation)
        cast.follow(bela, "en", frequency="portal")
        self.ended_by(self.letter_on(comment))
        self.assertEqual(Follow.objects.get().key, "en")

    def test_of_a_reply(self):
        bela = cast.with_address("bela@example.org")
        self.ended_by(self.letter_on(make.comment(parent=make.comment(author=bela))))
        bela.refresh_from_db()
        self.assertEqual(bela.replies_frequency, "portal")

    def test_of_a_decision(self):
        bela = cast.with_address("bela@example.org")
        own = make.comment(author=bela)
        tell_author(
            decide(
                own, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A name."
            ).pk
        )
        self.ended_by(mail.outbox[-1])
        bela.refresh_from_db()
        self.assertFalse(bela.mails_on_decisions)

    def test_of_a_decision_on_a_guests_words(self):
        sent = make.submission(email="guest@example.org", email_confirmed_at=make.timezone.now())
        own = make.comment(name="Guest", submission=sent)
        tell_author(
            decide(
                own, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A name."
            ).pk
        )
        self.ended_by(mail.outbox[-1])
        sent.refresh_from_db()
        self.assertEqual(sent.email, "")

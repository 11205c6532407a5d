"""Daily and weekly letters: when they are due, what stands in them, and that each comes once."""

from datetime import UTC, datetime

import time_machine
from django.core import mail
from django.test import TestCase, override_settings

from feedback import digests
from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.announcing import announce
from feedback.digests import WRITE, due_on, make_due_digests, write_digest
from feedback.models import Decision, Digest, Notice, Outbox
from tests import cast, make

from .test_notice_letters import UnsendableBackend

SITE = "https://strategy.example.org"
WEDNESDAY = datetime(2026, 3, 4, 5, 59, tzinfo=UTC)
THURSDAY = datetime(2026, 3, 5, 6, 1, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 6, 1, tzinfo=UTC)


def send_due(at):
    """A round of the relay, and a worker; how many letters went out."""
    make_due_digests(at=at)
    ids = Outbox.objects.filter(task=WRITE).values_list("row_id", flat=True)
    return sum(write_digest(pk) for pk in ids)


class WhenTheyAreDue(TestCase):
    def test_each_day_at_six_and_on_mondays_at_six_utc(self):
        days = {
            "2026-03-04T05:59": ("2026-03-03", "2026-03-02"),
            "2026-03-04T06:00": ("2026-03-04", "2026-03-02"),
            "2026-03-09T05:59": ("2026-03-08", "2026-03-02"),
            "2026-03-09T06:00": ("2026-03-09", "2026-03-09"),
            "2028-02-29T06:00": ("2028-02-29", "2028-02-28"),
            "2027-01-01T00:00": ("2026-12-31", "2026-12-28"),
        }
        for moment, wanted in days.items():
            at = datetime.fromisoformat(f"{moment}+00:00")
            found = (due_on("daily", at), due_on("weekly", at))
            self.assertEqual(tuple(map(str, found)), wanted, moment)


@override_settings(BASE_URL=SITE)
class ADigest(TestCase):
    def setUp(self):
        clock = time_machine.travel(WEDNESDAY, tick=False)
        self.clock = clock.start()
        self.addCleanup(clock.stop)
        self.bela = cast.with_address("bela@example.org")
        self.thing = make.recommendation()
        self.following = cast.follow(self.bela, self.thing, frequency="daily")

    def said(self, at=WEDNESDAY, **over):
        self.clock.move_to(at)
        comment = make.comment(**{"recommendation": self.thing, **over})
        announce(comment.pk)
        return comment

    def test_it_holds_who_said_what_and_where_by_recommendation(self):
        other = make.recommendation(title_en="Other thing")
        cast.follow(self.bela, other, frequency="daily")
        amal = cast.reader(name="Amal")
        said = [self.said(author=amal), self.said(recommendation=other), self.said(author=amal)]

        self.assertEqual(send_due(THURSDAY), 1)

        [letter] = mail.outbox
        self.assertEqual(letter.to, ["bela@example.org"])
        self.assertEqual(letter.subject, "Strategy Portal: 3 contributions")
        parts = letter.body.split("==========\n")
        self.assertEqual(len(parts), 3)
        self.assertIn("in the last day", parts[0])
        self.assertTrue(parts[1].startswith(f"{self.thing.code} {make.TITLE}\n{SITE}/en/iter"))
        for comment in (said[0], said[2]):
            self.assertIn(f"Amal ({comment.short_id}):\n{comment.body}\n", parts[1])
            self.assertIn(f"{SITE}/en/c/{comment.slug}/\n", parts[1])
        self.assertTrue(parts[2].startswith(f"{other.code} Other thing\n"))

    def test_it_comes_once_a_day_however_many_relays_there_are(self):
        self.said()
        self.assertEqual([send_due(THURSDAY), send_due(THURSDAY)], [1, 0])
        self.assertEqual(len(mail.outbox), 1)

    def test_what_comes_after_the_hour_is_in_the_next_one(self):
        self.said(), self.said(at=THURSDAY, body="Too late for today.")
        send_due(THURSDAY)
        self.assertNotIn("Too late", mail.outbox[0].body)
        self.assertEqual(send_due(THURSDAY.replace(day=6)), 1)
        self.assertIn("Too late", mail.outbox[1].body)
        self.assertEqual(len(mail.outbox), 2)

    def test_a_weekly_one_comes_on_monday_or_once_the_relay_is_back(self):
        self.following.frequency = "weekly"
        self.following.save()
        self.said()
        self.assertEqual(send_due(THURSDAY), 0)
        self.assertEqual(send_due(MONDAY.replace(day=11)), 1)
        self.assertIn("in the last week", mail.outbox[0].body)

    def test_there_is_none_with_nothing_in_it(self):
        self.assertEqual(send_due(THURSDAY), 0)
        self.assertFalse(Digest.objects.exists())
        gone = self.said()
        withdraw(gone)
        self.assertEqual(send_due(THURSDAY), 0)
        self.assertEqual(mail.outbox, [])

    def test_only_what_may_still_be_read_stands_in_it(self):
        hidden, kept = self.said(body="Hidden since."), self.said(body="Still there.")
        decide(hidden, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A name.")
        send_due(THURSDAY)
        self.assertIn(kept.body, mail.outbox[0].body)
        self.assertNotIn(hidden.body, mail.outbox[0].body)
        self.assertEqual(mail.outbox[0].subject, "Strategy Portal: 1 contribution")

    def test_private_words_leave_it_with_the_role(self):
        lea = cast.member(self.thing.draft_set.group, name="Lea", email="lea@example.org")
        cast.prove_address(lea)
        cast.follow(lea, self.thing, frequency="daily")
        self.said(visibility="group", chosen_visibility="group", body="In private.")
        lea.assignments.all().delete()
        self.assertEqual(send_due(THURSDAY), 0)

    def test_what_is_followed_no_more_is_left_out_and_what_is_wanted_later_waits(self):
        later = cast.follow(self.bela, "fr", frequency="daily")
        self.said(), self.said(recommendation=None, language="fr", body="Plus tard.")
        self.following.delete()
        later.frequency = "weekly"
        later.save()
        self.assertEqual(send_due(THURSDAY), 0)
        self.assertEqual(send_due(MONDAY), 1)
        self.assertIn("Plus tard.", mail.outbox[0].body)
        self.assertEqual(mail.outbox[0].body.count("/en/c/"), 1)

    def test_replies_to_ones_own_words_can_come_in_it(self):
        self.bela.replies_frequency = "daily"
        self.bela.save()
        own = make.comment(author=self.bela, recommendation=self.thing)
        self.said(parent=own, author=cast.reader(name="Amal"))
        send_due(THURSDAY)
        self.assertIn(f"Amal has replied to your contribution {own.short_id}:", mail.outbox[0].body)

    def test_long_ones_are_cut_and_say_how_many_more_there_are(self):
        long = "word " * 200
        for _ in range(digests.MOST + 2):
            self.said(body=long)
        send_due(THURSDAY)
        body = mail.outbox[0].body
        self.assertEqual(body.count("/en/c/"), digests.MOST)
        self.assertIn(f"And 2 more, in your notices:\n{SITE}/en/notices/", body)
        self.assertLess(len(body), digests.MOST * (digests.WORDS + 150))
        self.assertEqual(Notice.objects.filter(told_at=None).count(), 0)

    def test_it_is_in_the_readers_language(self):
        self.bela.language = "fr"
        self.bela.save()
        comment = self.said()
        send_due(THURSDAY)
        self.assertIn(f"{SITE}/fr/c/{comment.slug}/", mail.outbox[0].body)
        self.assertIn("/fr/letters/stop/", mail.outbox[0].extra_headers["List-Unsubscribe"])

    def test_one_that_could_not_be_sent_is_sent_at_the_next_try_with_the_same_words(self):
        comment = self.said()
        broken = f"{UnsendableBackend.__module__}.{UnsendableBackend.__name__}"
        with override_settings(EMAIL_BACKEND=broken), self.assertRaises(OSError):
            send_due(THURSDAY)
        self.assertEqual(send_due(THURSDAY), 1)
        self.assertIn(comment.slug, mail.outbox[0].body)
        self.assertEqual(send_due(THURSDAY.replace(day=6)), 0)

    def test_without_a_proven_address_none_comes(self):
        self.said()
        self.bela.emailaddress_set.update(verified=False)
        self.assertEqual(send_due(THURSDAY), 0)

    def test_a_round_asks_as_much_for_nine_people_as_for_one(self):
        self.said()
        with self.assertNumQueries(12):
            make_due_digests(at=THURSDAY)
        for _ in range(9):
            cast.follow(cast.reader(), self.thing, frequency="daily")
        self.said(at=THURSDAY)
        with self.assertNumQueries(12):
            make_due_digests(at=THURSDAY.replace(day=6))
        self.assertEqual(Digest.objects.count(), 11)

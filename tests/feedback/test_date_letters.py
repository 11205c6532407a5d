"""Letters about a moved date: to whom, in which language, once."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.languages import spoken
from feedback.date_letters import address_letters, tell_of_date
from feedback.models import DateLetter, Outbox, Submission, Visibility
from recommendations.actions import move_milestone, move_window
from recommendations.models import Milestone
from recommendations.models.iteration import Days, Window
from tests import cast, make
from tests.feedback.test_notices import UnsendableBackend

REASON = "The translations came late."


def with_address(email, **over):
    """An account whose address is confirmed."""
    person = make.person(email=email, **over)
    EmailAddress.objects.create(user=person, email=email, verified=True)
    return person


class Letters(TestCase):
    def setUp(self):
        until = (timezone.now() + timedelta(days=30)).replace(hour=12)
        self.iteration = make.iteration(
            title_en="First drafts", opens_at=until - timedelta(days=60), closes_at=until
        )
        self.draft_set = make.draft_set(iteration=self.iteration)

    def said(self, draft_set=None, **over):
        return make.comment(draft_set=draft_set or self.draft_set, **over)

    def said_by_guest(self, email, confirmed=True, **over):
        at = timezone.now() if confirmed else None
        send = make.submission(email=email, email_confirmed_at=at)
        return self.said(name="Amal", submission=send, **over)

    def move(self, thing=None, days=40):
        thing = thing or self.iteration
        thing.refresh_from_db()
        later = (timezone.now() + timedelta(days=days)).replace(hour=12)
        until = Window(thing.window.opens_at, later)
        with spoken("en"):
            return move_window(thing, until, seen=thing.window, by=None, reason=REASON)

    def letters(self, move):
        address_letters(move.pk)
        for pk in DateLetter.objects.order_by("pk").values_list("pk", flat=True):
            tell_of_date(pk)
        return sorted(letter.to[0] for letter in mail.outbox)


class WhoIsTold(Letters):
    def test_everyone_who_took_part_and_wants_to_hear_of_dates_once(self):
        ana = with_address("ana@example.org")
        self.said(author=ana)
        self.said(author=ana)
        self.said(author=with_address("waits@example.org"), visibility=Visibility.WAITING)
        self.said(author=with_address("quiet@example.org", mails_on_dates=False))
        self.said(author=with_address("gone@example.org", is_active=False))
        self.said(author=make.person(email="unconfirmed@example.org"))
        self.said(author=with_address("withdrew@example.org"), visibility=Visibility.WITHDRAWN)
        self.said(author=with_address("elsewhere@example.org"), draft_set=make.draft_set())
        with_address("silent@example.org")
        self.assertEqual(self.letters(self.move()), ["ana@example.org", "waits@example.org"])

    def test_guests_who_confirmed_an_address_once_each(self):
        self.said_by_guest("guest@example.org")
        self.said_by_guest("Guest@example.org")
        self.said_by_guest("new@example.org", confirmed=False)
        self.said_by_guest("ana@example.org")
        self.said(author=with_address("Ana@example.org"))
        told = self.letters(self.move())
        self.assertEqual([each.lower() for each in told], ["ana@example.org", "guest@example.org"])

    def test_a_group_with_dates_of_its_own_is_told_of_these_alone(self):
        other = make.draft_set(iteration=self.iteration)
        self.said(author=with_address("first@example.org"))
        self.said(author=with_address("other@example.org"), draft_set=other)
        self.assertEqual(self.letters(self.move(other)), ["other@example.org"])
        mail.outbox.clear()
        self.assertEqual(self.letters(self.move()), ["first@example.org"])

    def test_whoever_changed_their_mind_in_between_gets_none(self):
        ana = with_address("ana@example.org")
        self.said(author=ana)
        address_letters(self.move().pk)
        ana.mails_on_dates = False
        ana.save()
        self.assertFalse(tell_of_date(DateLetter.objects.get().pk))

    def test_a_milestone_has_nobody_to_tell(self):
        planned = Milestone.objects.create(key="final", start="2019-11", status="planned")
        Outbox.objects.all().delete()
        move_milestone(planned, Days("2020-03"), seen=Days("2019-11"), by=None, reason=REASON)
        self.assertEqual(Outbox.objects.count(), 0)


class OneLetterEach(Letters):
    def test_the_deed_writes_one_row_and_its_task_one_for_each_letter(self):
        for name in ("ana", "bea"):
            self.said(author=with_address(f"{name}@example.org"))
        move = self.move()
        self.assertEqual(
            list(Outbox.objects.values_list("task", "row_id")),
            [("feedback.address_date_letters", move.pk)],
        )
        self.assertEqual([address_letters(move.pk), address_letters(move.pk)], [2, 0])
        queued = Outbox.objects.filter(task="feedback.tell_of_date").values_list(
            "row_id", flat=True
        )
        self.assertEqual(set(queued), set(DateLetter.objects.values_list("pk", flat=True)))

    def test_a_task_that_runs_twice_writes_once(self):
        self.said(author=with_address("ana@example.org"))
        address_letters(self.move().pk)
        letter = DateLetter.objects.get()
        self.assertEqual([tell_of_date(letter.pk), tell_of_date(letter.pk)], [True, False])
        self.assertEqual(len(mail.outbox), 1)

    def test_what_could_not_be_sent_is_sent_at_the_next_try(self):
        self.said(author=with_address("ana@example.org"))
        address_letters(self.move().pk)
        letter = DateLetter.objects.get()
        broken = f"{UnsendableBackend.__module__}.{UnsendableBackend.__name__}"
        with override_settings(EMAIL_BACKEND=broken), self.assertRaises(OSError):
            tell_of_date(letter.pk)
        self.assertTrue(tell_of_date(letter.pk))

    def test_two_moves_are_two_letters(self):
        self.said(author=with_address("ana@example.org"))
        self.letters(self.move())
        self.letters(self.move(days=50))
        self.assertEqual(len(mail.outbox), 2)


class WhatItSays(Letters):
    def test_the_old_date_the_new_one_the_reason_and_the_address_in_the_readers_language(self):
        self.said(author=with_address("ana@example.org", language="de"))
        move = self.move()
        self.letters(move)
        letter = mail.outbox[0]
        self.assertEqual(letter.extra_headers["Content-Language"], "de")
        for moment in (move.old_closing, move.new_closing):
            self.assertIn(f"{moment.day}. ", letter.body)
            self.assertIn(moment.strftime("%H:%M UTC"), letter.body)
        for words in (REASON, f"/de/iterations/{self.iteration.number}/", "/de/settings/notices/"):
            self.assertIn(words, letter.body)
        self.assertIn("First drafts", letter.subject)

    def test_a_guest_reads_it_in_the_language_of_their_words_and_can_stop_it(self):
        self.said_by_guest("guest@example.org", language="fr")
        self.letters(self.move())
        letter = mail.outbox[0]
        self.assertEqual(letter.extra_headers["Content-Language"], "fr")
        link = next(line for line in letter.body.splitlines() if line.endswith("/stop/"))
        path = "/fr/" + link.partition("/fr/")[2]

        self.assertContains(self.client.get(path), "guest@example.org")
        self.assertTrue(Submission.objects.filter(email="guest@example.org").exists())
        self.client.post(path)
        self.assertFalse(Submission.objects.filter(email="guest@example.org").exists())
        mail.outbox.clear()
        self.assertEqual(self.letters(self.move(days=50)), [])

    def test_a_link_that_nobody_was_sent_stops_nothing(self):
        self.assertEqual(self.client.get("/en/receipt/mail/none/stop/").status_code, 404)
        self.assertEqual(self.client.post("/en/receipt/mail/none/stop/").status_code, 404)

    def test_nobody_is_named(self):
        self.said(author=with_address("ana@example.org"))
        window = Window(self.iteration.opens_at, timezone.now() + timedelta(days=40))
        self.iteration.refresh_from_db()
        move = move_window(
            self.iteration, window, seen=self.iteration.window, reason=REASON,
            by=cast.organiser(name="Olga Organises"),
        )  # fmt: skip
        self.letters(move)
        self.assertNotIn("Olga", mail.outbox[0].body)

"""Errands are brought to their end: what was lost on the way waits again, what is done does not."""

from datetime import timedelta

import time_machine
from django.core import mail
from django.test import TestCase
from django.utils import timezone

from feedback import relay, tasks
from feedback.announcing import ANNOUNCE, TELL
from feedback.models import Digest, Notice, Outbox
from feedback.models.outbox import GIVEN_UP_AFTER, SILENCE
from tests import cast, make

from .test_relay import queue


class Errands(TestCase):
    def setUp(self):
        self.broker = queue("memory://")
        self.comment = make.comment()
        cast.follow(cast.with_address("bela@example.org"), "en")

    def publish(self):
        """What the relay hands on, by name; nobody takes it up."""
        names = list(Outbox.objects.waiting().values_list("task", flat=True))
        relay.publish_waiting(self.broker)
        return names

    def later(self, by=SILENCE + timedelta(minutes=1)):
        """A round of the relay some time later."""
        with time_machine.travel(timezone.now() + by):
            relay.make_round()
            return self.publish()

    def test_one_that_a_dead_worker_had_taken_goes_out_again(self):
        Outbox.objects.write(ANNOUNCE, self.comment.pk)
        self.assertEqual(self.publish(), [ANNOUNCE])
        self.assertEqual(self.later(SILENCE / 2), [])
        self.assertEqual(self.later(), [ANNOUNCE])

    def test_one_that_is_done_does_not(self):
        Outbox.objects.write(ANNOUNCE, self.comment.pk)
        self.publish()
        tasks.announce(self.comment.pk)
        self.assertEqual(self.publish(), [TELL])
        tasks.tell_of_notice(Notice.objects.get().pk)
        self.assertEqual(len(mail.outbox), 1)
        self.assertEqual(self.later(), [])

    def test_one_that_runs_twice_tells_once(self):
        for _ in range(2):
            tasks.announce(self.comment.pk)
            tasks.tell_of_notice(Notice.objects.get().pk)
        self.assertEqual((Notice.objects.count(), len(mail.outbox)), (1, 1))

    def test_one_that_never_comes_to_its_end_is_given_up(self):
        Outbox.objects.write(ANNOUNCE, self.comment.pk)
        self.publish()
        self.assertEqual(self.later(GIVEN_UP_AFTER + timedelta(minutes=1)), [])

    def test_other_tasks_look_after_themselves(self):
        Outbox.objects.write("feedback.write_export", 1)
        self.publish()
        self.assertEqual(self.later(), [])


class WhatIsOld(TestCase):
    def test_notices_and_notes_of_letters_are_cleared_after_half_a_year(self):
        comment, bela = make.comment(), cast.reader()
        now = timezone.now()
        for days in (179, 181):
            at = now - timedelta(days=days)
            Notice.objects.create(
                person=make.person(), comment=comment, kind="reply", frequency="portal", made_at=at
            )
            Digest.objects.create(person=bela, frequency="daily", due_on=at.date(), told_at=at)
        relay.make_round()
        self.assertEqual((Notice.objects.count(), Digest.objects.count()), (1, 1))
        self.assertGreater(Notice.objects.get().made_at, now - timedelta(days=180))

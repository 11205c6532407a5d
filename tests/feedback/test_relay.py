import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from celery import Celery
from django.conf import settings
from django.db import OperationalError, connection
from django.test import SimpleTestCase, TestCase, TransactionTestCase
from django.utils import timezone

from feedback.actions.export import TASK
from feedback.announcing import ANNOUNCE
from feedback.models import Outbox
from feedback.relay import (
    ALL_ARE_BACK,
    LONGEST_PAUSE,
    NEAR_OUTAGE,
    POLL,
    Relay,
    publish_waiting,
)
from feedback.tasks import write_export

NOBODY_LISTENS = "amqp://guest:guest@127.0.0.1:9//"


def queue(broker):
    """A queue apart from the site's own: CELERY_BROKER_URL would win over a plain address."""
    app = Celery("test", set_as_current=False, fixups=[])
    app.conf.update(broker_read_url=broker, broker_write_url=broker)
    return app


def messages(app):
    """What lies in the queue, oldest first."""
    found = []
    with app.connection_for_read() as connected, connected.SimpleQueue("celery") as lying:
        while lying.qsize():
            message = lying.get(block=False)
            message.ack()
            found.append((message.headers["task"], message.payload[0]))
    return found


class PublishingWhatWaits(TestCase):
    def setUp(self):
        self.queue = queue("memory://")
        messages(self.queue)

    def test_tasks_are_queued_by_name_in_order_once(self):
        Outbox.objects.write("feedback.write_export", 7)
        Outbox.objects.write("feedback.tell_author", 3)
        self.assertTrue(publish_waiting(self.queue))
        self.assertTrue(publish_waiting(self.queue))
        self.assertEqual(
            messages(self.queue), [("feedback.write_export", [7]), ("feedback.tell_author", [3])]
        )
        self.assertFalse(Outbox.objects.waiting().exists())

    def test_with_a_dead_broker_they_wait_and_go_out_later(self):
        rows = [Outbox.objects.write("feedback.write_export", number) for number in (1, 2)]
        begun = time.monotonic()
        self.assertFalse(publish_waiting(queue(NOBODY_LISTENS)))
        self.assertLess(time.monotonic() - begun, 5)
        self.assertEqual(list(Outbox.objects.waiting()), rows)
        self.assertTrue(publish_waiting(self.queue))
        self.assertEqual([row_id for _, (row_id,) in messages(self.queue)], [1, 2])

    def test_without_rows_the_broker_is_not_asked(self):
        self.assertTrue(publish_waiting(queue(NOBODY_LISTENS)))

    def test_what_deeds_write_down_is_the_name_of_a_task(self):
        self.assertEqual(write_export.name, TASK)


class NearAnOutage(TestCase):
    """A task that was under way may have got lost, whatever the broker said of it."""

    def setUp(self):
        self.relay = Relay(queue("memory://"))
        messages(self.relay.queue)

    def publish(self, task=ANNOUNCE, number=1, *, ago=timedelta(0)):
        row = Outbox.objects.write(task, number)
        Outbox.objects.filter(pk=row.pk).update(published_at=timezone.now() - ago)

    def fail(self):
        """The broker is away when the next task is to be handed on."""
        there, self.relay.queue = self.relay.queue, queue(NOBODY_LISTENS)
        Outbox.objects.write(ANNOUNCE, 9)
        self.relay.turn()
        self.relay.queue = there

    def handed_on(self):
        self.relay.turn()
        return sorted(number for _, (number,) in messages(self.relay.queue))

    def test_what_was_handed_on_shortly_before_goes_out_again(self):
        self.publish(number=1)
        self.publish(number=2, ago=2 * NEAR_OUTAGE)
        self.publish("feedback.write_export", number=3)
        self.fail()
        self.assertEqual(self.handed_on(), [1, 9])

    def test_what_was_handed_on_at_its_return_goes_out_again_once_when_workers_are_back(self):
        self.fail()
        self.assertEqual(self.handed_on(), [9])
        self.assertEqual(self.handed_on(), [])
        self.relay.look_again_at -= ALL_ARE_BACK
        self.relay.turn()
        self.assertEqual(self.handed_on(), [9])
        self.assertEqual((self.relay.away_since, self.relay.look_again_at), (None, None))

    def test_what_is_done_does_not(self):
        self.publish(number=1)
        Outbox.objects.done(ANNOUNCE, 1)
        self.fail()
        self.assertEqual(self.handed_on(), [9])


class TheLoop(TransactionTestCase):
    def turns(self, relay, number):
        """The pauses after each of some turns."""
        pauses = []

        def rest():
            pauses.append(relay.pause)
            if len(pauses) == number:
                relay.stop()

        with mock.patch.object(relay, "rest", rest):
            relay.run()
        return pauses

    def test_it_looks_four_times_a_second(self):
        self.assertEqual(self.turns(Relay(queue("memory://")), 3), [POLL] * 3)

    def test_without_a_broker_it_waits_longer_and_longer_up_to_five_seconds(self):
        Outbox.objects.write("feedback.write_export", 1)
        pauses = self.turns(Relay(queue(NOBODY_LISTENS)), 7)
        self.assertEqual(pauses, [0.5, 1, 2, 4, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE])

    def test_it_survives_a_database_that_is_away(self):
        def away(*_):
            raise OperationalError("the database is away")

        relay = Relay(queue("memory://"))
        with connection.execute_wrapper(away):
            self.assertEqual(self.turns(relay, 2), [0.5, 1])
        relay.is_asked_to_stop = False
        self.assertEqual(self.turns(relay, 1), [POLL])

    def test_it_makes_a_round_at_its_start_and_then_once_a_minute(self):
        relay = Relay(queue("memory://"))
        self.turns(relay, 1)
        self.assertAlmostEqual(relay.next_round - time.monotonic(), 60, delta=5)
        with self.assertNumQueries(1):  # the outbox, and no round
            relay.turn()


@pytest.mark.slow
class TheCommand(SimpleTestCase):
    def test_it_ends_cleanly_when_told_to(self):
        environment = {name: os.environ[name] for name in os.environ if name != "DATABASE_URL"}
        for name in (signal.SIGTERM, signal.SIGINT):
            with tempfile.TemporaryDirectory() as folder:
                process = subprocess.Popen(
                    [sys.executable, "manage.py", "relay"],
                    cwd=settings.BASE_DIR,
                    env={**environment, "DATA_DIR": folder},
                    stderr=subprocess.PIPE,
                    text=True,
                )
                self.wait_until_it_works(process, Path(folder))
                begun = time.monotonic()
                process.send_signal(name)
                _, complaints = process.communicate(timeout=10)
                self.assertEqual(process.returncode, 0, complaints)
                self.assertLess(time.monotonic() - begun, 3)
                self.assertNotIn("Traceback", complaints)

    def wait_until_it_works(self, process, folder):
        """It has opened the database, which has no tables yet: it complains and goes on."""
        line = process.stderr.readline()
        self.assertIn("The relay could not do its work and tries again", line)
        self.assertIsNone(process.poll())

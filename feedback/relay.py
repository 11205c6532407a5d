"""Hands what the outbox holds to the queue, and looks after what has stalled.

Deeds write to the outbox in their own transaction; only the relay speaks to the broker. So no
request waits for a dead broker, and nothing is announced that was rolled back. A row is marked
after it was published: it may be published twice, never not at all, and tasks can bear that.
"""

import logging
import time
from datetime import datetime, timedelta

from celery import Celery
from django.db import Error, close_old_connections
from django.utils import timezone
from kombu.exceptions import ChannelError, KombuError

from .actions.export import queue_stalled_again, remove_old_files
from .actions.monthly_reports import finish_due
from .actions.outlive import remove_private_words
from .digests import make_due_digests
from .models import Digest, Message, Notice, Outbox, PendingImport
from .tasks import ERRANDS

POLL = 0.25  # seconds between two looks into the outbox
LONGEST_PAUSE = 5  # seconds without a broker before it is tried again
ROUND = 60  # seconds between two rounds through what has stalled or grown old
BATCH = 100
NEAR_OUTAGE = timedelta(seconds=60)  # how long before the first failure it may have begun
# Seconds after the broker's return by which every worker is back: each tries twice a minute.
ALL_ARE_BACK = 40
# Publishing tries once more at once, on a new connection: the old one may have been cut.
RETRY = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
CONFIRMED_WITHIN = 2  # seconds in which RabbitMQ has to say that it has taken a task

logger = logging.getLogger(__name__)


def publish_waiting(queue: Celery) -> bool:
    """Publish the rows that wait, oldest first; False when the broker could not be reached."""
    for row in Outbox.objects.waiting()[:BATCH]:
        try:
            queue.send_task(
                row.task,
                args=[row.row_id],
                retry=True,
                retry_policy=RETRY,
                confirm_timeout=CONFIRMED_WITHIN,
            )
        except (KombuError, ChannelError, OSError) as error:
            logger.warning("The broker cannot be reached, tasks wait: %s", error)
            return False
        Outbox.objects.filter(pk=row.pk).update(published_at=timezone.now())
    return True


def make_round() -> None:
    """Queue stalled jobs again, and clear away what is old."""
    now = timezone.now()
    if stalled := queue_stalled_again(at=now):
        logger.warning("Exports queued again: %d", stalled)
    if lost := Outbox.objects.put_back(ERRANDS, at=now):
        logger.warning("Tasks that were lost wait again: %d", lost)
    make_due_digests(at=now)
    remove_old_files(at=now)
    if finished := finish_due(at=now):
        logger.info("Monthly reports that became final: %d", finished)
    Outbox.objects.outlived(now).delete()
    Message.objects.outlived(now).delete()
    PendingImport.objects.outlived(now).delete()
    if removed := remove_private_words(at=now):
        logger.warning("Private contributions whose words were removed: %d", removed)
    Notice.objects.outlived(now).delete()
    Digest.objects.outlived(now).delete()


class Relay:
    """The loop: publish, now and then make a round, and wait longer while something is down."""

    def __init__(self, queue: Celery):
        self.queue = queue
        self.is_asked_to_stop = False
        self.pause = POLL
        self.next_round = 0.0
        self.away_since: datetime | None = None
        self.look_again_at: float | None = None

    def stop(self, *_signal) -> None:
        self.is_asked_to_stop = True

    def run(self) -> None:
        """Until someone stops us. A missing broker or database is waited for."""
        while not self.is_asked_to_stop:
            self.pause = POLL if self.turn() else min(2 * self.pause, LONGEST_PAUSE)
            self.rest()

    def turn(self) -> bool:
        """One turn of the loop; True when all went well."""
        try:
            if time.monotonic() >= self.next_round:
                make_round()
                self.next_round = time.monotonic() + ROUND
            is_there = publish_waiting(self.queue)
            self.note_outage(is_there)
            return is_there
        except (Error, OSError) as error:
            logger.warning("The relay could not do its work and tries again: %s", error)
            close_old_connections()
            return False

    def note_outage(self, is_there: bool) -> None:
        """Near an outage, hand on again what was lost on its way to a worker, or in its hands.

        Such a task may run twice, which it can bear. One that is lost at another time waits for
        ten minutes (``put_back``): most of those are only slow.
        """
        if is_there and self.away_since is None:
            return
        if not is_there:
            self.look_again_at = None
            if self.away_since is None:
                self.away_since = timezone.now() - NEAR_OUTAGE
                self.hand_on_again()
        elif self.look_again_at is None:
            self.look_again_at = time.monotonic() + ALL_ARE_BACK
        elif time.monotonic() >= self.look_again_at:
            self.hand_on_again()
            self.away_since = self.look_again_at = None

    def hand_on_again(self) -> None:
        since = self.away_since or timezone.now() - NEAR_OUTAGE
        if again := Outbox.objects.hand_on_again(ERRANDS, since=since):
            logger.warning("Tasks on their way near an outage of the broker wait again: %d", again)

    def rest(self) -> None:
        """Wait in small steps: a signal must not wait for the end of a long one."""
        until = time.monotonic() + self.pause
        while not self.is_asked_to_stop and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, POLL))

"""D3: while the broker is away people post as ever, and soon after its return all letters are out.

Somebody posts twice a second at a portal whose line to the broker is cut, first so that it is
refused and then so that it is silent; and, in turns, at another portal whose broker is well: that
is what is normal at this moment on this machine. OUTAGE in the environment says for how many
seconds the line is cut each time.
"""

import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.check.broker import broker, by_way_of, end_of, remove_queue
from tests.check.cable import Cable, State
from tests.check.posting import READERS, Portal, Post, portal, talk
from tests.check.row import Defect, Row

DEFECT = Defect(
    "feedback/actions/participate.py",
    "Outbox.objects.write(ANNOUNCE, comment.pk)",
    "celery.current_app.send_task(ANNOUNCE, args=[comment.pk])",
    "celery",
)
FULL, LEAST = 60, 10
RATE = 2  # posts a second at each portal
MOST = 120  # in each outage, however long it is
WARMING_UP = 10
AFTERWARDS = 10
PATIENCE = 120  # seconds after the return until which letters are waited for
WINDOWS = 6  # of each outage: what happens in one of them does not decide
P95_GOAL, DELAY_GOAL = 1.2, 60


@dataclass(frozen=True)
class Outage:
    began_at: float
    returned_at: float


def measure() -> Row:
    seconds = max(LEAST, int(os.environ.get("OUTAGE") or FULL))
    with ExitStack() as stack:
        address = stack.enter_context(broker())
        cable = stack.enter_context(Cable(*end_of(address)))
        ours = stack.enter_context(own_portal(by_way_of(address, cable.port), address))
        other = stack.enter_context(own_portal(address, address))
        talk([ours, other], WARMING_UP * RATE, WARMING_UP)
        outages = [cut(cable, how, seconds, ours, other) for how in (State.REFUSED, State.SILENT)]
        return judge(outages, ours, other)


@contextmanager
def own_portal(way: str, address: str):
    """A portal with a folder and a queue of its own, which are removed again."""
    queue = f"check-{secrets.token_hex(6)}"
    with tempfile.TemporaryDirectory(prefix="portal-check-") as folder:
        try:
            with portal(Path(folder), way, queue) as served:
                yield served
        finally:
            remove_queue(address, queue)


def cut(cable: Cable, how: State, seconds: int, ours: Portal, other: Portal) -> Outage:
    """Cut the line, post all the time, mend it, and wait until the letters are out."""
    began_at = time.time()
    cable.be(how)
    talk([ours, other], min(RATE * seconds, MOST), seconds)
    cable.be(State.WHOLE)
    returned_at = time.time()
    talk([ours, other], AFTERWARDS * RATE, AFTERWARDS)
    while missing_letters(ours) and time.time() < returned_at + PATIENCE:
        time.sleep(1)
    return Outage(began_at, returned_at)


def acknowledged(portal: Portal) -> list[Post]:
    return [post for post in portal.posts if post.is_acknowledged]


def missing_letters(portal: Portal) -> int:
    told = portal.letters()
    return sum((post.number, who) not in told for post in acknowledged(portal) for who in READERS)


def judge(outages: list[Outage], ours: Portal, other: Portal) -> Row:
    posted, stored, told = acknowledged(ours), ours.times_stored(), ours.letters()
    failed = len(ours.posts) - len(posted)
    missing = sum(not stored[post.number] for post in posted) + missing_letters(ours)
    doubled = sum(times - 1 for times in stored.values()) + sum(len(at) - 1 for at in told.values())
    delays = [delays_after(outage, posted, told) or [0.0] for outage in outages]
    delay = max(letters[-1] for letters in delays)
    slower = statistics.median(
        ratio for outage in outages for ratio in slowness(outage, ours.posts, other.posts)
    )
    away = [post for post in ours.posts if any(is_during(outage, post) for outage in outages)]
    figures = (
        f"posts {len(ours.posts)} failed {failed} p95 {1000 * p95(away):.0f} ms "
        f"({slower:.2f} of normal) notified {len(told)} missing {missing} doubled {doubled} "
        f"delay-after-return {delay:.0f} s"
    )
    goal = f"failed 0 p95 {P95_GOAL} of normal missing 0 doubled 0 delay {DELAY_GOAL} s"
    if delay > DELAY_GOAL:
        spans = [f"from {letters[0]:.0f} s to {letters[-1]:.0f} s" for letters in delays]
        print("  letters after each return", ", ".join(spans), file=sys.stderr)  # noqa: T201
    holds = not failed and not missing and not doubled
    return Row("D3", figures, goal, holds and slower <= P95_GOAL and delay <= DELAY_GOAL)


def is_during(outage: Outage, post: Post) -> bool:
    return outage.began_at <= post.sent_at < outage.returned_at


def p95(posts: list[Post]) -> float:
    return statistics.quantiles((post.seconds for post in posts), n=20)[-1]


def slowness(outage: Outage, ours: list[Post], others: list[Post]) -> Iterator[float]:
    """How many times slower than the other portal's posts ours are, in each part of an outage.

    The posts of a number were due one right after the other, whenever they were answered.
    """
    numbers = sorted(post.number for post in ours if is_during(outage, post))
    length = len(numbers) // WINDOWS
    for window in range(WINDOWS):
        part = set(numbers[window * length :][:length])
        here, there = ([post for post in posts if post.number in part] for posts in (ours, others))
        yield p95(here) / p95(there)


def delays_after(outage: Outage, posted: list[Post], told: dict) -> list[float]:
    """Seconds after its end at which letters were written of what had been posted before that."""
    return sorted(
        at - outage.returned_at
        for post in posted
        if post.sent_at < outage.returned_at
        for who in READERS
        for at in told.get((post.number, who), [outage.returned_at + PATIENCE])
        if at > outage.returned_at
    )

"""Places that no page leads to: letters, files, the index, the cache, the log, the broker."""

import gzip
import logging
import pickle
from contextlib import contextmanager
from datetime import timedelta

from celery import Celery
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from feedback.actions.export import request_export
from feedback.announcing import ANNOUNCE
from feedback.digests import make_due_digests
from feedback.exports.job import path_of, write_file
from feedback.models import Appeal, Comment, Decision, Export, IndexedText, Message, Outbox
from feedback.relay import publish_waiting
from recommendations.models import DraftSet
from strategy_portal.celery import app
from tests.check.passage import Passage
from tests.house.baits.sends import ADDRESS

NOBODY = ""
# Tasks that tell somebody of a row, for all of them, whatever became of them.
TO_BE_TOLD = {
    ANNOUNCE: Comment,
    "feedback.tell_author": Decision,
    "feedback.tell_of_message": Message,
    "feedback.tell_of_appeal": Appeal,
}


def browser_of(person) -> Client:
    """A browser in which a person is signed in; all come from the address of the guest's send."""
    browser = Client(REMOTE_ADDR=ADDRESS)
    if person:
        browser.force_login(person)
    return browser


# -- what the background does -----------------------------------------------------------------


def handed_to_the_broker():
    """All that there is to tell, asked for once more, as the relay hands it on."""
    for task, rows in TO_BE_TOLD.items():
        Outbox.objects.write_each(task, list(rows.objects.values_list("pk", flat=True)))
    queue = Celery("check", set_as_current=False, fixups=[])
    queue.conf.update(broker_read_url="memory://", broker_write_url="memory://")
    while Outbox.objects.waiting().exists():
        assert publish_waiting(queue)
    with queue.connection_for_read() as connected, connected.SimpleQueue("celery") as lying:
        while lying.qsize():
            message = lying.get(block=False)
            message.ack()
            yield Passage(NOBODY, "broker", "", f"{message.payload} {message.headers}")


def letters(people):
    """Every task is run, then the digests of the week to come; who gets a letter reads it."""
    done = _run_after(0)
    make_due_digests(at=timezone.now() + timedelta(days=8))
    _run_after(done)
    whose = {person.email: who for who, person in people.items() if person}
    for letter in mail.outbox:
        shown = (letter.subject, letter.body, letter.to, letter.reply_to, letter.extra_headers)
        for address in letter.recipients():
            yield Passage(whose.get(address, NOBODY), "letters", letter.subject, repr(shown))


def _run_after(done: int) -> int:
    """Tasks asked for since, and what they ask for themselves; the last of them."""
    while rows := list(Outbox.objects.filter(pk__gt=done).order_by("pk")):
        for row in rows:
            app.tasks[row.task].apply(args=[row.row_id], throw=True)
        done = rows[-1].pk
    return done


def exports(people):
    """Everybody asks for every file in every form; who may not have it gets none."""
    for who, person in people.items():
        for draft_set in DraftSet.objects.published() if person else ():
            for form in Export.Format:
                export = request_export(
                    draft_set, by=person, format=form, language="en", base_url="http://testserver"
                )
                if write_file(export):
                    export.refresh_from_db()
                    text = path_of(export).read_text(encoding="utf-8")
                    yield Passage(who, "export files", path_of(export).name, text)


def addresses_of_exports():
    """Everybody knocks at everybody's files."""
    for pk in Export.objects.filter(state=Export.State.READY).values_list("pk", flat=True):
        yield from (f"/en/exports/{pk}/", f"/en/exports/{pk}/file/")


def index(people):
    """What the search may look through for somebody."""
    for who, person in people.items():
        for row in IndexedText.objects.visible_to(person or AnonymousUser()):
            yield Passage(who, "search index", str(row), f"{row.title} {row.text} {row.tokens}")


def broken_pages(bait):
    """What somebody reads where something broke, and what they had typed."""
    with override_settings(ROOT_URLCONF="tests.check.broken"):
        browser = browser_of(None)
        browser.raise_request_exception = False
        typed = {"body": " ".join(bait.tokens.values())}
        for answer in (browser.get("/en/broken/"), browser.post("/en/broken/", typed)):
            assert answer.status_code == 500
            yield Passage(NOBODY, "broken pages", "/en/broken/", answer.content.decode())


# -- what stays behind ------------------------------------------------------------------------


def make_room_in_the_cache():
    """Nothing must be thrown out before it was looked at."""
    cache._max_entries = 1_000_000


def cached():
    """Each value that is kept: pages as they were sent, plain and packed."""
    for key, value in cache._cache.items():
        yield Passage(NOBODY, "cache", key, f"{key} {_unpacked(pickle.loads(value))}")  # noqa: S301


def _unpacked(value) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(_unpacked, value))
    if isinstance(value, bytes):
        plain = gzip.decompress(value) if value.startswith(b"\x1f\x8b") else value
        return plain.decode(errors="replace")
    return str(value)


class _Lines(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record):
        self.lines.append(self.format(record))


@contextmanager
def log():
    """All that is written down meanwhile, instead of to the console; read it afterwards."""
    root, kept = logging.getLogger(), _Lines()
    before = root.handlers, root.level
    root.handlers, root.level = [kept], logging.DEBUG
    try:
        yield lambda: [Passage(NOBODY, "log", "", line) for line in kept.lines]
    finally:
        root.handlers, root.level = before

"""How long a page of the desk's queue takes when 50,000 contributions wait.

``TEST_DATABASE=postgres python -m benchmarks.desk_queue`` measures PostgreSQL, else SQLite.
The data are generated, in a database that is made for this and removed at the end.
"""

import os
import statistics
import sys
import time
import uuid

from tests import environment  # noqa: F401 - makes the folder and names the database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strategy_portal.settings")

import django

django.setup()

from datetime import timedelta  # noqa: E402

from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.db.models.functions import Mod  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.languages import ALL  # noqa: E402
from feedback.models import Comment, Flag  # noqa: E402
from tests import cast, make  # noqa: E402

ITEMS, FLAGS_ON_ONE, GOAL = 50_000, 1_000, 300
CHUNK, ROUNDS = 5_000, 5
# The queue of a new liaison, what links lead to, each order, and the last page.
PAGES = (
    "queue/", "queue/?show=waiting", "queue/?show=flagged&order=flags", "queue/?order=flags",
    "queue/?order=newest", "queue/?reach=left", "queue/?reach=mine&language=ar", "queue/?waits=7",
    "queue/?group=group-3", "queue/?show=hidden", "queue/?page=40",
)  # fmt: skip
START = ("", "questions/")


def generate() -> None:
    """Contributions in all languages of the portal, held back or flagged; as many hidden."""
    sets = [make.draft_set(iteration=make.iteration()) for _ in range(3)]
    targets = [make.recommendation(draft_set=sets[number % 3]) for number in range(60)]
    sample, now = make.comment(recommendation=targets[0]), timezone.now()
    for first in range(0, 2 * ITEMS, CHUNK):
        Comment.objects.bulk_create(
            _item(number, targets[number % len(targets)], sample, now)
            for number in range(first, first + CHUNK)
        )
    # Every fourth is a reply to the one before it.
    replies = Comment.objects.annotate(rest=Mod("pk", 4)).filter(rest=0, pk__gt=sample.pk + 1)
    replies.update(parent_id=F("pk") - 1, thread_id=F("pk") - 1, depth=1)
    flagged = Comment.objects.filter(open_flags=1).values_list("pk", flat=True)
    _flag(flagged, now)
    one = Comment.objects.filter(open_flags=1).latest("pk")
    _flag([one.pk] * (FLAGS_ON_ONE - 1), now)
    Comment.objects.filter(pk=one.pk).update(open_flags=FLAGS_ON_ONE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _item(number: int, target, sample: Comment, now) -> Comment:
    """Two of three are held back, the third is flagged; the second half of all is hidden."""
    at = now - timedelta(minutes=number)
    is_hidden, is_flagged = number >= ITEMS, number % 3 == 0 and number < ITEMS
    visibility = "hidden" if is_hidden else "public" if is_flagged else "waiting"
    body = "Is there a plan for this?" if number % 5 else "A thought on this, from us here."
    return Comment(
        slug=f"{target.code}-{number + 10}", number=number + 10, submission=sample.submission,
        draft_set=target.draft_set, recommendation=target, path=f"{number + 10:06}",
        name="Guest", body=body, html=f"<p>{body * 10}</p>",
        language=ALL[number % len(ALL)].code, read_language="en",
        read_revision=sample.read_revision, visibility=visibility,
        said_at=at, stored_at=at, waits_since=None if is_hidden else at, open_flags=int(is_flagged),
    )  # fmt: skip


def _flag(pks, now) -> None:
    Flag.objects.bulk_create(
        (
            Flag(key=uuid.uuid4(), comment_id=pk, comment_version=1, reason="spam",
                 note="Look at this, please.", language="en", made_at=now)
            for pk in pks
        ),
        batch_size=CHUNK,
    )  # fmt: skip


def measure(client: Client, page: str) -> float:
    """The median of some requests, in milliseconds, after one that warms up."""
    taken = []
    for _ in range(ROUNDS + 1):
        begin = time.perf_counter()
        response = client.get(f"/en/desk/{page}")
        taken.append((time.perf_counter() - begin) * 1000)
        if response.status_code != 200:
            sys.exit(f"{page} answered {response.status_code}.")
    return statistics.median(taken[1:])


def main() -> None:
    setup_test_environment()
    connection.settings_dict["TEST"]["NAME"] = _name()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        generate()
        worst = 0.0
        people = {"liaison": cast.liaison("ar", "fr"), "organiser": cast.organiser()}
        cast.liaison("es", "de")
        for who, person in people.items():
            client = cast.client_of(person)
            for page in (*PAGES, *START):
                taken = measure(client, page)
                print(f"{connection.vendor} {who} /desk/{page} {taken:.0f} ms", file=sys.stderr)
                worst = max(worst, taken) if page in PAGES else worst
        holds = worst <= GOAL
        verdict = "holds" if holds else "falls short"
        print(
            f"E10 items {ITEMS} flags-on-one {FLAGS_ON_ONE} ms {worst:.0f} goal {GOAL} ms {verdict}"
        )
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    sys.exit(0 if holds else 1)


def _name() -> str:
    """A database of its own, beside those of tests that run at the same time."""
    if connection.vendor == "sqlite":
        return str(connection.settings_dict["NAME"]) + ".desk"
    return f"desk_queue_{os.getpid()}"


if __name__ == "__main__":
    main()

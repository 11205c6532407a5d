"""How long the publish check and publishing take when a group got 50,000 contributions.

``TEST_DATABASE=postgres python -m benchmarks.publish_check`` measures PostgreSQL, else SQLite.
The data are generated, in a database that is made for this and removed at the end.
"""

import os
import statistics
import sys
import time

from tests import environment  # noqa: F401 - makes the folder and names the database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strategy_portal.settings")

import django

django.setup()

from datetime import timedelta  # noqa: E402

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.languages import ALL  # noqa: E402
from feedback.models import AnswerTo, Comment  # noqa: E402
from feedback.new_drafts import announce_drafts  # noqa: E402
from recommendations.publishing import publish_next  # noqa: E402
from tests import cast, make  # noqa: E402

ITEMS, ANSWERED, PEOPLE, GOAL = 50_000, 20_000, 500, 300
RECOMMENDATIONS, CHUNK, ROUNDS = 9, 5_000, 5
STANCES = ("", "", "concern", "support", "red-line")


def generate():
    """Nine recommendations with their successors, and what was said on them in all languages."""
    group = make.group(slug="diversity", code="DV")
    old = make.draft_set(group=group, iteration=make.iteration(number=1))
    new = make.draft_set(group=group, iteration=make.iteration(number=2), published_at=None)
    targets = []
    for _ in range(RECOMMENDATIONS):
        targets.append(make.recommendation(draft_set=old))
        make.lineage(earlier=targets[-1], later=make.recommendation(draft_set=new))
    sample, now = make.comment(recommendation=targets[0]), timezone.now()
    people = [make.person() for _ in range(PEOPLE)]
    for first in range(0, ITEMS, CHUNK):
        Comment.objects.bulk_create(
            _item(number, targets[number % RECOMMENDATIONS], sample, people, now)
            for number in range(first, first + CHUNK)
        )
    answer = make.answer(group=group, iteration=old.iteration)
    ids = list(Comment.objects.order_by("pk").values_list("pk", flat=True)[:ANSWERED])
    AnswerTo.objects.bulk_create(
        (AnswerTo(answer=answer, comment_id=pk, comment_version=1, added_at=now) for pk in ids),
        batch_size=CHUNK,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return cast.member(group), new


def _item(number, target, sample, people, now) -> Comment:
    at = now - timedelta(minutes=number * 3)
    return Comment(
        slug=f"{target.code}-{number + 10}", number=number + 10, submission=sample.submission,
        draft_set=target.draft_set, recommendation=target, path=f"{number + 10:06}",
        author=people[number % len(people)], body="A thought on this, from us here. " * 10,
        html="<p>A thought on this.</p>", language=ALL[number % len(ALL)].code,
        read_language="en", read_revision=sample.read_revision, visibility="public",
        stance=STANCES[number % len(STANCES)], said_at=at, stored_at=at,
    )  # fmt: skip


def measured(name: str, deed) -> float:
    """Milliseconds, the middle of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        deed()
        times.append(1000 * (time.perf_counter() - start))
    middle = statistics.median(times)
    print(f"{name:32} {middle:8.0f} ms (slowest {max(times):.0f})")
    return middle


def main() -> int:
    setup_test_environment()
    connection.settings_dict["TEST"]["NAME"] = _name()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        member, new = generate()
        browser: Client = cast.client_of(member)
        page = "/en/desk/groups/diversity/publish/"
        middle = measured("publish check", lambda: browser.get(page))
        start = time.perf_counter()
        publish_next(new, by=member, note="Measured.")
        print(f"{'publishing':32} {1000 * (time.perf_counter() - start):8.0f} ms")
        start = time.perf_counter()
        announce_drafts(new.pk)
        print(f"{'asking and telling, behind it':32} {time.perf_counter() - start:8.1f} s")
        for page in ("earlier/", "earlier/?page=200", "what-happened/", ""):
            address = f"/en/iterations/2/diversity/1/{page}"
            measured(f"/…/1/{page}", lambda address=address: browser.get(address))
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    return int(middle > GOAL)


def _name() -> str:
    """A database of its own, beside those of tests that run at the same time."""
    if connection.vendor == "sqlite":
        return str(connection.settings_dict["NAME"]) + ".publish"
    return f"publish_check_{os.getpid()}"


if __name__ == "__main__":
    sys.exit(main())

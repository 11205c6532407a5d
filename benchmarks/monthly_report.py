"""How long a monthly report takes: its page, and the whole of it as wikitext, CSV and document.

    python -m benchmarks.monthly_report

makes a group of its own in a database in memory with 150, 1,500 and 15,000 contributions of last
month, a tenth of them answered, and prints a line for each figure with its goal; 1 where one
falls short.
"""

import os
import sys
import time
from datetime import UTC, datetime

os.environ.update(
    DATABASE_URL="sqlite://:memory:", DJANGO_SETTINGS_MODULE="strategy_portal.settings"
)
GOALS = {150: 1.0, 1500: 5.0, 15_000: 60.0}  # seconds for each file; the page is never whole
PAGE_GOAL = 1.0
LANGUAGES = ("en", "fr", "ar", "es", "hi", "zh-hans", "de", "pt-br")
WORDS = "We would need this here, too: say who pays, who decides, and for how long. " * 4


def fill(count: int):
    """A group with so many contributions: a third as statements of conversations of 30."""
    from feedback.models import Comment
    from feedback.reports.months import earlier_month, month_of
    from tests import cast, make

    month = earlier_month(month_of(datetime.now(UTC)))
    at = datetime(month.year, month.month, 10, tzinfo=UTC)
    group = make.group()
    draft_set = make.draft_set(group=group)
    targets = [make.recommendation(draft_set=draft_set) for _each in range(8)]
    member, author = cast.member(group), make.person()
    made = []
    conversation, submission = None, make.submission()
    for number in range(count):
        if number % 90 == 0:
            conversation = make.conversation(people_count=30, context=WORDS)
        target = targets[number % 8]
        made.append(
            _contribution(
                Comment, target, number, at, submission,
                conversation if number % 3 == 0 else None, author,
            )
        )  # fmt: skip
    Comment.objects.bulk_create(made, batch_size=500)
    answered = made[::10]
    replies = [
        _contribution(
            Comment, said.recommendation, count + place, at, submission, None, member, said
        )
        for place, said in enumerate(answered)
    ]
    Comment.objects.bulk_create(replies, batch_size=500)
    return group, month


def _contribution(model, target, number, at, submission, conversation, author, parent=None):
    return model(
        slug=f"{target.code}-{number}",
        number=number,
        submission=submission,
        draft_set=target.draft_set,
        recommendation=target,
        path=f"{number:06}",
        parent=parent,
        thread=parent,
        depth=1 if parent else 0,
        author=None if conversation else author,
        body=WORDS,
        html=f"<p>{WORDS}</p>",
        language=LANGUAGES[number % len(LANGUAGES)],
        read_language="en",
        read_revision=1,
        visibility="public",
        origin="elsewhere" if conversation else "on-site",
        conversation=conversation,
        wording="paraphrase" if conversation else "",
        voiced_by=3 if conversation else None,
        said_at=at,
        stored_at=at,
    )


def measure(count: int):
    """Seconds for the page, and for the whole report in each form of a file."""
    from django.test import Client

    from feedback.reports import document, sheet, wikitext
    from feedback.reports.report import Report

    group, month = fill(count)
    Client().get("/en/reports/")  # what is read once, the first page reads
    begin = time.perf_counter()
    answer = Client().get(f"/en/reports/{group.slug}/{month:%Y-%m}/")
    yield "page", time.perf_counter() - begin, PAGE_GOAL if count < 15_000 else 2 * PAGE_GOAL
    if answer.status_code != 200:
        raise SystemExit(f"the page answered {answer.status_code}")
    for form in (wikitext, sheet):
        begin = time.perf_counter()
        size = sum(len(part.encode()) for part in form.parts(Report(group, month, None)))
        name = form.__name__.rpartition(".")[2]
        yield f"{name} ({size // 1000} kB)", time.perf_counter() - begin, GOALS[count]
    report = Report(group, month, None)
    begin = time.perf_counter()
    files = len(document.files_of(report))
    size = len(document.written(report, 1))
    took = time.perf_counter() - begin
    yield f"document 1 of {files} ({size // 1000} kB)", took, min(GOALS[count], GOALS[1500])


def main() -> int:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    falls_short = 0
    for count in GOALS:
        for name, seconds, goal in measure(count):
            holds = seconds < goal
            falls_short += not holds
            state = "holds" if holds else "falls short"
            print(f"report of {count}: {name} {seconds:.2f} s, goal {goal:.0f} s, {state}")
    return 1 if falls_short else 0


if __name__ == "__main__":
    sys.exit(main())

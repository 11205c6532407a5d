"""Monthly reports: read by all, opened and answered by those who moderate."""

from datetime import timedelta

from django.utils import timezone

from feedback.actions.monthly_reports import correct, open_for_checking
from feedback.reports.months import earlier_month, month_of
from tests import make as rows

from ..doors import (
    AUTHOR,
    EVERYONE,
    FORM,
    LIAISON,
    MODERATORS,
    NOBODY,
    PUBLIC,
    READ,
    WITH_ACCOUNT,
    Answer,
    Door,
)

REPORT = Door(READ, {"there": Answer(EVERYONE), "unknown": Answer(NOBODY)})
BUT_MODERATORS = {"others": 403, "but": dict.fromkeys(MODERATORS, 404), "sign_in": True}
DOORS = {
    "feedback:reports": PUBLIC,
    "feedback:report": REPORT,
    "feedback:report_csv": REPORT,
    "feedback:report_wikitext": REPORT,
    "feedback:report_document": REPORT,
    "feedback:open_report": Door(
        FORM,
        {
            "over": Answer(MODERATORS, others=403, sign_in=True, sent=302),
            "not over": Answer(MODERATORS, others=403, sign_in=True, sent=409),
            "unknown": Answer(NOBODY, **BUT_MODERATORS),
        },
        method_first=False,
    ),
    "feedback:correct_report": Door(
        FORM,
        {
            "open": Answer(WITH_ACCOUNT, sign_in=True, sent=400),
            "in preparation": Answer(NOBODY, sign_in=True),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:answer_correction": Door(
        FORM,
        {
            "there": Answer(MODERATORS, others=403, sign_in=True, sent=400),
            "unknown": Answer(NOBODY, **BUT_MODERATORS),
        },
        method_first=False,
    ),
}


def make(world):
    now = timezone.now()
    this = month_of(now)
    last, before = earlier_month(this), earlier_month(this, 2)
    rows.comment(
        recommendation=world.recommendation, language="ar", stored_at=now - timedelta(days=100),
        author=world.people[AUTHOR],
    )  # fmt: skip
    report = open_for_checking(world.group, last, by=world.people[LIAISON])
    correction = correct(
        report, about="", words="Something.", language="en", by=world.people[AUTHOR]
    )
    months = {
        "there": last, "unknown": this.replace(year=2001), "open": last, "over": before,
        "not over": this, "in preparation": before,
    }  # fmt: skip
    for name, door in DOORS.items():
        for state in door.states:
            if state:
                number = [1] if name == "feedback:report_document" else []
                world.at[name, state] = [world.group.slug, months[state], *number]
    world.at["feedback:answer_correction", "there"] = [correction.pk]
    world.at["feedback:answer_correction", "unknown"] = [7777]

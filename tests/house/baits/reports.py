"""What stood in a monthly report until it was final, and was hidden, changed or unsaid since."""

from datetime import timedelta

from django.utils import timezone

from feedback.actions.imports import keep_table
from feedback.actions.moderate import decide
from feedback.actions.monthly_reports import answer, correct, finish_due, open_for_checking
from feedback.imports.tables import Table
from feedback.models import Conversation, Decision, Rendering, Visibility
from feedback.reports.months import earlier_month, month_of, written
from tests import cast, make

from ..crowd import AFFILIATE, DESK
from ..doors import AUTHOR

FILES = ("", "report.csv", "report.txt", "report-1.docx", "open/", "correct/")


def plant(bait):
    plant_import(bait)
    month = earlier_month(month_of(timezone.now()))
    at = timezone.now().replace(year=month.year, month=month.month, day=5)
    hidden = bait.say("in a final report", Visibility.PUBLIC, stored_at=at)
    _render(bait, hidden)
    held = make.conversation(
        title=bait.token("title in a final report"),
        place=bait.token("place in a final report"),
        context=bait.token("context in a final report"),
        language="ar",
    )
    make.statement(conversation=held, recommendation=bait.recommendation, stored_at=at)
    report = open_for_checking(bait.group, month, by=bait.liaison)
    insult = correct(
        report, about="", words=bait.token("correction that was hidden"), language="en",
        by=cast.reader(name="Corrects"),
    )  # fmt: skip
    answer(insult, answer="A rule.", hides=True, by=bait.liaison)
    finish_due(at=report.opened_at + timedelta(days=7))
    decide(hidden, Decision.Kind.HIDE, by=bait.liaison, rule=make.rule(), reason="A rule.")
    Conversation.objects.filter(pk=held.pk).update(title="Meeting", place="", context="")
    bait.is_for((*DESK, AFFILIATE, AUTHOR), "in a final report")
    for shown in (month, month_of(timezone.now())):
        bait.addresses += [f"/en/reports/diversity/{written(shown)}/{file}" for file in FILES]
    bait.addresses += ["/en/reports/", f"/en/reports/corrections/{insult.pk}/"]


def _render(bait, comment):
    Rendering.objects.create(
        comment=comment,
        comment_version=comment.version,
        language="en",
        body=bait.token("rendering in a final report"),
        html="",
        state=Rendering.State.CONFIRMED,
        made_at=timezone.now(),
    )


def plant_import(bait):
    """A table that somebody is about to bring in: nobody else sees it, whoever they are."""
    report = make.conversation(state="draft", language="ar", reported_by=bait.author)
    table = Table(["Words"], [[bait.token("table that is being brought in")]])
    keep_table(report, table, by=bait.author)
    bait.addresses.append(f"/en/conversations/{report.pk}/import/")
    bait.is_for((AUTHOR,), "table that is being brought in")

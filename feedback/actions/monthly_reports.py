"""What becomes of a monthly report: opened for checking, corrected, answered, final."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from recommendations.models import Stamp, WorkingGroup
from recommendations.models.stamp import TALK

from ..limits import may_send_a_message
from ..models import MonthlyReport, ReportCorrection
from ..reports.changes import changes
from ..reports.months import span_of, written
from ..reports.plan import Planned, of_kept, plan
from .block import refuse_blocked


class ReportError(Exception):
    """Nothing was done."""


class MonthNotOverError(ReportError):
    """More can still come in."""


class TooManyError(ReportError):
    """This person has sent as many corrections as an hour can bear."""


class AlreadyAnsweredError(ReportError):
    """Somebody else was quicker."""


def open_for_checking(group: WorkingGroup | None, month: date, *, by) -> MonthlyReport:
    """Ask everyone to check a month's report for a week; opened twice, it is one."""
    try:
        with transaction.atomic():
            return _open(group, month, by=by)
    except IntegrityError:
        return MonthlyReport.objects.get(group=group, month=month)


def _open(group, month, *, by):
    now = timezone.now()
    if earlier := MonthlyReport.objects.filter(group=group, month=month).first():
        return earlier
    if now < span_of(month).end:
        raise MonthNotOverError
    report = MonthlyReport.objects.create(
        group=group,
        month=month,
        opened_at=now,
        opened_by=by,
        rows_opened=_kept(plan(group, month)),
        earlier_changes=_tell_earlier_changes(group, month),
    )
    Stamp.objects.touch(TALK)
    return report


def _tell_earlier_changes(group, month) -> list:
    """What has changed in earlier reports since they became final, or since it was last told."""
    told = []
    finals = MonthlyReport.objects.filter(group=group, month__lt=month, final_at__isnull=False)
    for report in finals.select_for_update(of=("self",)).order_by("month"):
        now = plan(group, report.month)
        found = changes(of_kept(report.rows_told_last), now)
        if found:
            told.append([written(report.month), found])
            report.rows_told = _kept(now)
            report.save(update_fields=["rows_told"])
    return told


def finish_due(*, at: datetime) -> int:
    """Make final what was open for a week; run again, it finds nothing left to do."""
    return sum(_finish(pk, at) for pk in MonthlyReport.objects.due(at).values_list("pk", flat=True))


@transaction.atomic
def _finish(pk: int, at: datetime) -> bool:
    due = MonthlyReport.objects.due(at).select_for_update(of=("self",))
    report = due.filter(pk=pk).first()
    if report is None:
        return False
    group = WorkingGroup.objects.filter(pk=report.group_id).first()
    report.rows_final = _kept(plan(group, report.month))
    report.final_at = at
    report.save(update_fields=["rows_final", "final_at"])
    Stamp.objects.touch(TALK)
    return True


@transaction.atomic
def correct(
    report: MonthlyReport, *, about: str, words: str, language: str, by
) -> ReportCorrection:
    """Say in public what is wrong in a report; sent twice, it is one correction.

    In a final report nothing changes any more: what is said then goes into the next one.
    """
    refuse_blocked(by)
    MonthlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    said = {"report": report, "by": by, "about": about, "words": words}
    if earlier := ReportCorrection.objects.filter(**said).first():
        return earlier
    if not may_send_a_message(by, ""):
        raise TooManyError
    correction = ReportCorrection.objects.create(**said, language=language, made_at=timezone.now())
    Stamp.objects.touch(TALK)
    return correction


@transaction.atomic
def answer(correction: ReportCorrection, *, answer: str, hides: bool, by) -> ReportCorrection:
    """Say what became of a correction, once; words that break a rule are shown no longer."""
    current = ReportCorrection.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if current.answered_at:
        raise AlreadyAnsweredError
    current.answer, current.is_hidden = answer, hides
    current.answered_by, current.answered_at = by, timezone.now()
    current.save(update_fields=["answer", "is_hidden", "answered_by", "answered_at"])
    Stamp.objects.touch(TALK)
    return current


def _kept(rows: list[Planned]) -> list:
    return [row.kept for row in rows]

"""The monthly report to a working group: open for checking for a week, then final."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.languages import direction
from recommendations.models import WorkingGroup

OPEN_FOR = timedelta(days=7)
MAX_CORRECTION = 2000
MAX_CORRECTION_ANSWER = 500
MAX_ABOUT = 200  # the longest key of a row


class MonthlyReportQuerySet(models.QuerySet):
    def due(self, at):
        """Open for a week: nothing is checked any more."""
        return self.filter(final_at=None, opened_at__lte=at - OPEN_FOR)


class MonthlyReport(models.Model):
    """One group, one month. Without a group: the texts of the whole movement."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, null=True, related_name="+")
    # Its first day.
    month = models.DateField(_("month"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # The rows as they stood when it was opened, and when it became final: codes, numbers and
    # short ids. No words are kept here, so that what was hidden since is in no old report.
    rows_opened = models.JSONField(default=list)
    rows_final = models.JSONField(null=True)
    final_at = models.DateTimeField(null=True)
    # The rows as the latest later report has told them; NULL while none has.
    rows_told = models.JSONField(null=True)
    # What had changed in earlier reports when this one was opened: month, and the changes in it.
    earlier_changes = models.JSONField(default=list)

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        constraints = [
            models.UniqueConstraint(fields=["group", "month"], name="one_report_a_group_and_month"),
            models.UniqueConstraint(
                fields=["month"],
                condition=Q(group=None),
                name="one_report_a_month_on_the_whole_movement",
            ),
            models.CheckConstraint(
                condition=Q(final_at=None, rows_final=None)
                | Q(final_at__isnull=False, rows_final__isnull=False),
                name="a_final_report_has_its_rows",
            ),
        ]

    def __str__(self):
        return f"{self.group_id} {self.month:%Y-%m}"

    @property
    def written_month(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def open_until(self):
        return self.opened_at + OPEN_FOR

    @property
    def rows_told_last(self) -> list:
        """The rows of a final report as its readers know them by now."""
        return (self.rows_final or []) if self.rows_told is None else self.rows_told


class ReportCorrection(models.Model):
    """What somebody says is wrong in a report while it is open, and what became of it."""

    report = models.ForeignKey(MonthlyReport, models.CASCADE, related_name="corrections")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="report_corrections"
    )
    # The row or the short id that it is about; empty: the whole report.
    about = models.CharField(max_length=MAX_ABOUT, blank=True)
    words = models.TextField(_("words"), max_length=MAX_CORRECTION)
    language = models.CharField(max_length=35)
    made_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=MAX_CORRECTION_ANSWER, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # Words that break a rule are not shown; the answer says why.
    is_hidden = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="", is_hidden=False)
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="an_answered_correction_has_an_answer",
            ),
        ]

    def __str__(self):
        return str(self.report_id)

    @property
    def direction(self) -> str:
        return direction(self.language)

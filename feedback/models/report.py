"""The monthly report to a working group: open for checking for a week, then final."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models import WorkingGroup

OPEN_FOR = timedelta(days=7)
MAX_CORRECTION = 2000


class MonthlyReport(models.Model):
    """One group, one month. Without a group: the texts of the whole movement."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, null=True, related_name="+")
    # Its first day.
    month = models.DateField(_("month"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # The rows as they stood when it was opened, and when it became final.
    rows_opened = models.JSONField(default=list)
    rows_final = models.JSONField(null=True)
    final_at = models.DateTimeField(null=True)

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


class ReportCorrection(models.Model):
    """What somebody says is wrong in a report while it is open, and what became of it."""

    report = models.ForeignKey(MonthlyReport, models.CASCADE, related_name="corrections")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="report_corrections"
    )
    # The short id or the number of the conversation that it is about; empty: the whole report.
    about = models.CharField(max_length=40, blank=True)
    words = models.TextField(_("words"), max_length=MAX_CORRECTION)
    language = models.CharField(max_length=35)
    made_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self):
        return str(self.report_id)

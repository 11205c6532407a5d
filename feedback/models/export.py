"""Export jobs: the row is the truth, whatever becomes of the worker."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet


class Export(models.Model):
    """Who asked for which rows in which form, how far it is, and where the file lies."""

    class Format(models.TextChoices):
        CSV = "csv", _("CSV (spreadsheet)")
        JSONL = "jsonl", _("JSON Lines (programs)")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to begin")
        RUNNING = "running", _("Being written")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports"
    )
    draft_set = models.ForeignKey(DraftSet, models.PROTECT, related_name="+")
    format = models.CharField(_("format"), max_length=6, choices=Format, default=Format.CSV)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    # The language in which the questions and titles of the file were asked for.
    language = models.CharField(max_length=10)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=300, blank=True)
    requested_at = models.DateTimeField()
    # Renewed while rows are written: a running job that has gone silent is queued again.
    alive_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.draft_set_id} {self.format} {self.state}"

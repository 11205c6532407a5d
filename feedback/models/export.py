"""Export jobs: the row is the truth, whatever becomes of the worker."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet
from recommendations.models.translated import texts_of

SILENCE = timedelta(seconds=60)  # a worker tells of itself after each 200 rows: it is dead
MAX_ATTEMPTS = 3  # a job that took three workers with it would take the next one, too


def kept_for() -> timedelta:
    """How long a finished file can be fetched."""
    return timedelta(days=settings.EXPORT_DAYS)


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone knows of their own exports only: a file holds what its owner may read."""
        return self.filter(requested_by=user)

    def unfinished(self):
        return self.filter(state__in=UNFINISHED)

    def stalled(self, at: datetime):
        """Jobs whose message was lost or whose worker has died."""
        silent = at - SILENCE
        return self.unfinished().filter(
            Q(alive_at__lt=silent) | Q(alive_at=None, requested_at__lt=silent)
        )

    def outlived(self, at: datetime):
        return self.filter(state=Export.State.READY, finished_at__lt=at - kept_for())

    def with_texts(self):
        """With group and iteration in the reading language."""
        return self.prefetch_related(
            *texts_of(Export, "draft_set", "draft_set__group", "draft_set__iteration")
        )


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
        REMOVED = "removed", _("No longer kept")

    class Error(models.TextChoices):
        NOT_ALLOWED = "not-allowed", _("You may no longer export the input of this group.")
        BROKEN = "broken", _("The file could not be written. The fault is on our side.")
        GIVEN_UP = "given-up", _("The file was begun several times and never finished.")

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports"
    )
    draft_set = models.ForeignKey(DraftSet, models.PROTECT, related_name="+")
    format = models.CharField(_("format"), max_length=6, choices=Format, default=Format.CSV)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    # Of the addresses in the file, and of the words that stand where no name is shown.
    language = models.CharField(max_length=10)
    # Scheme and host of the page on which it was asked for: a worker has no request to ask.
    base_url = models.CharField(max_length=300)
    # Grows with each run, so that a run that was given up for dead can do no harm.
    attempt = models.PositiveSmallIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_size = models.PositiveBigIntegerField(null=True)
    error = models.CharField(max_length=20, choices=Error, blank=True)
    requested_at = models.DateTimeField()
    # Renewed while rows are written: a running job that has gone silent is queued again.
    alive_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [
            # A second click joins the job that the first one began.
            models.UniqueConstraint(
                fields=["requested_by", "draft_set", "format"],
                condition=Q(state__in=["queued", "running"]),
                name="one_unfinished_export_of_a_kind",
            ),
        ]

    def __str__(self):
        return f"{self.draft_set_id} {self.format} {self.state}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def kept_until(self) -> datetime | None:
        return self.finished_at + kept_for() if self.finished_at else None

    def claim(self, *, at: datetime) -> bool:
        """Begin a run; of two that begin at once, one gets it."""
        waiting = Export.objects.filter(pk=self.pk, state=self.State.QUEUED, attempt=self.attempt)
        if not waiting.update(
            state=self.State.RUNNING, attempt=F("attempt") + 1, alive_at=at, rows_done=0
        ):
            return False
        self.attempt, self.rows_done = self.attempt + 1, 0
        return True

    def tell(self, **changes) -> bool:
        """Write down how the present run gets on; False when another run has taken its place."""
        mine = Export.objects.filter(pk=self.pk, state=self.State.RUNNING, attempt=self.attempt)
        return bool(mine.update(**changes))

    def fail(self, error: "Export.Error", *, at: datetime) -> bool:
        return self.tell(state=self.State.FAILED, error=error, finished_at=at)


UNFINISHED = (Export.State.QUEUED, Export.State.RUNNING)

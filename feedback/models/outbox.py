"""What is to be done in the background, written in the transaction of the deed itself."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=7)  # long enough to look into what went wrong last week
SILENCE = timedelta(minutes=10)  # after these, whoever had taken it up is taken for dead
GIVEN_UP_AFTER = timedelta(days=1)


class OutboxQuerySet(models.QuerySet):
    def write(self, task: str, row_id: int):
        """Note that a task has to run for a row. The relay hands it to the queue."""
        return self.create(task=task, row_id=row_id, written_at=timezone.now())

    def write_each(self, task: str, row_ids: list[int]):
        """The same for many rows at once."""
        now = timezone.now()
        self.bulk_create(self.model(task=task, row_id=pk, written_at=now) for pk in row_ids)

    def waiting(self):
        return self.filter(published_at=None).order_by("pk")

    def done(self, task: str, row_id: int) -> None:
        """Whatever was asked of this task for this row has been done."""
        asked = self.filter(task=task, row_id=row_id, done_at=None).exclude(published_at=None)
        asked.update(done_at=timezone.now())

    def put_back(self, tasks: set[str], *, at: datetime) -> int:
        """Let tasks wait again that were handed on and never came to their end."""
        lost = self.filter(
            task__in=tasks,
            done_at=None,
            published_at__lt=at - SILENCE,
            written_at__gt=at - GIVEN_UP_AFTER,
        )
        return lost.update(published_at=None)

    def hand_on_again(self, tasks: set[str], *, since: datetime) -> int:
        """Let tasks wait again that were handed on since then and are not done."""
        lost = self.filter(task__in=tasks, done_at=None, published_at__gte=since)
        return lost.update(published_at=None)

    def outlived(self, at: datetime):
        return self.filter(published_at__lt=at - KEPT_FOR)


class Outbox(models.Model):
    """One task to be queued: its name and the id it works on."""

    task = models.CharField(max_length=100)
    row_id = models.PositiveBigIntegerField()
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    # Only of errands (tasks.py): others look after themselves.
    done_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("outbox")
        indexes = [
            models.Index(
                fields=["id"], name="outbox_waiting", condition=models.Q(published_at=None)
            ),
            models.Index(
                fields=["task", "row_id"], name="outbox_not_done", condition=models.Q(done_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.task} {self.row_id}"

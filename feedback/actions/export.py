"""Asking for an export, finding lost ones again, and clearing away old files."""

import time
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recommendations.models import DraftSet

from ..exports.job import UNFINISHED_SUFFIX, path_of
from ..models import Export, Outbox
from ..models.export import MAX_ATTEMPTS, SILENCE, kept_for

TASK = "feedback.write_export"


@transaction.atomic
def request_export(
    draft_set: DraftSet,
    *,
    by,
    format: str,  # noqa: A002 - the field
    language: str,
    base_url: str,
) -> Export:
    """Put an export on the list of things to do; asked for twice, it is done once."""
    export, is_new = Export.objects.get_or_create(
        requested_by=by,
        draft_set=draft_set,
        format=format,
        state__in=[Export.State.QUEUED, Export.State.RUNNING],
        defaults={
            "language": language,
            "base_url": base_url,
            "requested_at": timezone.now(),
            "state": Export.State.QUEUED,
        },
    )
    if is_new:
        Outbox.objects.write(TASK, export.pk)
    return export


def queue_stalled_again(*, at: datetime) -> int:
    """Find the jobs of lost messages and dead workers again; give up what fails every time."""
    announced = Outbox.objects.waiting().filter(task=TASK).values("row_id")
    return sum(
        _queue_again(export, at) for export in Export.objects.stalled(at).exclude(pk__in=announced)
    )


@transaction.atomic
def _queue_again(export: Export, at: datetime) -> bool:
    is_running = export.state == Export.State.RUNNING
    if is_running and export.attempt >= MAX_ATTEMPTS:
        export.fail(Export.Error.GIVEN_UP, at=at)
        return False
    as_seen = Export.objects.filter(
        pk=export.pk, state=export.state, attempt=export.attempt, alive_at=export.alive_at
    )
    if not as_seen.update(state=Export.State.QUEUED, alive_at=at):
        return False  # it has come back to life
    Outbox.objects.write(TASK, export.pk)
    return True


def drop_files(exports) -> None:
    """Files that hold what they must not: begun ones are begun again, finished ones go."""
    for begun in exports.filter(state=Export.State.RUNNING):
        Export.objects.filter(pk=begun.pk).update(
            state=Export.State.QUEUED, alive_at=timezone.now()
        )
        Outbox.objects.write(TASK, begun.pk)
    files = [path_of(export) for export in exports.exclude(file_name="")]
    exports.filter(state=Export.State.READY).update(state=Export.State.REMOVED)
    transaction.on_commit(partial(_remove, files))


def _remove(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def remove_old_files(*, at: datetime) -> int:
    """Take away files that were kept long enough, and what dead runs have left behind."""
    removed = 0
    for export in Export.objects.outlived(at):
        path_of(export).unlink(missing_ok=True)
        removed += Export.objects.filter(pk=export.pk, state=Export.State.READY).update(
            state=Export.State.REMOVED
        )
    _remove_leftovers()
    return removed


def _remove_leftovers() -> None:
    """Parts of files whose run is dead, and files whose row is gone."""
    now = time.time()
    for file in Path(settings.EXPORT_DIR).glob("export-*"):
        is_part = file.suffix == UNFINISHED_SUFFIX
        limit = SILENCE if is_part else 2 * kept_for()
        if now - file.stat().st_mtime > limit.total_seconds():
            file.unlink(missing_ok=True)

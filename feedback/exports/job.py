"""One run of an export: claim it, write beside the place, put it in place, say so."""

import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.languages import spoken

from ..models import Export
from ..permissions import may_export_set
from .rows import chunks, ids_in_order
from .writers import FORMS

UNFINISHED_SUFFIX = ".part"


class TakenOverError(Exception):
    """This run was taken for dead, and another has its place."""


def path_of(export: Export) -> Path:
    return Path(settings.EXPORT_DIR) / export.file_name


def write_file(export: Export) -> bool:
    """Write the file, unless another run does; True when this run finished it."""
    if not export.claim(at=timezone.now()):
        return False
    if not may_export_set(export.requested_by, export.draft_set):
        export.fail(Export.Error.NOT_ALLOWED, at=timezone.now())
        return False
    export.file_name = f"export-{export.pk}-{export.attempt}.{export.format}"
    target = path_of(export)
    part = target.with_name(f"{target.name}{UNFINISHED_SUFFIX}")
    try:
        _write_rows(export, part)
        return _put_in_place(export, part, target)
    except TakenOverError:
        return False
    except Exception:
        export.fail(Export.Error.BROKEN, at=timezone.now())
        raise
    finally:
        part.unlink(missing_ok=True)


def _write_rows(export: Export, part: Path) -> None:
    form = FORMS[Export.Format(export.format)]
    ids = ids_in_order(export.draft_set)
    _go_on(export, rows_total=len(ids))
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with spoken(export.language), part.open("w", encoding=form.encoding, newline="") as file:
        write = form.begin(file)
        for rows in chunks(ids, export.draft_set, export.requested_by, export.base_url):
            for row in rows:
                write(row)
            export.rows_done += len(rows)
            _go_on(export, rows_done=export.rows_done)
        file.flush()
        os.fsync(file.fileno())


def _go_on(export: Export, **progress: int) -> None:
    if not export.tell(alive_at=timezone.now(), **progress):
        raise TakenOverError


def _put_in_place(export: Export, part: Path, target: Path) -> bool:
    """A file appears under its name at once and whole, and is offered only after that."""
    size = part.stat().st_size
    part.replace(target)
    is_done = export.tell(
        state=Export.State.READY,
        file_name=target.name,
        file_size=size,
        finished_at=timezone.now(),
    )
    if not is_done:
        target.unlink(missing_ok=True)
    return is_done

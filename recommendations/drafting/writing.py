"""Writing the English texts of drafts together: nothing is overwritten unseen, nothing is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE

from ..actions import renew_freshness, save_texts
from ..freshness import text_of
from ..models import Editing, Part, Recommendation
from ..models.freshness import digest
from .room import locked

# A mark that is older says nothing: the window may have been closed.
SHOWN_FOR = timedelta(minutes=5)
# What one person writes in one go is one entry in the history, however often it saves itself.
SITTING = timedelta(minutes=30)
OWN_TEXTS = ("title", "summary")


@dataclass(frozen=True)
class Seen:
    """What a form was opened with: the digest of the text, and the window that it is in."""

    version: str
    window: UUID | None = None


class DraftConflictError(Exception):
    """Somebody else has saved the text since it was opened; ``text`` is how it stands now."""

    def __init__(self, text: str, by):
        super().__init__()
        self.text, self.by = text, by


def draft_text(row: Recommendation | Part, name: str) -> str:
    """The English text as it stands; ``name`` is title, summary or text."""
    return text_of(row, name, SOURCE)


@transaction.atomic
def write_draft(row: Recommendation | Part, name: str, text: str, *, seen: Seen, by) -> datetime:
    """Keep a text of an unpublished recommendation; when it was kept.

    Raises DraftConflictError where it is no longer the text that was seen, and ValidationError
    where the drafts were published meanwhile. A window has no conflict with what it saved itself.
    """
    recommendation = row.recommendation if isinstance(row, Part) else row
    locked(recommendation.draft_set)
    current = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    now, standing = timezone.now(), draft_text(current, name)
    key = current.key if isinstance(current, Part) else name
    if standing != text:
        if digest(standing) != seen.version and not _is_own(
            key, recommendation, standing, seen, by
        ):
            raise DraftConflictError(standing, _last_writer(current))
        _save(current, name, text, by=by, at=now)
    _mark(by, recommendation, key, now, saved_from=seen.window, saved_digest=digest(text))
    return now


def _is_own(key: str, recommendation, standing: str, seen: Seen, by) -> bool:
    """Did this window write what stands there, though it never heard so?"""
    return bool(seen.window) and Editing.objects.filter(
        person=by, recommendation=recommendation, text=key,
        saved_from=seen.window, saved_digest=digest(standing),
    ).exists()  # fmt: skip


def _last_writer(row):
    entry = row.history.select_related("history_user").first()
    return entry.history_user if entry else None


def _save(row, name: str, text: str, *, by, at: datetime) -> None:
    column = build_localized_fieldname(name, SOURCE)
    before = {name: digest(draft_text(row, name))}
    setattr(row, column, text or None)
    entry = _entry_of_this_sitting(row, by, at)
    if entry is not None:
        row.skip_history_when_saving = True
    save_texts(row, [column], by=by)
    if entry is not None:
        setattr(entry, column, text or None)
        entry.history_date = at
        entry.save(update_fields=[column, "history_date"])
    renew_freshness(row, [(name, SOURCE)], before, "")


def _entry_of_this_sitting(row, by, at: datetime):
    """The newest entry of the history, if this person made it just now."""
    entry = row.history.order_by("-history_date", "-history_id").first()
    is_own = entry and entry.history_type == "~" and entry.history_user_id == by.pk
    return entry if is_own and entry.history_date > at - SITTING else None


def _mark(by, recommendation: Recommendation, key: str, at: datetime, **saved) -> None:
    place = {"person": by, "recommendation": recommendation, "text": key}
    Editing.objects.update_or_create(**place, defaults={"seen_at": at, **saved})


def note_open(recommendation: Recommendation, *, by) -> None:
    """This person has the recommendation open; no text of it yet."""
    _mark(by, recommendation, "", timezone.now())


def others_at(draft_set, *, than, at: datetime | None = None) -> dict[int, list[Editing]]:
    """Who else has which recommendation of a set open now, by its id; one mark for each person."""
    since = (at or timezone.now()) - SHOWN_FOR
    marks = Editing.objects.filter(recommendation__draft_set=draft_set, seen_at__gte=since)
    found: dict[int, dict[int, Editing]] = {}
    for mark in marks.exclude(person=than).select_related("person").order_by("seen_at", "text"):
        found.setdefault(mark.recommendation_id, {})[mark.person_id] = mark
    return {pk: list(people.values()) for pk, people in found.items()}

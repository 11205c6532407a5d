"""What people do with a report of what was said elsewhere: save, hand in, publish, give back."""

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.languages import reading_language
from recommendations.models import GuidingQuestion

from ..models import Conversation, ConversationReview, Outbox, StatementDraft
from ..report_checks import what_is_missing
from .block import refuse_blocked

State = Conversation.State
TOLD = "feedback.tell_of_review"


class ReportError(Exception):
    """The report is no longer what the person saw: nothing was changed."""


class ReportConflictError(ReportError):
    """It was saved by someone else, or in another window, since the page was opened."""


class IncompleteReportError(ReportError):
    """Something is missing without which it cannot be published."""


@dataclass(frozen=True)
class Statement:
    """One statement as it was typed; every field may still be empty."""

    body: str = ""
    english: str = ""
    target: str = ""
    part: str = ""
    question: GuidingQuestion | None = None
    language: str = ""
    wording: str = ""
    voiced_by: int | None = None
    stance: str = ""
    said_on: date | None = None

    @property
    def has_words(self) -> bool:
        return bool(self.body.strip() or self.english.strip())


@dataclass(frozen=True)
class Seen:
    """What a form was opened with: the version, and the page that it is."""

    version: int
    window: UUID | None = None


@transaction.atomic
def save_report(key: UUID, facts: dict, statements: list[Statement], *, seen: Seen, by):
    """Keep a report as it stands in the form, finished or not; the first save makes it.

    A published report takes further statements only: its facts are corrected, not saved.
    Raises ReportConflictError when it was saved elsewhere since; the same page has no conflict
    with itself, though an answer to it was lost on the way.
    """
    refuse_blocked(by)
    now = timezone.now()
    conversation, is_new = Conversation.objects.get_or_create(
        key=key,
        reported_by=by,
        defaults={"begun_at": now, "saved_at": now, "version": 1, "saved_from": seen.window},
    )
    conversation = _locked(conversation)
    is_own_page = seen.window is not None and conversation.saved_from == seen.window
    if not is_new and conversation.version != seen.version and not is_own_page:
        raise ReportConflictError
    kept = {} if conversation.is_published else facts
    for name, value in kept.items():
        setattr(conversation, name, value)
    conversation.version += 0 if is_new else 1
    conversation.saved_at, conversation.saved_from = now, seen.window
    conversation.save(update_fields=[*kept, "version", "saved_at", "saved_from"])
    _replace_statements(conversation, statements)
    return conversation


def _replace_statements(conversation: Conversation, statements: list[Statement]) -> None:
    conversation.drafts.unpublished().delete()
    _append(conversation, statements)


def _append(conversation: Conversation, statements: list[Statement]) -> None:
    last = conversation.drafts.order_by("-position").values_list("position", flat=True).first()
    StatementDraft.objects.bulk_create(
        StatementDraft(conversation=conversation, position=position, **_columns(statement))
        for position, statement in enumerate(
            (each for each in statements if each.has_words), (last or 0) + 1
        )
    )


def _columns(statement: Statement) -> dict:
    return {each.name: getattr(statement, each.name) for each in fields(statement)}


@transaction.atomic
def add_statements(conversation: Conversation, statements: list[Statement], *, seen: Seen):
    """Put further statements behind those of a report; a page that is open elsewhere hears it."""
    current = _locked(conversation)
    refuse_blocked(current.reported_by)
    if current.version != seen.version:
        raise ReportConflictError
    _append(current, statements)
    current.version += 1
    current.saved_at, current.saved_from = timezone.now(), seen.window
    current.save(update_fields=["version", "saved_at", "saved_from"])
    return current


@transaction.atomic
def hand_in(conversation: Conversation, *, seen: Seen) -> Conversation:
    """Give a report, or what was added to one, to the liaisons. Twice is once."""
    current = _locked(conversation)
    refuse_blocked(current.reported_by)
    if current.is_waiting:
        return current
    _check(current, seen)
    current.submitted_at = timezone.now()
    if not current.is_published:
        current.state = State.SUBMITTED
    current.save(update_fields=["state", "submitted_at"])
    return current


@transaction.atomic
def give_back(conversation: Conversation, *, by, note: str, seen: Seen) -> ConversationReview:
    """Tell who reported it what is still to be done; the report is a draft again."""
    current = _locked(conversation)
    if not current.is_waiting or current.version != seen.version:
        raise ReportConflictError
    current.submitted_at = None
    if not current.is_published:
        current.state = State.DRAFT
    current.save(update_fields=["state", "submitted_at"])
    return note_review(current, ConversationReview.Kind.GIVEN_BACK, by=by, note=note)


def note_review(conversation, kind, *, by, note="", at=None) -> ConversationReview:
    """Write down what a liaison did, and tell who reported it, if that is somebody else."""
    review = ConversationReview.objects.create(
        conversation=conversation,
        kind=kind,
        note=note,
        note_language=reading_language() if note else "",
        by=by,
        made_at=at or timezone.now(),
    )
    if conversation.reported_by_id and conversation.reported_by_id != by.pk:
        Outbox.objects.write(TOLD, review.pk)
    return review


@transaction.atomic
def delete_report(conversation: Conversation, *, seen: Seen) -> None:
    """Throw a draft away. What was published stays."""
    current = _locked(conversation)
    if current.is_published or current.version != seen.version:
        raise ReportConflictError
    current.delete()


def _locked(conversation: Conversation) -> Conversation:
    return Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)


def _check(conversation: Conversation, seen: Seen) -> None:
    if conversation.version != seen.version:
        raise ReportConflictError
    if what_is_missing(conversation):
        raise IncompleteReportError

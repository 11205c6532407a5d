"""A report becomes contributions: each statement stands in the discussion where it belongs."""

from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.languages import BY_CODE, SOURCE, nearest, spoken
from recommendations.models import Recommendation, Stamp
from recommendations.prose import render_markdown
from recommendations.templatetags.wording import wording_of

from ..announcing import ANNOUNCE
from ..models import (
    Comment,
    Conversation,
    ConversationReview,
    Origin,
    Outbox,
    Rendering,
    StatementDraft,
    Submission,
    Visibility,
)
from ..places import place_now
from ..report_checks import what_is_missing
from ..statement_places import Places
from .conversations import (
    IncompleteReportError,
    ReportConflictError,
    Seen,
    note_review,
)
from .participate import next_numbers


@transaction.atomic
def publish(conversation: Conversation, *, by, seen: Seen) -> list[Comment]:
    """Make contributions of all statements that are none yet; doing it twice makes them once."""
    now = timezone.now()
    current = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
    drafts = list(current.drafts.unpublished().select_related("question"))
    if current.is_published and not drafts:
        return []
    if current.version != seen.version:
        raise ReportConflictError
    if what_is_missing(current, drafts):
        raise IncompleteReportError
    if not current.is_published:
        current.published_by = by
    current.state, current.published_at = Conversation.State.PUBLISHED, now
    current.save(update_fields=["state", "published_at", "published_by"])
    comments = _statements(current, drafts, by=by, at=now)
    note_review(current, ConversationReview.Kind.PUBLISHED, by=by, at=now)
    Outbox.objects.write_each(ANNOUNCE, [comment.pk for comment in comments])
    _touch(comments)
    return comments


def _statements(conversation, drafts: list[StatementDraft], *, by, at) -> list[Comment]:
    places = Places(draft.target for draft in drafts)
    numbers = {
        code: iter(next_numbers(code, sum(draft.target == code for draft in drafts)))
        for code in sorted({draft.target for draft in drafts})
    }
    submission = Submission.objects.create(created_at=at)
    found = []
    for draft in drafts:
        comment = _statement(draft, conversation, places, next(numbers[draft.target]))
        comment.submission, comment.stored_at = submission, at
        comment.said_at = min(said_at(draft.said_on or conversation.last_day), at)
        comment.save()
        draft.comment = comment
        draft.save(update_fields=["comment"])
        _render_in_english(comment, draft.english, of=conversation.reported_by, by=by, at=at)
        found.append(comment)
    return found


def said_at(day: date) -> datetime:
    """The middle of a day: the same day in nearly every time zone."""
    return datetime.combine(day, time(12), UTC)


def _statement(draft: StatementDraft, conversation, places: Places, number: int) -> Comment:
    """The comment that a draft becomes. What was read there is what the portal shows there."""
    target, language = places.targets[draft.target], draft.language or conversation.language
    part, read = places.part(draft.target, draft.part), nearest(language)
    with spoken(read if read in BY_CODE else SOURCE):
        place = place_now(target, part)
        asked = wording_of(draft.question, "text").text if draft.question else ""
    return Comment(
        slug=f"{target.code}-{number}",
        number=number,
        path=f"{number:06}",
        draft_set=place.draft_set,
        recommendation=target if isinstance(target, Recommendation) else None,
        part=part,
        question=draft.question,
        question_asked=asked,
        body=draft.body,
        html=render_markdown(draft.body),
        language=language,
        read_language=place.read_language,
        read_revision=place.read_revision,
        origin=Origin.ELSEWHERE,
        visibility=Visibility.PUBLIC,
        conversation=conversation,
        wording=draft.wording,
        voiced_by=draft.voiced_by,
        stance=draft.stance,
    )


def _render_in_english(comment: Comment, english: str, *, of, by, at) -> None:
    """What its reporter wrote beside the original; whoever publishes it has read it."""
    if not english.strip() or nearest(comment.language) == SOURCE:
        return
    Rendering.objects.create(
        comment=comment,
        comment_version=comment.version,
        language=SOURCE,
        body=english,
        html=render_markdown(english),
        by=of,
        state=Rendering.State.CONFIRMED,
        made_at=at,
        decided_by=by,
        decided_at=at,
    )


def _touch(comments: list[Comment]) -> None:
    keys = {key for comment in comments for key in comment.stamp_keys}
    Stamp.objects.touch(*keys)

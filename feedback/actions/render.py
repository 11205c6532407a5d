"""Words in another language: anyone signed in proposes them, a liaison confirms or declines."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from recommendations.models import Stamp
from recommendations.prose import render_markdown

from ..limits import may_propose_a_rendering
from ..models import Comment, Outbox, Rendering
from ..models.outbox import SILENCE
from ..permissions import may_ask_machine, may_confirm_rendering, may_render
from .block import refuse_blocked
from .moderate import AlreadyDecidedError, WordsChangedError

RENDER = "feedback.render_by_machine"
State = Rendering.State


class WordsGoneError(Exception):
    """The original can no longer be read, so nothing is put beside it."""


class TooManyRenderingsError(Exception):
    """This account has proposed or asked for many renderings within the hour."""


@transaction.atomic
def propose(
    comment: Comment, *, language: str, body: str, by, seen_version: int, seen: Collection[int]
) -> Rendering:
    """Put somebody's words into a language; a liaison's own rendering is confirmed at once.

    ``seen`` are the confirmed ones (ids) that stood there. Raises WordsChangedError or
    AlreadyDecidedError where something else stands there now, WordsGoneError where nothing does.
    """
    current, now = _held(comment, by), timezone.now()
    own = current.renderings.filter(by=by, language=language, comment_version=seen_version)
    same = own.filter(body=body, state__in=[State.PROPOSED, State.CONFIRMED]).first()
    if same is not None:
        return same
    if current.version != seen_version:
        raise WordsChangedError
    made = Rendering(comment=current, language=language, body=body, by=by, made_at=now)
    if may_confirm_rendering(by, current):
        _confirm(made, by=by, seen=seen, at=now)
    elif not may_propose_a_rendering(by):
        raise TooManyRenderingsError
    open_ones = current.renderings.filter(by=by, language=language, is_machine=False)
    open_ones.filter(state=State.PROPOSED).update(state=State.SUPERSEDED)
    return _store(made, current)


@transaction.atomic
def confirm(
    rendering: Rendering, *, body: str, by, seen_version: int, seen: Collection[int]
) -> Rendering:
    """Let everybody read a proposal, or the liaison's own words in its place.

    Raises WordsChangedError, AlreadyDecidedError or WordsGoneError, and then changes nothing.
    """
    current, proposal, now = *_open(rendering, by), timezone.now()
    there = current.renderings.filter(language=proposal.language, body=body, decided_by=by)
    if done := there.filter(state=State.CONFIRMED).first():
        return done  # the button was pressed twice
    if proposal.state != State.PROPOSED:
        raise AlreadyDecidedError
    if current.version != seen_version:
        raise WordsChangedError
    if body == proposal.body:
        _confirm(proposal, by=by, seen=seen, at=now)
        proposal.save(update_fields=["state", "decided_by", "decided_at"])
        Stamp.objects.touch(*current.stamp_keys)
        return proposal
    made = Rendering(
        comment=current, language=proposal.language, body=body, by=by, made_at=now,
        is_machine=proposal.is_machine,
    )  # fmt: skip
    _confirm(made, by=by, seen=seen, at=now)
    proposal.state, proposal.decided_by, proposal.decided_at = State.SUPERSEDED, by, now
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    return _store(made, current)


@transaction.atomic
def decline(rendering: Rendering, *, by, reason: str) -> Rendering:
    """Say to whoever proposed it why it is not shown. Raises AlreadyDecidedError."""
    _current, proposal = _open(rendering, by)
    if proposal.state != State.PROPOSED:
        raise AlreadyDecidedError
    proposal.state, proposal.reason = State.DECLINED, reason
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return proposal


@transaction.atomic
def ask_machine(comment: Comment, *, language: str, by) -> Rendering:
    """Have a machine suggest words, in the background; asked twice, it is asked once."""
    current, now = _held(comment, by), timezone.now()
    if not may_ask_machine(by, current):
        raise PermissionDenied
    by_machine = current.renderings.filter(language=language, is_machine=True)
    asked = by_machine.filter(state=State.ASKED)
    # One that nobody brought to its end stands in nobody's way for long.
    asked.filter(made_at__lt=now - SILENCE).update(
        state=State.FAILED, failure=Rendering.Failure.SLOW
    )
    proposed = by_machine.filter(state=State.PROPOSED, comment_version=current.version)
    if standing := asked.first() or proposed.first():
        return standing
    if not may_propose_a_rendering(by):
        raise TooManyRenderingsError
    made = Rendering.objects.create(
        comment=current, comment_version=current.version, language=language, is_machine=True,
        by=by, state=State.ASKED, made_at=now,
    )  # fmt: skip
    Outbox.objects.write(RENDER, made.pk)
    return made


def _held(comment: Comment, by) -> Comment:
    """The words as they stand, which nobody else changes until the end of the transaction."""
    refuse_blocked(by)
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not may_render(by, current):
        raise WordsGoneError
    return current


def _open(rendering: Rendering, by) -> tuple[Comment, Rendering]:
    """A proposal as it stands, with the words that it renders."""
    current = _held(rendering.comment, by)
    if not may_confirm_rendering(by, current):
        raise PermissionDenied
    return current, Rendering.objects.get(pk=rendering.pk)


def _confirm(made: Rendering, *, by, seen: Collection[int], at: datetime) -> None:
    """In the place of the one that stood there, if the liaison saw that one."""
    there = Rendering.objects.filter(comment=made.comment, language=made.language)
    standing = there.filter(state=State.CONFIRMED)
    if standing.exclude(pk__in=seen).exists():
        raise AlreadyDecidedError
    standing.update(state=State.SUPERSEDED)
    made.state, made.decided_by, made.decided_at = State.CONFIRMED, by, at


def _store(made: Rendering, comment: Comment) -> Rendering:
    made.comment_version, made.html = comment.version, render_markdown(made.body)
    made.save()
    if made.state == State.CONFIRMED:
        Stamp.objects.touch(*comment.stamp_keys)
    return made

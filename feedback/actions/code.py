"""What coders do: put contributions under themes, take this back, say how they read a stance."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from recommendations.models import Stamp

from ..models import CodedStance, Coding, Comment, Theme
from ..passages import Passage
from ..stamps import stamp_keys_of_all
from .themes import CHUNK, rewrite

CODED, TAKEN_BACK = "coded", "taken back"


class Coded(NamedTuple):
    """How many codings are new, and how many contributions belong to another codebook."""

    number: int
    elsewhere: int


class PassageGoneError(Exception):
    """The words of the passage do not stand in the contribution, or not any more."""


def code(comments: Iterable[Comment], themes: Iterable[Theme], *, by) -> Coded:
    """Put contributions, as a whole and in the wording before the coder, under themes.

    ``comments`` are what the coder may read and has before them (``input_of``). Doing it twice is
    doing it once. A contribution goes under themes of its own iteration only.
    """
    comments, themes = list(comments), list(themes)
    try:
        return _code(comments, themes, by=by)
    except IntegrityError:
        # The same was sent twice at once: now the other one's codings are there to be seen.
        return _code(comments, themes, by=by)


@transaction.atomic
def _code(comments: list[Comment], themes: list[Theme], *, by) -> Coded:
    now = timezone.now()
    added, elsewhere = 0, 0
    for start in range(0, len(comments), CHUNK):
        some = comments[start : start + CHUNK]
        rounds = dict(
            Comment.objects.filter(pk__in=[each.pk for each in some]).values_list(
                "pk", "draft_set__iteration"
            )
        )
        there = set(_own_whole(some, by).values_list("comment", "theme"))
        fitting = [
            (comment, theme)
            for comment in some
            for theme in themes
            if theme.iteration_id == rounds[comment.pk]
        ]
        at_home = {comment.pk for comment, _theme in fitting}
        elsewhere += len(some) - len(at_home)
        made = [
            Coding(
                comment=comment, theme=theme, by=by, comment_version=comment.version, coded_at=now
            )
            for comment, theme in fitting
            if (comment.pk, theme.pk) not in there
        ]
        _store(made, by=by, at=now)
        added += len(made)
        _touch({each.comment_id for each in made})
    return Coded(added, elsewhere)


def _own_whole(comments: list[Comment], by):
    own = Coding.objects.standing().filter(by=by, start=None)
    return own.filter(comment__in=[each.pk for each in comments])


def _store(codings: list[Coding], *, by, at) -> None:
    made = Coding.objects.bulk_create(codings)
    Coding.history.bulk_history_create(
        made, default_user=by, default_change_reason=CODED, default_date=at
    )


def code_passage(comment: Comment, theme: Theme, passage: Passage, *, by) -> Coding:
    """Put a passage of a contribution under a theme.

    Raises PassageGoneError when it does not stand there in the words as they are now.
    """
    with transaction.atomic():
        current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if current.body[passage.start : passage.end] != passage.quote or not passage.quote:
            raise PassageGoneError
        own = Coding.objects.standing().filter(comment=current, theme=theme, by=by)
        if there := own.filter(start=passage.start, end=passage.end).first():
            return there
        now = timezone.now()
        coding = Coding(
            comment=current, theme=theme, by=by, comment_version=current.version, coded_at=now,
            start=passage.start, end=passage.end, quote=passage.quote,
        )  # fmt: skip
        _store([coding], by=by, at=now)
        _touch({current.pk})
    return coding


@transaction.atomic
def take_back(coding: Coding, *, by) -> None:
    """No longer under this theme; that it was stays in the history. Twice is once."""
    current = Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk)
    if current.removed_at:
        return
    now = timezone.now()
    rewrite([current], by=by, at=now, reason=TAKEN_BACK, removed_at=now)
    _touch({current.comment_id})


def code_stance(comments: Iterable[Comment], stance: str, *, by) -> int:
    """How this coder reads the stance of contributions; an empty one takes it back."""
    comments = list(comments)
    try:
        return _code_stance(comments, stance, by=by)
    except IntegrityError:
        return _code_stance(comments, stance, by=by)


@transaction.atomic
def _code_stance(comments: list[Comment], stance: str, *, by) -> int:
    now, changed = timezone.now(), 0
    for start in range(0, len(comments), CHUNK):
        some = comments[start : start + CHUNK]
        own = CodedStance.objects.select_for_update().filter(by=by, comment__in=some)
        there = {each.comment_id: each for each in own}
        if not stance:
            changed += len(there)
            for each in there.values():
                each._history_user = by  # type: ignore[attr-defined]
                each.delete()
            continue
        new = [
            CodedStance(comment=each, by=by, stance=stance, coded_at=now)
            for each in some
            if each.pk not in there
        ]
        other = [each for each in there.values() if each.stance != stance]
        for each in other:
            each.stance, each.coded_at = stance, now
        _store_stances(new, other, by=by, at=now)
        changed += len(new) + len(other)
    return changed


def _store_stances(new: list[CodedStance], other: list[CodedStance], *, by, at) -> None:
    notes = {"default_user": by, "default_date": at}
    CodedStance.history.bulk_history_create(CodedStance.objects.bulk_create(new), **notes)
    CodedStance.objects.bulk_update(other, ["stance", "coded_at"])
    CodedStance.history.bulk_history_create(other, update=True, **notes)


def _touch(comments: set[int]) -> None:
    """Readers see that a contribution stands under a theme."""
    if comments:
        Stamp.objects.touch(*stamp_keys_of_all(Comment.objects.filter(pk__in=comments)))

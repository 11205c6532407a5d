"""Deeds on the codebook: themes are added, renamed, moved, merged and split; no coding is lost."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, SOURCE
from recommendations.actions import save_texts
from recommendations.models import Iteration, Stamp

from ..models import Coding, Comment, Theme
from ..stamps import stamp_keys_of_all, themes_of

MAX_KEY = 50
CHUNK = 500
# Each text in each language, as a column.
COLUMNS = [
    build_localized_fieldname(name, language.code)
    for name in ("label", "definition")
    for language in ALL
]
# In the history of a theme and of its codings; the page says them in words.
ADDED, RENAMED, MOVED, MERGED, SPLIT = "added", "renamed", "moved", "merged", "split"


class ThemeError(Exception):
    """Why the codebook cannot be changed like this, as a sentence."""


class Merged(NamedTuple):
    """How many codings went over, and how many of them stood there already."""

    moved: int
    doubled: int


@transaction.atomic
def add_theme(iteration: Iteration, texts: dict[str, str], *, under: Theme | None, by) -> Theme:
    """A new theme at the end: ``{"label_en": ..., "definition_fr": ...}``."""
    book = _book(iteration)
    if under is not None:
        _refuse_depth(book[under.pk])
    keys = {each.key for each in book.values()}
    theme = Theme(
        iteration=iteration,
        key=_free_key(texts[f"label_{SOURCE}"], keys),
        parent=under,
        position=1 + max((each.position for each in book.values()), default=0),
        **texts,
    )
    _store(theme, by=by)
    Stamp.objects.touch(themes_of(iteration.number))
    return theme


def _store(theme, *, by) -> Theme:
    theme._history_user, theme._change_reason = by, ADDED
    with override(SOURCE):
        theme.save()
    return theme


@transaction.atomic
def copy_codebook(source: Iteration, goal: Iteration, *, by) -> int:
    """Begin an empty codebook with the themes of another iteration; how many there are."""
    if _book(goal):
        return 0
    made: dict[int | None, Theme] = {}
    themes = Theme.objects.in_use().filter(iteration=source)
    for row in themes.order_by(F("parent").asc(nulls_first=True), "position"):
        theme = Theme(
            iteration=goal, key=row.key, position=row.position, parent=made.get(row.parent_id)
        )
        for name in COLUMNS:
            setattr(theme, name, getattr(row, name))
        made[row.pk] = _store(theme, by=by)
    Stamp.objects.touch(themes_of(goal.number))
    return len(made)


@transaction.atomic
def rename_theme(theme: Theme, texts: dict[str, str], *, seen: int, by) -> bool:
    """Give a theme other words in one language; False if they are what stands there.

    ``seen`` is the history row that was before the writer's eyes. Raises ThemeError when
    somebody else has changed the theme since.
    """
    row = Theme.objects.select_for_update().get(pk=theme.pk)
    changed = {name: text for name, text in texts.items() if (getattr(row, name) or "") != text}
    if not changed:
        return False
    if row.history.latest().pk != seen:  # type: ignore[attr-defined]
        raise ThemeError(_("Somebody changed this theme while you wrote. Both texts are here."))
    for name, text in changed.items():
        setattr(row, name, text or None)
    save_texts(row, list(changed), by=by, reason=RENAMED)
    Stamp.objects.touch(themes_of(row.iteration.number))
    return True


@transaction.atomic
def place_theme(theme: Theme, *, under: Theme | None, by) -> None:
    """Put a theme under another one, or beside all; at the end there."""
    book = _book(theme.iteration)
    row = book[theme.pk]
    if under is not None:
        _refuse_depth(book[under.pk])
        if under.pk == row.pk or any(each.parent_id == row.pk for each in book.values()):
            raise ThemeError(_("A theme with others under it, or itself, cannot be put there."))
    if row.parent_id == (under and under.pk):
        return
    row.parent, row.position = under, 1 + max(each.position for each in book.values())
    save_texts(row, ["parent", "position"], by=by, reason=MOVED)
    Stamp.objects.touch(themes_of(theme.iteration.number))


@transaction.atomic
def shift_theme(theme: Theme, step: int, *, by) -> None:
    """One place up (-1) or down (1) among those beside it."""
    book = _book(theme.iteration)
    beside = [each for each in book.values() if not each.merged_into_id]
    beside = [each for each in beside if each.parent_id == book[theme.pk].parent_id]
    beside.sort(key=lambda each: (each.position, each.key))
    old = beside.index(book[theme.pk])
    new = old + step
    if not 0 <= new < len(beside):
        return
    beside.insert(new, beside.pop(old))
    for position, row in enumerate(beside, 1):
        if row.position != position:
            row.position = position
            save_texts(row, ["position"], by=by, reason=MOVED)
    Stamp.objects.touch(themes_of(theme.iteration.number))


@transaction.atomic
def merge_theme(theme: Theme, into: Theme, *, by) -> Merged:
    """Put all codings of a theme under another one; what stood under both stands there once.

    The theme stays, empty, and says where it went. What was under it goes along.
    """
    book = _book(theme.iteration)
    row, goal = book[theme.pk], book.get(into.pk)
    if goal is None or goal.pk == row.pk or goal.merged_into_id or row.merged_into_id:
        raise ThemeError(_("These two themes cannot be merged."))
    if goal.parent_id == row.pk:
        raise ThemeError(_("It stands under the theme itself: move it beside that one first."))
    now = timezone.now()
    codings = Coding.objects.select_for_update().standing().filter(theme=row)
    coded = Coding.objects.standing().filter(theme=row).values("comment")
    keys = stamp_keys_of_all(Comment.objects.filter(pk__in=coded))
    merged = move_codings(list(codings), goal, by=by, at=now, reason=MERGED)
    for child in [each for each in book.values() if each.parent_id == row.pk]:
        child.parent_id = goal.parent_id or goal.pk
        save_texts(child, ["parent"], by=by, reason=MOVED)
    row.merged_into = goal
    save_texts(row, ["merged_into"], by=by, reason=MERGED)
    Stamp.objects.touch(themes_of(row.iteration.number), *keys)
    return merged


@transaction.atomic
def split_theme(theme: Theme, comments, *, into: Theme, by) -> Merged:
    """Move all that was coded with a theme on these contributions to another one."""
    if into.pk == theme.pk or into.iteration_id != theme.iteration_id or into.merged_into_id:
        raise ThemeError(_("What was chosen cannot go there."))
    standing = Coding.objects.select_for_update().standing().filter(theme=theme)
    codings = list(standing.filter(comment__in=comments))
    touched = Comment.objects.filter(pk__in={each.comment_id for each in codings})
    keys = stamp_keys_of_all(touched)
    moved = move_codings(codings, into, by=by, at=timezone.now(), reason=SPLIT)
    Stamp.objects.touch(themes_of(theme.iteration.number), *keys)
    return moved


def move_codings(codings: list[Coding], goal: Theme, *, by, at: datetime, reason: str) -> Merged:
    """Codings go to another theme; one that its coder has there already is taken back instead."""
    there = {_place(each) for each in Coding.objects.standing().filter(theme=goal)}
    doubled = [each for each in codings if each.by_id and _place(each) in there]
    twice = {each.pk for each in doubled}
    moved = [each for each in codings if each.pk not in twice]
    rewrite(doubled, by=by, at=at, reason=reason, removed_at=at)
    rewrite(moved, by=by, at=at, reason=reason, theme=goal)
    return Merged(len(moved), len(doubled))


def rewrite(codings: list[Coding], *, by, at: datetime, reason: str, **changes) -> None:
    """Change many codings in the same way, each with a row in its history."""
    for start in range(0, len(codings), CHUNK):
        some = codings[start : start + CHUNK]
        Coding.objects.filter(pk__in=[each.pk for each in some]).update(**changes)
        for coding in some:
            for name, value in changes.items():
                setattr(coding, name, value)
        Coding.history.bulk_history_create(
            some, update=True, default_user=by, default_change_reason=reason, default_date=at
        )


def _place(coding: Coding) -> tuple:
    return coding.comment_id, coding.by_id, coding.start, coding.end


def _book(iteration: Iteration) -> dict[int, Theme]:
    """All themes of an iteration, locked until the deed is done."""
    Iteration.objects.select_for_update().only("pk").get(pk=iteration.pk)
    rows = Theme.objects.select_for_update().filter(iteration=iteration).order_by("pk")
    return {row.pk: row for row in rows}


def _refuse_depth(above: Theme) -> None:
    """Two steps: a deeper codebook is one that nobody learns by heart."""
    if above.parent_id or above.merged_into_id:
        raise ThemeError(_("Nothing can stand under this theme: it stands under another one."))


def _free_key(label: str, taken: Iterable[str]) -> str:
    stem = slugify(label)[: MAX_KEY - 4].strip("-") or "theme"
    keys = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(key for key in keys if key not in taken)

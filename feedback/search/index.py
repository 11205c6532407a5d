"""Keeping the index in step with the texts: called in the transaction that writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.html import strip_tags

from accounts.languages import ALL
from recommendations.freshness import text_of
from recommendations.models import Page, Part, Recommendation, Stamp, WorkingGroup

from ..models import Comment, IndexedText, Visibility
from .analyser import VERSION, tokens

BATCH = 200
MAX_TEXT = 80_000  # signs that are searched: PostgreSQL's index takes a megabyte of words a row
Kind = IndexedText.Kind
WRITTEN = ("draft_set", "said_at", "title", "text", "title_tokens", "tokens")


@dataclass(frozen=True)
class Source:
    """Which texts of a model are searched."""

    kind: Kind
    title: str = ""
    text: str = ""


SOURCES: dict[type[Model], Source] = {
    Recommendation: Source(Kind.RECOMMENDATION, "title", "summary"),
    Part: Source(Kind.PART, "", "html"),
    Comment: Source(Kind.COMMENT, "", "html"),
    WorkingGroup: Source(Kind.GROUP, "name", "description"),
    Page: Source(Kind.PAGE, "title", "html"),
}


def index(model: type[Model], instances: Iterable[Any]) -> int:
    """Write what these rows are found by, and take out what is no longer there."""
    instances, source = list(instances), SOURCES[model]
    sets = _draft_sets(model, instances)
    wanted = [row for each in instances for row in _rows(each, source, sets.get(each.pk))]
    keys = {(row.object_id, row.language) for row in wanted}
    with transaction.atomic():
        there = IndexedText.objects.of(source.kind, [each.pk for each in instances])
        gone = [
            pk
            for pk, *key in there.values_list("pk", "object_id", "language")
            if tuple(key) not in keys
        ]
        if gone:
            IndexedText.objects.filter(pk__in=gone).delete()
        if wanted:
            IndexedText.objects.bulk_create(
                wanted,
                update_conflicts=True,
                unique_fields=["kind", "object_id", "language"],
                update_fields=WRITTEN,
            )
    return len(wanted)


def is_searched(model: type[Model], columns: Iterable[str]) -> bool:
    """Would a change of these columns change what is found?"""
    source = SOURCES[model]
    names = tuple(filter(None, (source.title, source.text, "visibility", "language")))
    return any(column.startswith(names) for column in columns)


def forget(instance: Any) -> None:
    """Take a row's words out of the index."""
    IndexedText.objects.of(SOURCES[type(instance)].kind, [instance.pk]).delete()


def _rows(instance: Any, source: Source, draft_set: int | None) -> Iterable[IndexedText]:
    if isinstance(instance, Comment):
        languages = [] if instance.visibility == Visibility.WITHDRAWN else [instance.language]
    else:
        languages = [language.code for language in ALL]
    for language in languages:
        title, text = (_plain(instance, name, language) for name in (source.title, source.text))
        if title or text:
            yield IndexedText(
                kind=source.kind,
                object_id=instance.pk,
                language=language,
                draft_set_id=draft_set,
                said_at=getattr(instance, "said_at", None),
                title=title,
                text=text,
                title_tokens=" ".join(tokens(title, language)),
                tokens=" ".join(tokens(f"{title}\n{text}", language)),
            )


def _plain(instance: Any, field: str, language: str) -> str:
    """A text without its markup; NUL is no text to any database."""
    if not field:
        return ""
    is_comment = isinstance(instance, Comment)
    text = getattr(instance, field) if is_comment else text_of(instance, field, language)
    if field == "html":
        text = unescape(strip_tags(text))
    return " ".join(text.replace("\x00", " ").split())[:MAX_TEXT]


def _draft_sets(model: type[Model], instances: list) -> dict[int, int]:
    """The set of drafts that each row shares its visibility with."""
    if model in (WorkingGroup, Page):
        return {}
    if model is not Part:
        return {each.pk: each.draft_set_id for each in instances}
    found = Recommendation.objects.filter(pk__in={each.recommendation_id for each in instances})
    sets = dict(found.values_list("pk", "draft_set"))
    return {each.pk: sets[each.recommendation_id] for each in instances}


def mark() -> str:
    """The stamp that says: the index was made whole by this analyser."""
    return f"search:{VERSION}-{version('snowballstemmer')}"


def is_whole() -> bool:
    return Stamp.objects.filter(key=mark()).exists()


def make_whole() -> int:
    """Make the index anew, batch by batch; safe while people write."""
    number = sum(_index_batches(model) for model in SOURCES)
    if not is_whole():
        Stamp.objects.touch(mark())
    return number


def _index_batches(model: type[Model]) -> int:
    last: int | None = 0
    number = 0
    while last is not None:
        written, last = _index_batch(model, last)
        number += written
    return number


@transaction.atomic
def _index_batch(model: type[Model], after: int) -> tuple[int, int | None]:
    """Index the next rows, and take out what stands in their place without a row of its own."""
    # Locked, so that nobody's newer words are overwritten by those just read.
    rows = model._default_manager.select_for_update().filter(pk__gt=after).order_by("pk")
    batch = list(rows[:BATCH])
    last = batch[-1].pk if batch else None
    stale = IndexedText.objects.filter(kind=SOURCES[model].kind, object_id__gt=after)
    if last:
        stale = stale.filter(object_id__lte=last)
    stale.exclude(object_id__in=[each.pk for each in batch]).delete()
    return index(model, batch), last

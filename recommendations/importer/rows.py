"""The rows that a file asks for, gathered and checked before the first one is written."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from accounts.languages import SOURCE

from ..models import (
    DraftSet,
    Freshness,
    GuidingQuestion,
    Iteration,
    Lineage,
    Milestone,
    Page,
    Part,
    PartQuestion,
    Recommendation,
    ScopingQuestion,
    Section,
    WorkingGroup,
)
from ..models.erratum import Effect
from ..models.freshness import digest
from .file import Place, Text, Texts

# What a row is known by, in the file and in the database.
KEYS: dict[type[Model], tuple[str, ...]] = {
    GuidingQuestion: ("key",),
    PartQuestion: ("key",),
    Page: ("key",),
    WorkingGroup: ("slug",),
    ScopingQuestion: ("key",),
    Iteration: ("number",),
    DraftSet: ("code",),
    Section: ("draft_set__code", "key"),
    Recommendation: ("code",),
    Lineage: ("earlier__code", "later__code"),
    Milestone: ("key",),
    Part: ("recommendation__code", "key"),
}
# The names that columns have in the file, where they differ.
NAMES_IN_FILE = {"published_on": "published", "topic": "key", "code": "id", "name": "names"}

Key = tuple[Any, ...]
Link = tuple[type[Model], Key]


@dataclass
class Erratum:
    """A correction that the file tells of, in the order in which it was made."""

    effect: str
    reason: str
    texts: dict[str, str]


@dataclass
class Expected:
    """A text as it should stand in the end, and what it was made from."""

    text: str
    source_digest: str
    origin: str
    confidence: str


@dataclass
class Row:
    """One row that the file asks for."""

    place: str
    model: type[Model]
    key: Key
    fields: dict[str, Any] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    errata: list[Erratum] = field(default_factory=list)

    def expected(self) -> dict[tuple[str, str], Expected]:
        """Each text after all errata, by field and language."""
        found = {}
        for name, texts in self.texts.items():
            source = digest(texts[SOURCE].text) if SOURCE in texts else digest("")
            for language, text in texts.items():
                found[name, language] = _expected(text, source)
        for erratum in self.errata:
            _correct(found, erratum)
        return found


def _expected(text: Text, source_digest: str) -> Expected:
    origin = Freshness.Origin.MACHINE if text.is_machine else Freshness.Origin.PERSON
    return Expected(text.text, source_digest, origin, text.confidence)


def _correct(found: dict[tuple[str, str], Expected], erratum: Erratum) -> None:
    """What ``correct_text`` makes of a part, so that a second import knows it again."""
    before = found["text", SOURCE].source_digest
    source = digest(erratum.texts.get(SOURCE, found["text", SOURCE].text))
    known = {language: expected.text for (_, language), expected in found.items()}
    if erratum.effect == Effect.WORDING:
        for expected in found.values():
            if expected.source_digest == before:
                expected.source_digest = source
    for language, text in erratum.texts.items():
        if known.get(language) != text:
            found["text", language] = _expected(Text(text), source)


class Book:
    """All rows of a file in the order in which they are written, and what they may refer to."""

    def __init__(self):
        self.rows: list[Row] = []
        self.ids: dict[Link, int] = {}
        for model, names in KEYS.items():
            for pk, *key in model._default_manager.values_list("pk", *names):
                self.ids[model, tuple(key)] = pk
        self._places: dict[Link, str] = {}

    def add(self, source: Place, row: Row) -> None:
        """Take a row in; a second one of the same key is refused."""
        if not all(row.key):
            return  # its place has said what is missing
        first = self._places.setdefault((row.model, row.key), row.place)
        if first != row.place:
            source.source.refuse(row.place, f"stands twice, first at {first}")
            return
        self._check(source, row)
        self.rows.append(row)

    def knows(self, model: type[Model], *key) -> bool:
        return (model, key) in self._places or (model, key) in self.ids

    def _check(self, source: Place, row: Row) -> None:
        """Lengths, choices and the like, as the model states them."""
        for name, value in row.fields.items():
            _check_value(source, row, name, value, NAMES_IN_FILE.get(name, name))
        for name, texts in row.texts.items():
            for language, text in texts.items():
                place = f"{NAMES_IN_FILE.get(name, name)}.{language}"
                _check_value(source, row, name, text.text, place)


def _check_value(source: Place, row: Row, name: str, value, place: str) -> None:
    if value is None or value == "":
        return  # whoever read it has said so if it must be there
    try:
        row.model._meta.get_field(name).clean(value, None)  # type: ignore[union-attr]
    except ValidationError as error:
        source.source.refuse(f"{row.place}.{place}", " ".join(error.messages))

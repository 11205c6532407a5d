"""How texts stand in each language: by comparing digests, never times."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, SOURCE, Language

from .models import Freshness
from .models.freshness import digest
from .models.translated import translated_fields

# Rendered from the text beside it, so it has no state of its own.
RENDERED = {"html"}
# What an iteration plans to have translated: the abbreviated versions.
ABBREVIATED = {("recommendation", "title"), ("recommendation", "summary")}

Key = tuple[str, int, str, str]


@dataclass(frozen=True)
class State:
    """One text in one language: ``current``, ``behind``, ``planned`` or ``missing``."""

    kind: str
    is_machine: bool = False
    is_checked: bool = False

    @property
    def is_unchecked(self) -> bool:
        """A machine wrote it and no person has confirmed it."""
        return self.is_machine and not self.is_checked


@dataclass
class LanguageState:
    """All texts of a recommendation in one language, for the language bar.

    ``kind`` is ``current``, ``behind``, ``machine``, ``planned`` or ``missing``; the counts beside
    it say more, since a machine's text can be behind too.
    """

    language: Language
    kind: str
    present: int
    total: int
    behind: int
    unchecked: int


def text_fields(model) -> list[str]:
    """The translated fields that people write."""
    return [name for name in translated_fields(model) if name not in RENDERED]


def text_of(instance, field: str, language: str) -> str:
    """A text in exactly this language; empty where there is none."""
    return getattr(instance, build_localized_fieldname(field, language)) or ""


def freshness_of(instance, field: str, language: str, **facts) -> Freshness:
    """A row, not saved, that says: made from the source as it stands now."""
    facts.setdefault("origin", Freshness.Origin.PERSON)
    return Freshness(
        model=instance._meta.model_name,
        object_id=instance.pk,
        field=field,
        language=language,
        source_digest=digest(text_of(instance, field, SOURCE)),
        **facts,
    )


def note_texts(instance, **facts):
    """Write down that every text of a new row was made from its present source."""
    Freshness.objects.bulk_create(
        freshness_of(instance, field, language.code, **facts)
        for field in text_fields(type(instance))
        for language in ALL
        if text_of(instance, field, language.code)
    )


def states(
    instances: Iterable, languages: Collection[str], *, planned: Collection[str] = ()
) -> dict[Key, State]:
    """How each text of these rows stands in these languages, in one query.

    A text that exists in no source and no translation is left out: nothing is missing there.
    ``planned`` are the languages into which abbreviated versions are to be translated.
    """
    instances = list(instances)
    rows = {
        (row.model, row.object_id, row.field, row.language): row
        for row in Freshness.objects.of(*instances).filter(language__in=languages)
    }
    found = {}
    for instance in instances:
        model = instance._meta.model_name
        for field in text_fields(type(instance)):
            source = text_of(instance, field, SOURCE)
            for language in languages:
                key = (model, instance.pk, field, language)
                if key in rows:
                    found[key] = _state(rows[key], digest(source))
                elif source:
                    is_planned = language in planned and (model, field) in ABBREVIATED
                    found[key] = State("planned" if is_planned else "missing")
    return found


def _state(row: Freshness, source_digest: str) -> State:
    return State(
        kind="current" if row.source_digest == source_digest else "behind",
        is_machine=row.origin == Freshness.Origin.MACHINE,
        is_checked=row.confirmed_at is not None,
    )


def language_bar(recommendation, parts: Iterable) -> list[LanguageState]:
    """How the whole recommendation stands in each of the languages, in one query.

    The set of drafts and its iteration should be loaded with the recommendation.
    """
    planned = recommendation.draft_set.iteration.planned_languages
    found = states([recommendation, *parts], [language.code for language in ALL])
    by_language: dict[str, dict[Key, State]] = {language.code: {} for language in ALL}
    for key, state in found.items():
        if state.kind != "missing":
            by_language[key[-1]][key] = state
    total = len(by_language[SOURCE])
    return [
        _language_state(language, by_language[language.code], total, language.code in planned)
        for language in ALL
    ]


def _language_state(language: Language, texts: dict[Key, State], total: int, is_planned: bool):
    behind = sum(state.kind == "behind" for state in texts.values())
    unchecked = sum(state.is_unchecked for state in texts.values())
    beyond_the_title = [key for key in texts if key[2] != "title"]
    if language.code == SOURCE:
        kind = "current"
    elif is_planned and not beyond_the_title:
        kind = "planned"
    elif not texts or (not beyond_the_title and total > len(texts)):
        kind = "missing"
    elif behind:
        kind = "behind"
    else:
        kind = "machine" if unchecked else "current"
    return LanguageState(language, kind, len(texts), total, behind, unchecked)

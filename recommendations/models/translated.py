"""Loading texts of one reading language, with what stands in for it, and nothing more."""

from collections.abc import Callable

from django.db import models
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, fallbacks, reading_language


def translated_fields(model) -> list[str]:
    """The names of a model's fields that exist once per language."""
    return list(translator.get_options_for_model(model).fields)  # type: ignore[attr-defined]


def columns(model, language: str | None = None) -> list[str]:
    """The columns of a model that a reader of this language needs."""
    translated = translated_fields(model)
    per_language = {
        field.name
        for name in translated
        for field in translator.get_options_for_model(model).all_fields[name]
    }
    plain = [
        field.attname
        for field in model._meta.concrete_fields
        if field.name not in per_language and field.name not in translated
    ]
    return plain + [
        build_localized_fieldname(name, code)
        for name in translated
        for code in fallbacks(language or reading_language())
    ]


def render_each(row, field: str, render: Callable[[str], str]) -> None:
    """Renew the stored HTML of every language from the text beside it; the caller saves."""
    for language in ALL:
        text = getattr(row, build_localized_fieldname(field, language.code))
        setattr(row, build_localized_fieldname("html", language.code), render(text) if text else "")


class TranslatedQuerySet(models.QuerySet):
    """A query set that can leave the other fifteen languages in the database."""

    def in_language(self, language: str | None = None):
        """Load only the columns of the reading language and of its fallbacks."""
        return self.only(*columns(self.model, language))


def texts_of(model, *relations: str) -> list[models.Prefetch]:
    """Prefetches for relations of a model (``draft_set__group``), in the reading language only.

    ``select_related`` to a translated model would load all seventeen languages.
    """
    return [
        models.Prefetch(path, queryset=_model_at(model, path)._default_manager.in_language())
        for path in relations
    ]


def _model_at(model, path):
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model

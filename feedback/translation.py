"""Which fields exist once per language, and the history of those that groups write."""

import simple_history
from django.db.models import CharField
from modeltranslation.translator import TranslationOptions, register, translator
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL
from recommendations.models.erratum import MAX_REASON

from .models import Answer, Rule, Theme


@register(Rule)
class RuleTranslation(TranslationOptions):
    fields = ("title",)


# What groups write keeps a history; the base field mirrors one language and is left out of it.
WRITTEN_BY_GROUPS = {Theme: ("label", "definition"), Answer: ("reason", "html")}
# Made from the text, so its history would say everything twice.
RENDERED = [build_localized_fieldname("html", language.code) for language in ALL]

for model, fields in WRITTEN_BY_GROUPS.items():
    options = type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": fields})
    translator.register(model, options)
    rendered = RENDERED if "html" in fields else []
    simple_history.register(
        model,
        app="feedback",
        excluded_fields=[*fields, *rendered],
        history_change_reason_field=CharField(max_length=MAX_REASON, null=True),
    )

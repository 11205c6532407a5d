"""Which fields exist once per language, and the history that records every language.

The base field is left out of the history: it mirrors one of the languages, and its changes would
show as changes of the text that nobody made.
"""

import simple_history
from django.db.models import CharField
from modeltranslation.translator import TranslationOptions, translator
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL

from . import models
from .models.erratum import MAX_REASON

TRANSLATED = {
    models.Iteration: ("title",),
    models.Milestone: ("title", "text"),
    models.WorkingGroup: ("name", "description"),
    models.ScopingQuestion: ("text",),
    models.DraftSet: ("introduction", "note", "consensus_note"),
    models.Section: ("text",),
    models.GuidingQuestion: ("label", "text"),
    models.PartQuestion: ("text",),
    models.Recommendation: ("title", "summary"),
    models.Part: ("text", "html"),
    models.Page: ("title", "body", "html"),
    models.Lineage: ("note",),
    models.ChangeReason: ("reason",),
}
# Made from the text, so its history would say everything twice.
RENDERED = [build_localized_fieldname("html", language.code) for language in ALL]

for model, fields in TRANSLATED.items():
    options = type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": fields})
    translator.register(model, options)
    rendered = RENDERED if "html" in fields else []
    simple_history.register(
        model,
        app="recommendations",
        bases=[models.Erratum],
        excluded_fields=[*fields, *rendered],
        # The package's own 100 signs are too few for the reason of an erratum.
        history_change_reason_field=CharField(max_length=MAX_REASON, null=True),
    )

"""Forms of the back office that show the fields of one language at a time.

modeltranslation's own tabs fetch jQuery UI from another host. These are a few lines of script;
without it all languages stand below each other.
"""

from typing import Any

from django import forms
from django.utils.text import capfirst
from modeltranslation.admin import TranslationAdmin, TranslationBaseModelAdmin
from modeltranslation.utils import build_localized_fieldname

from .languages import ALL, SOURCE, autonym, direction, reading_language


class InTheirLanguage(TranslationBaseModelAdmin):
    """Each box is labelled with its language and carries it."""

    def patch_translation_field(self, db_field, field, request, **kwargs):
        super().patch_translation_field(db_field, field, request, **kwargs)
        if language := getattr(db_field, "language", None):
            name = capfirst(str(db_field.translated_field.verbose_name))
            field.label = f"{name} · {autonym(language)}"
            field.widget.attrs |= {"lang": language, "dir": direction(language)}


class LanguageTabs(InTheirLanguage, TranslationAdmin):
    """A form with a row of buttons, one for each language."""

    @property
    def media(self):
        # Deferred, since the form has to be there first. The stubs know plain addresses only.
        script: Any = forms.Script("admin_local/tabs.js", defer=True)
        return super().media + forms.Media(css={"all": ["admin_local/tabs.css"]}, js=[script])

    def languages_first(self, request, obj=None):
        """The language shown first, and whether its source is shown beside it."""
        return reading_language(), False

    def tabs(self, request, obj=None):
        first, with_source = self.languages_first(request, obj)
        return {
            "first": first,
            "beside": SOURCE if with_source else "",
            "languages": [
                {"language": language, "suffix": build_localized_fieldname("", language.code)}
                for language in ALL
            ],
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["language_tabs"] = self.tabs(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

"""Fields for people's words and for the language they are in."""

import re

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.languages import ALL, BY_CODE, autonym

from ..models import MAX_LENGTH, Stance

# A language tag as BCP 47 writes it: a language, then script, region or variants.
TAG = re.compile(r"^([a-z]{2,3})((?:-[a-z0-9]{2,8})*)$")
OTHER = "other"
TRAPPED = _(
    "A field that people do not see was filled in, perhaps by your browser. It is "
    "empty again: please send once more."
)


class WordsField(forms.CharField):
    """A box for someone's words: Markdown, any language, nothing lost."""

    widget = forms.Textarea

    def __init__(self, **options):
        options.setdefault("max_length", MAX_LENGTH)
        super().__init__(**options)
        self.widget.attrs.setdefault("rows", 3)
        self.widget.attrs.setdefault("dir", "auto")

    def clean(self, value):
        words = super().clean(value)
        if "\ufffd" in words:
            raise forms.ValidationError(
                _("Some signs could not be read; they stand as � in the text. Please mend them.")
            )
        return words.replace("\r\n", "\n")


class StanceField(forms.ChoiceField):
    """How somebody stands to a text, beside the words; nobody has to say."""

    def __init__(self, **options):
        options.setdefault("label", _("How you stand to this text"))
        options.setdefault(
            "help_text", _("Shown beside your words, so that the group sees it at a glance.")
        )
        super().__init__(choices=[("", _("Not said")), *Stance.choices], required=False, **options)


def language_options(*first: str):
    """The languages to choose from: the page's and the reader's first, then all, then any."""
    near = list(dict.fromkeys(code for code in first if code))
    rest = [language.code for language in ALL if language.code not in near]
    return [
        *((code, autonym(code)) for code in near + rest),
        (OTHER, _("Another language")),
    ]


class LanguageMixin(forms.Form):
    """Asks which language the words are in: one of the portal's, or any by its code."""

    language = forms.ChoiceField(label=_("Language of your words"))
    other_language = forms.CharField(
        label=_("Code of another language"),
        help_text=_("For example sw for Swahili, ku-Latn for Kurdish in Latin script."),
        max_length=35,
        required=False,
    )

    def offer_languages(self, *first: str):
        codes = [code for code in first if code]
        self.fields["language"].choices = language_options(*codes)
        if codes:
            self.fields["language"].initial = codes[0]

    def clean(self):
        values = super().clean()
        if values.get("language") == OTHER:
            tag = values.get("other_language", "").strip().lower().replace("_", "-")
            if not is_language_tag(tag):
                self.add_error("other_language", _("This is not the code of a language."))
            values["language"] = tag
        return values


def is_language_tag(tag: str) -> bool:
    """Is this a well-formed tag of a language that exists?"""
    if tag in BY_CODE:
        return True
    match = TAG.match(tag)
    return bool(match) and match[1] in Locale("en").languages

"""What people fill in to put words into another language, and liaisons to judge it."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.languages import ALL, BY_CODE, SOURCE, autonym, nearest

from ..models.decision import MAX_REASON
from .moderate import BackField, ReasonField
from .words import WordsField

PROPOSALS, MISSING = "", "missing"
CONFIRM, DECLINE = "confirm", "decline"
MOST = 2**63 - 1
MOST_VERSIONS = 2**31 - 1


class SeenField(forms.CharField):
    """The confirmed renderings (ids) that stood on the page: ``17-23``."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, max_length=400)

    def clean(self, value):
        return {int(each) for each in re.findall(r"[0-9]{1,18}", super().clean(value))}


class LanguageField(forms.ChoiceField):
    """One of the portal's languages."""

    def __init__(self, **options):
        options.setdefault("label", _("Language"))
        super().__init__(choices=[(each.code, each.autonym) for each in ALL], **options)


class RenderingForm(forms.Form):
    """The same words in one of the portal's languages."""

    language = LanguageField(label=_("Into which language?"))
    body = WordsField(label=_("The words in this language"))
    version = forms.IntegerField(min_value=1, max_value=MOST_VERSIONS, widget=forms.HiddenInput)
    seen = SeenField()

    def __init__(self, *args, comment, **options):
        super().__init__(*args, **options)
        self.comment, own = comment, nearest(comment.language)
        others = [(code, label) for code, label in self.fields["language"].choices if code != own]
        self.offered = dict(others)
        self.fields["language"].choices = others
        self.fields["body"].widget.attrs["rows"] = 8


class MachineForm(forms.Form):
    """Which language a machine is asked for."""

    language = LanguageField()
    back = BackField()


class ProposalForm(forms.Form):
    """The words as a liaison lets them stand, or why they are declined."""

    body = WordsField(
        label=_("The words, as everybody will read them"),
        help_text=_("Put right what is wrong: then they stand under your name."),
        required=False,
    )
    reason = ReasonField(
        label=_("Why you decline it"),
        help_text=_("For whoever proposed it."),
        max_length=MAX_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    version = forms.IntegerField(min_value=1, max_value=MOST_VERSIONS, widget=forms.HiddenInput)
    seen = SeenField()
    deed = forms.ChoiceField(choices=[(CONFIRM, CONFIRM), (DECLINE, DECLINE)])

    def clean(self):
        values = super().clean()
        if values.get("deed") == CONFIRM and not values.get("body") and "body" not in self.errors:
            self.add_error("body", _("Nothing stands here."))
        if (
            values.get("deed") == DECLINE
            and not values.get("reason", "")
            and ("reason" not in self.errors)
        ):
            self.add_error("reason", _("Say why in a few words."))
        return values


class RenderingsForm(forms.Form):
    """Which list of the desk is shown, and from where on."""

    show = forms.ChoiceField(choices=[(PROPOSALS, ""), (MISSING, "")], required=False)
    language = forms.ChoiceField(label=_("Language of the original"), required=False)
    after = forms.IntegerField(min_value=1, max_value=MOST, required=False)

    def __init__(self, data, *, languages):
        super().__init__(data)
        codes = [code for code in languages or BY_CODE if code != SOURCE]
        named = [(code, autonym(code)) for code in codes]
        self.fields["language"].choices = [("", _("All languages")), *named]

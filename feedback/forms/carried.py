"""What of the earlier contributions is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..outcomes import is_answered

ANSWERED, OPEN = "answered", "open"


class EarlierFilter(forms.Form):
    """All of them, or those with or without an answer of a group."""

    show = forms.ChoiceField(
        label=_("Show"),
        choices=[
            ("", _("All")),
            (ANSWERED, _("Answered")),
            (OPEN, _("Without an answer")),
        ],
        required=False,
    )
    page = forms.IntegerField(min_value=1, required=False)

    def filter(self, comments):
        show = self.cleaned_data["show"]
        if show == ANSWERED:
            return comments.filter(is_answered())
        return comments.exclude(is_answered()) if show == OPEN else comments

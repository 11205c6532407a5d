"""Who may read one's own words from now on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Visibility


class ReadersForm(forms.Form):
    """Another choice than the one made before, which the form carries."""

    seen = forms.ChoiceField(choices=Visibility.choices, widget=forms.HiddenInput)
    chosen = forms.TypedChoiceField(
        label=_("Who can read your words"), coerce=Visibility, widget=forms.RadioSelect
    )

    def __init__(self, data, *, present: str, choices):
        super().__init__(data, initial={"seen": present})
        self.fields["chosen"].choices = [(choice.value, choice.label) for choice in choices]

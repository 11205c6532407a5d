"""Two recommendations that touch, as a member names them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.models import Overlap, Recommendation
from recommendations.models.overlap import MAX_NOTE
from recommendations.permissions import may_mark_overlap

from ..short_ids import find_by_id


class ShortIdField(forms.CharField):
    """The short id of a recommendation, or its address."""

    def __init__(self, **options):
        super().__init__(max_length=300, widget=forms.TextInput({"dir": "ltr"}), **options)


class OverlapForm(forms.Form):
    """Which two, how they touch, and a note that both pages show."""

    one = ShortIdField(label=_("Recommendation"), help_text=_("Its short id, such as DV1-9."))
    other = ShortIdField(label=_("The other recommendation"))
    kind = forms.ChoiceField(
        label=_("How they touch"), choices=Overlap.Kind.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note (public)"),
        help_text=_("What exactly overlaps or contradicts. Both pages show it."),
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user

    def clean_one(self):
        return self._found("one")

    def clean_other(self):
        return self._found("other")

    def _found(self, name) -> Recommendation:
        found = find_by_id(self.cleaned_data[name], self.user)
        if not isinstance(found, Recommendation):
            raise forms.ValidationError(_("No recommendation with this short id is known here."))
        return found

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        if values["one"] == values["other"]:
            self.add_error("other", _("Choose two different recommendations."))
        elif not may_mark_overlap(self.user, values["one"], values["other"]):
            self.add_error("one", _("One of the two has to be of a group that you write for."))
        return values


class TwoPages(forms.Form):
    """Which page of the contributions stands in each of the two columns."""

    first = forms.IntegerField(min_value=1, required=False)
    second = forms.IntegerField(min_value=1, required=False)

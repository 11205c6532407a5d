"""Filters of a group's desk that somebody keeps under a name of their own."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ..group_input import GroupDesk
from ..models import SavedView
from .group_input import MAX_FILTER, InputForm

LONGEST = SavedView._meta.get_field("query").max_length or 0


class SavedViewForm(forms.Form):
    """A name, and the filter as it stands in the address of the list."""

    name = forms.CharField(label=_("Name of this view"), max_length=60)
    filter = forms.CharField(max_length=MAX_FILTER, required=False)

    def __init__(self, data, *, desk: GroupDesk, user):
        super().__init__(data)
        self.desk, self.user = desk, user

    def clean_filter(self) -> str:
        """The filter without what belongs to one visit only."""
        query = QueryDict(self.cleaned_data["filter"])
        wanted = InputForm(query, desk=self.desk, user=self.user)
        if not wanted.is_valid():
            raise forms.ValidationError(_("This filter could not be read."))
        if len(wanted.query) > LONGEST:
            raise forms.ValidationError(_("This filter is too long to be kept: use fewer words."))
        return wanted.query

"""A report of words that break a rule, for the liaisons."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Flag
from ..models.flag import MAX_NOTE
from .words import TRAPPED


class FlagForm(forms.Form):
    """Why a contribution should be looked at."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    # People do not see this field; what fills it is a machine.
    website = forms.CharField(required=False)
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Flag.Reason, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What should the liaison know?"),
        help_text=_("In any language. Only those who may decide on the contribution read it."),
        max_length=MAX_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["key"].initial = uuid.uuid4()

    def clean(self):
        values = super().clean()
        if "key" in self.errors:
            self.add_error(None, _("The form came back incomplete. Please send it once more."))
            self.data = {**self.data.dict(), "key": uuid.uuid4()}
        if values.get("website"):
            self.add_error(None, TRAPPED)
        return values

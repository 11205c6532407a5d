"""Which short texts a host prints with the kit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.models import Iteration, WorkingGroup

from .filters import FILTER_IDS, WordingChoiceField


class KitForm(forms.Form):
    """One group, in one iteration; without one, the newest with summaries."""

    group = WordingChoiceField(
        label=_("Working group"),
        text="name",
        queryset=WorkingGroup.objects.none(),
        to_field_name="slug",
        empty_label=_("No short texts"),
    )
    iteration = WordingChoiceField(
        label=_("Iteration"),
        text="title",
        queryset=Iteration.objects.none(),
        to_field_name="number",
        empty_label=_("The newest with short texts"),
    )

    def __init__(self, data):
        super().__init__(data, auto_id=FILTER_IDS)
        self.fields["group"].queryset = WorkingGroup.objects.in_language().in_order()
        self.fields["iteration"].queryset = Iteration.objects.in_language().in_order()

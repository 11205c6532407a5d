"""Which near-identical contributions are put under one, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.decision import MAX_REASON
from .group_input import SeenItemsField
from .moderate import ReasonField


class ConfirmForm(forms.Form):
    """Ticked ones, in the version that was read."""

    item = SeenItemsField()
    reason = ReasonField(
        label=_("Reason"),
        help_text=_("Everyone can read it."),
        max_length=MAX_REASON,
        initial=_("The same text was sent several times. Each stays, with its author."),
    )

    @property
    def seen(self) -> dict[str, int]:
        return self.cleaned_data["item"]

"""What authors say of their points on the next drafts."""

from django import forms

from ..models import Standing


class StandingForm(forms.Form):
    """One point, and what its author says of it now."""

    standing = forms.IntegerField(min_value=1)
    choice = forms.ChoiceField(choices=[
        (choice.value, choice.label)
        for choice in (Standing.Choice.KEEP, Standing.Choice.WITHDRAW)
    ])  # fmt: skip

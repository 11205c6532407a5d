"""What somebody says who closes their account."""

from django import forms
from django.utils.translation import gettext_lazy as _

KEEP, WITHDRAW = "keep", "withdraw"


class CloseForm(forms.Form):
    """What becomes of the words, and that it is meant."""

    words = forms.ChoiceField(
        label=_("What becomes of my words"),
        choices=[
            (KEEP, _("Keep my words, without my name")),
            (WITHDRAW, _("Withdraw my words as well: nobody can read them any more")),
        ],
        initial=KEEP,
        widget=forms.RadioSelect,
    )
    is_meant = forms.BooleanField(label=_("I have read this, and I want to close my account."))

    def __init__(self, *args, has_words: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_words:
            del self.fields["words"]

    @property
    def withdraws_words(self) -> bool:
        return self.cleaned_data.get("words") == WITHDRAW

"""What liaisons type and choose: a decision with its reason, and the filter of the log."""

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.languages import SOURCE, reading_language

from ..models import Decision
from ..models.decision import MAX_REASON

READY_REASON = _("On topic, no rule is broken.")
MAX_PAGE = 100_000


class ReasonField(forms.CharField):
    """A sentence or two, on one line: breaks and runs of spaces become one space."""

    def to_python(self, value):
        return " ".join((super().to_python(value) or "").split())

    def validate(self, value):
        super().validate(value)
        if "\ufffd" in value:
            raise forms.ValidationError(_("Some signs could not be read: they stand as �."))
        if value and not any(sign.isalnum() for sign in value):
            raise forms.ValidationError(_("Say why in a few words."))


class DecisionForm(forms.Form):
    """One decision: its kind, a reason that everyone can read, and the wording it is about."""

    kind = forms.ChoiceField(choices=Decision.Kind)
    reason = ReasonField(max_length=MAX_REASON, required=False)
    # An approval must not reach words that were changed after the liaison read them.
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    back = forms.CharField(max_length=500, required=False)

    def clean(self):
        cleaned = self.cleaned_data
        if "reason" not in cleaned or "kind" not in cleaned:
            return cleaned
        cleaned["reason_language"] = reading_language()
        if not cleaned["reason"] and cleaned["kind"] == Decision.Kind.APPROVE:
            cleaned["reason"] = str(READY_REASON)
            cleaned["reason_language"] = get_language() or SOURCE
        elif not cleaned["reason"]:
            self.add_error("reason", gettext("Say why in a few words: everyone can read them."))
        return cleaned

    def clean_kind(self):
        return Decision.Kind(self.cleaned_data["kind"])

    def clean_back(self):
        """Only the desk, as it was filtered, is gone back to."""
        back = self.cleaned_data["back"]
        return back if back.startswith(reverse("feedback:desk")) else ""


class LogForm(forms.Form):
    """Which decisions of the public log are shown."""

    kind = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", _("All decisions")), *Decision.Kind.choices],
        required=False,
    )
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    def filter(self, decisions):
        kind = self.cleaned_data["kind"]
        return decisions.filter(kind=kind) if kind else decisions

"""What liaisons type and choose: a decision with its reason, and the filter of the log."""

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.languages import SOURCE, reading_language
from recommendations.templatetags.wording import wording_of

from ..actions.moderate import Particulars
from ..models import Decision, Rule
from ..models.decision import MAX_REASON
from ..models.rule import IN_ORDER

READY_REASON = _("On topic, no rule is broken.")
MAX_PAGE = 100_000
# Decisions that find no fault: where no rule is chosen, they name the one that says so.
WITHOUT_FAULT = {
    Decision.Kind.APPROVE,
    Decision.Kind.RESTORE,
    Decision.Kind.UNBLOCK,
    Decision.Kind.DISMISS,
}


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


class RuleField(forms.ModelChoiceField):
    """One of the rules in force, in the reading language."""

    def __init__(self, **options):
        options.setdefault("label", _("Rule"))
        rules = Rule.objects.in_force().in_language()
        super().__init__(rules, to_field_name="key", empty_label=_("Choose a rule"), **options)

    def label_from_instance(self, obj):
        return wording_of(obj, "title").text


class BackField(forms.CharField):
    """Where one came from: only the desk, as it was filtered, is gone back to."""

    def __init__(self, **options):
        super().__init__(max_length=500, required=False, **options)

    def clean(self, value):
        back = super().clean(value)
        return back if back.startswith(reverse("feedback:desk")) else ""


class DecisionForm(forms.Form):
    """One decision: its kind, a rule and a reason that everyone can read, and the wording."""

    kind = forms.ChoiceField(choices=Decision.Kind)
    rule = RuleField(required=False)
    reason = ReasonField(max_length=MAX_REASON, required=False)
    # An approval must not reach words that were changed after the liaison read them.
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    # The newest decision that the liaison saw: another one since then was quicker.
    seen = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False)
    back = BackField()
    # What a kind of decision asks beside these.
    own_fields: tuple[str, ...] = ()

    def __init__(self, data=None, *, comment=None, user=None):
        super().__init__(data)
        self.comment, self.user = comment, user

    @property
    def boxes(self):
        return [self[name] for name in self.own_fields]

    def particulars(self) -> Particulars:
        return Particulars()

    def clean(self):
        cleaned = self.cleaned_data
        if {"reason", "kind", "rule"} - set(cleaned):
            return cleaned
        self._clean_rule(cleaned)
        cleaned["reason_language"] = reading_language()
        if not cleaned["reason"] and cleaned["kind"] == Decision.Kind.APPROVE:
            cleaned["reason"] = str(READY_REASON)
            cleaned["reason_language"] = get_language() or SOURCE
        elif not cleaned["reason"]:
            self.add_error("reason", gettext("Say why in a few words: everyone can read them."))
        return cleaned

    def _clean_rule(self, cleaned):
        """What finds no fault names the rule that says so, unless another is chosen."""
        finds_fault = cleaned["kind"] not in WITHOUT_FAULT
        if not cleaned["rule"] and not finds_fault:
            cleaned["rule"] = Rule.objects.filter(key=IN_ORDER).first()
        is_in_order = cleaned["rule"] and cleaned["rule"].key == IN_ORDER
        if not cleaned["rule"] or (finds_fault and is_in_order):
            self.add_error("rule", gettext("Choose the rule that your decision rests on."))

    def clean_kind(self):
        return Decision.Kind(self.cleaned_data["kind"])


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

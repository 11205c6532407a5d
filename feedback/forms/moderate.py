"""What liaisons type and choose: a decision with its reason, and the filters of desk and log."""

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.languages import SOURCE, autonym, reading_language
from recommendations.models import Iteration
from recommendations.templatetags.wording import wording_of

from ..models import Decision, Visibility
from ..models.decision import MAX_REASON
from .filters import ORIGINS, group_choices, of_group

READY_REASON = _("On topic, no rule is broken.")
LANGUAGE_TAG = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
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


class DeskForm(forms.Form):
    """What of the desk is shown: waiting or hidden, in which language, on which group's drafts."""

    show = forms.ChoiceField(
        label=_("Contributions"),
        choices=[
            (Visibility.WAITING.value, _("Waiting for a decision")),
            (Visibility.HIDDEN.value, pgettext_lazy("contributions", "Hidden")),
        ],
        required=False,
    )
    # Any well-formed tag: the last one in a language must not turn the next page into an error.
    language = forms.RegexField(LANGUAGE_TAG, label=_("Language"), max_length=35, required=False)
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    def __init__(self, data, *, languages):
        super().__init__(data)
        codes = sorted({*languages, *filter(None, [self.data.get("language")])})
        self.fields["language"].widget = forms.Select(
            choices=[("", _("All languages")), *((code, autonym(code)) for code in codes)]
        )
        self.fields["group"] = forms.ChoiceField(
            label=_("Working group"), required=False, choices=group_choices()
        )
        rounds = Iteration.objects.in_language().in_order()
        named = [(str(each.number), wording_of(each, "title").text) for each in rounds]
        self.fields["iteration"] = forms.ChoiceField(
            label=_("Iteration"), required=False, choices=[("", _("All iterations")), *named]
        )
        if self.data.get("origin"):
            self.fields["origin"] = forms.ChoiceField(label=_("Channel"), choices=ORIGINS)

    def clean_show(self):
        return self.cleaned_data["show"] or Visibility.WAITING.value

    @property
    def narrows(self) -> bool:
        return any(
            self.cleaned_data.get(name) for name in ("language", "group", "iteration", "origin")
        )

    def filter(self, comments):
        chosen = self.cleaned_data
        conditions = {
            "visibility": chosen["show"],
            "language": chosen["language"],
            "draft_set__iteration__number": chosen["iteration"],
            "origin": chosen.get("origin"),
            **of_group(chosen["group"]),
        }
        return comments.filter(**{name: value for name, value in conditions.items() if value})


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

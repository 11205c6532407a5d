"""What liaisons narrow their desk by."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.languages import autonym
from recommendations.models import Iteration
from recommendations.templatetags.wording import wording_of

from ..models import Visibility
from .filters import ORIGINS, group_choices, of_group
from .moderate import MAX_PAGE

LANGUAGE_TAG = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


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

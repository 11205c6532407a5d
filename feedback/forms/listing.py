"""What a reader narrows a list by: that of conversations, that of answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.communities import named
from accounts.customs import day
from accounts.models import Community

from ..models import Comment, Conversation, Outcome
from .filters import FILTER_IDS, group_choices, language_choices, of_group

MONTH = r"^20\d\d-(0[1-9]|1[0-2])$"


class ConversationFilter(forms.Form):
    """Which conversations are shown."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *Conversation.Kind.choices],
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    community = forms.ChoiceField(label=_("Affiliate or community"), required=False)
    group = forms.ChoiceField(label=_("Working group"), required=False)
    month = forms.RegexField(MONTH, label=_("Month"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data, *, published):
        super().__init__(data, auto_id=FILTER_IDS)
        languages = published.order_by("language").values_list("language", flat=True).distinct()
        self.fields["language"].choices = language_choices(languages)
        held = Community.objects.filter(pk__in=published.values("community"))
        self.fields["community"].choices = [
            ("", _("All")), *((each.slug, each.name) for each in named(held))
        ]  # fmt: skip
        self.fields["group"].choices = group_choices()
        months = [f"{month:%Y-%m}" for month in published.dates("began_on", "month", "DESC")]
        chosen = self.data.get("month", "")
        choices = [("", _("Any time")), *((each, day(each)) for each in months)]
        self.fields["month"].widget = forms.Select(choices=choices)
        if chosen not in ("", *months):
            self.fields["month"].widget.choices += [(chosen, chosen)]

    @property
    def narrows(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name != "page")

    def filter(self, conversations):
        chosen = self.cleaned_data
        conditions = {
            "kind": chosen["kind"],
            "language": chosen["language"],
            "community__slug": chosen["community"],
        }
        found = conversations.filter(**{key: value for key, value in conditions.items() if value})
        if of_chosen := of_group(chosen["group"]):
            said = Comment.objects.readable().filter(**of_chosen).values("conversation")
            found = found.filter(pk__in=said.exclude(conversation=None))
        if chosen["month"]:
            year, month = (int(part) for part in chosen["month"].split("-"))
            found = found.filter(began_on__year=year, began_on__month=month)
        return found


class AnswerFilter(forms.Form):
    """Which answers are shown."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All outcomes")), *Outcome.choices]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data):
        super().__init__(data, auto_id=FILTER_IDS)

    def filter(self, answers):
        outcome = self.cleaned_data["outcome"]
        return answers.filter(outcome=outcome) if outcome else answers

"""What somebody wants to hear of, and how soon."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.frequency import Frequency
from accounts.letters import WISHES
from accounts.models import User

END = "end"


class FollowForm(forms.Form):
    """How soon letters come about one thing."""

    frequency = forms.ChoiceField(
        label=_("How soon do you want a letter?"), choices=Frequency, widget=forms.RadioSelect
    )


class LettersForm(forms.Form):
    """All of a person's wishes: on their own words, and for each thing that they follow."""

    replies_frequency = forms.ChoiceField(
        label=_("When somebody replies to my words"), choices=Frequency
    )
    mails_on_decisions = forms.BooleanField(
        label=_("when something is decided on my words"), required=False
    )
    mails_on_dates = forms.BooleanField(
        label=_("when a date for feedback on what I commented is moved, or new drafts follow it"),
        required=False,
    )

    def __init__(self, data=None, *, person: User, follows):
        wishes = {field: getattr(person, field) for field in ("replies_frequency", *WISHES)}
        super().__init__(data, initial=wishes)
        self.follows = follows
        choices = [*Frequency.choices, (END, _("Follow no more"))]
        for each in follows:
            field = forms.ChoiceField(choices=choices, required=False, initial=each.frequency)
            field.widget.attrs["aria-labelledby"] = f"follow-{each.pk}"
            self.fields[f"follow-{each.pk}"] = field

    def about_own_words(self):
        return [self[name] for name in ("replies_frequency", *WISHES)]

    def field_of(self, follow):
        return self[f"follow-{follow.pk}"]

    def wishes(self) -> dict:
        """What is chosen about one's own words."""
        return {name: self.cleaned_data[name] for name in ("replies_frequency", *WISHES)}

    def changed_follows(self) -> dict[int, str | None]:
        """What was chosen anew on this page: the rest may have been changed in another one."""
        chosen = {each: self.cleaned_data[f"follow-{each.pk}"] for each in self.follows}
        return {
            each.pk: None if frequency == END else frequency
            for each, frequency in chosen.items()
            if frequency not in ("", each.frequency)
        }


class NoticesFilter(forms.Form):
    """Which notices are shown."""

    show = forms.ChoiceField(choices=[("unread", _("Unread"))], required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def filter(self, notices):
        return notices.unread() if self.cleaned_data["show"] else notices


class ReadForm(forms.Form):
    """One notice is read, or all that had come when the page was opened."""

    notice = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    until = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def clean(self):
        values = super().clean()
        if bool(values.get("notice")) == bool(values.get("until")):
            self.add_error(None, _("The form came back incomplete. Please send it once more."))
        return values

    def filter(self, notices):
        """Those that are meant, of a person's own."""
        if pk := self.cleaned_data["notice"]:
            return notices.filter(pk=pk)
        return notices.filter(pk__lte=self.cleaned_data["until"])

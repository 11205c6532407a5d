"""A message to a liaison or to the organisers, and how far it is."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.letters import confirmed_address
from accounts.names import clean_name

from ..models import Message
from ..models.message import MAX_MESSAGE
from .words import TRAPPED, LanguageMixin, WordsField


class MessageForm(LanguageMixin):
    """Words to somebody, and where the answer may go."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    # People do not see this field; what fills it is a machine.
    website = forms.CharField(required=False)
    body = WordsField(label=_("Your message"), max_length=MAX_MESSAGE)
    name = forms.CharField(label=_("Your name"), max_length=60, required=False)
    reply_address = forms.EmailField(
        label=_("Your mail address"),
        help_text=_("So that they can answer. Only those who read your message see it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )

    field_order = ["body", "name", "reply_address", "language", "other_language"]

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["key"].initial = uuid.uuid4()
        self.fields["body"].widget.attrs["rows"] = 8
        if user.is_authenticated:
            del self.fields["name"]
            self.fields["reply_address"].initial = confirmed_address(user)

    def clean_name(self):
        typed = self.cleaned_data["name"]
        return clean_name(typed) if typed.strip() else ""

    def clean(self):
        values = super().clean()
        if "key" in self.errors:
            self.add_error(None, _("The form came back incomplete. Please send it once more."))
            self.data = {**self.data.dict(), "key": uuid.uuid4()}
        if values.get("website"):
            self.add_error(None, TRAPPED)
        return values


class MarkForm(forms.Form):
    """How far a message is."""

    state = forms.ChoiceField(choices=Message.State)


class InboxFilter(forms.Form):
    """Which messages are shown: those that wait, or those that were answered."""

    show = forms.ChoiceField(choices=[("answered", _("Answered"))], required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def filter(self, messages):
        is_answered = {"state": Message.State.ANSWERED}
        if self.cleaned_data["show"]:
            return messages.filter(**is_answered)
        return messages.exclude(**is_answered)

"""What organisers type to move a window for feedback, or a milestone of the plan."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from accounts.customs import last_minute
from recommendations.models.date_move import moment_of
from recommendations.models.erratum import MAX_REASON
from recommendations.models.iteration import Days, Window, day_or_month, last_day

from .moderate import ReasonField

SEPARATOR = "|"
BOX = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MoveForm(forms.Form):
    """The public reason; and which dates were shown when the new ones were typed."""

    reason = ReasonField(
        label=_("Reason (public)"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone reads it beside the old date, and in the letters."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def refuse(self, refused: ValidationError) -> None:
        """What the deed refuses stands at its field."""
        self.add_error(refused.code if refused.code in self.fields else None, refused)

    def see(self, stored: str) -> None:
        """The dates that are shown now, so that whoever sends again has seen them."""
        self.data = {**self.data.dict(), "seen": stored}

    def _seen(self) -> list[str]:
        first, _separator, second = self.cleaned_data["seen"].partition(SEPARATOR)
        return [first, second]


class WindowForm(MoveForm):
    """From when until when feedback is asked for."""

    opens_at = forms.DateTimeField(
        label=_("Opens"), widget=BOX,
        help_text=_("Date and time in UTC, such as 2019-08-09 00:00."),
    )  # fmt: skip
    closes_at = forms.DateTimeField(
        label=_("Closes"), widget=BOX, required=False,
        help_text=_(
            "Date and time in UTC. 23:59 is the end of the day. Empty: no closing date."
        ),
    )  # fmt: skip
    field_order = ("opens_at", "closes_at", "reason")

    @classmethod
    def of(cls, thing, data):
        window = thing.window
        initial = {"opens_at": window.opens_at, "closes_at": last_minute(window.closes_at)}
        return cls(data, initial={**initial, "seen": SEPARATOR.join(window.stored)})

    def clean_closes_at(self):
        """23:59 is said of the end of a day, so the whole of that minute belongs to it."""
        closes_at = self.cleaned_data["closes_at"]
        ends_a_day = closes_at and (closes_at.hour, closes_at.minute) == (23, 59)
        return closes_at.replace(second=0) + timedelta(minutes=1) if ends_a_day else closes_at

    def clean_seen(self):
        try:
            return Window(*map(moment_of, self._seen()))
        except ValueError:
            raise forms.ValidationError(_("This page is too old. Please open it again.")) from None

    @property
    def chosen(self) -> Window:
        return Window(self.cleaned_data["opens_at"], self.cleaned_data["closes_at"])


class MilestoneForm(MoveForm):
    """When something is planned for: a day, a month, or from one to another."""

    start = forms.CharField(
        label=_("From"), max_length=10, validators=[day_or_month],
        help_text=_("YYYY-MM-DD, or YYYY-MM where only the month is known."),
    )  # fmt: skip
    end = forms.CharField(
        label=_("Until"), max_length=10, required=False, validators=[day_or_month],
        help_text=_("Empty where it is one day or one month."),
    )  # fmt: skip
    field_order = ("start", "end", "reason")

    @classmethod
    def of(cls, milestone, data):
        days = Days(milestone.start, milestone.end)
        return cls(data, initial={**days._asdict(), "seen": SEPARATOR.join(days)})

    def clean_start(self):
        return _existing(self.cleaned_data["start"])

    def clean_end(self):
        return _existing(self.cleaned_data["end"])

    def clean_seen(self):
        return Days(*self._seen())

    @property
    def chosen(self) -> Days:
        return Days(self.cleaned_data["start"], self.cleaned_data["end"])


def _existing(day):
    try:
        parse_date(last_day(day))
    except ValueError:
        raise forms.ValidationError(_("There is no such day.")) from None
    return day

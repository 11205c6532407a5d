"""How a group narrows and orders its input, and what is done with many contributions at once."""

import re
from datetime import datetime

from django import forms
from django.db.models.functions import Length
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ..group_choices import (
    channel_choices,
    iteration_choices,
    language_choices,
    part_choices,
    question_choices,
    recommendation_choices,
    theme_choices,
)
from ..group_input import GroupDesk, Selection, input_of, unanswered
from ..keyset import PLACE, Order, ordered
from ..models import GroupVisit, Stance
from ..narrowing import come_since, narrowed
from ..search.query import MAX_LENGTH

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MAX_FILTER = 2000  # signs of a filter in an address
# Apart from the form for many contributions on the same page.
FILTER_IDS = "filter_%s"

NEWEST, OLDEST, AGREEMENT, LENGTH = "newest", "oldest", "agreement", "length"
ORDERS = {
    NEWEST: Order("stored_at", is_descending=True, is_moment=True),
    OLDEST: Order("stored_at", is_descending=False, is_moment=True),
    AGREEMENT: Order("agreement_count", is_descending=True),
    LENGTH: Order("length", is_descending=True),
}
TABLE, READING = "", "reading"


class TagsField(forms.MultipleChoiceField):
    """Any well-formed tags of languages: the last words in one must not make an error of it."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        return len(value) <= 35 and LANGUAGE_TAG.fullmatch(value) is not None


class InputForm(forms.Form):
    """What of a group's input is shown, in which order, and how.

    Each field is a filter of its own, too: links from figures lead to it.
    """

    q = forms.CharField(
        label=_("Words or a short id"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.TextInput({"type": "search", "dir": "auto", "autocapitalize": "none"}),
    )
    iteration = forms.ChoiceField(label=_("Iteration"), required=False)
    recommendation = forms.ChoiceField(label=_("Recommendation"), required=False)
    part = forms.ChoiceField(label=_("Part"), required=False)
    question = forms.ChoiceField(label=_("Guiding question"), required=False)
    # Any key: a theme that is gone must not turn a saved view into an error.
    theme = forms.SlugField(label=_("Theme"), max_length=50, required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    stance = forms.ChoiceField(
        label=_("Stance"), required=False, choices=[("", _("All stances")), *Stance.choices]
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            (NEWEST, _("Newest first")),
            (OLDEST, _("Oldest first")),
            (AGREEMENT, _("Most agreement first")),
            (LENGTH, _("Longest first")),
        ],
    )
    language = TagsField(label=_("Languages I read"), required=False)
    rendered = forms.BooleanField(label=_("Also what was rendered into them"), required=False)
    unread = forms.BooleanField(label=_("Not read by me"), required=False)
    new = forms.BooleanField(label=_("New since my last visit"), required=False)
    changed = forms.BooleanField(label=_("Changed since I read it"), required=False)
    unanswered = forms.BooleanField(label=_("Without an answer of the group"), required=False)
    unreplied = forms.BooleanField(label=_("Without a reply"), required=False)
    red = forms.BooleanField(label=_("Red lines"), required=False)
    uncoded = forms.BooleanField(label=_("Without a theme"), required=False)
    once = forms.BooleanField(label=_("Bundled texts only once"), required=False)
    view = forms.ChoiceField(
        required=False,
        choices=[(TABLE, _("Table")), (READING, _("Reading"))],
        widget=forms.HiddenInput,
    )
    # Since when is new, for a batch that is sent after the next visit has begun.
    since = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    place = forms.RegexField(PLACE.pattern + r"\Z", required=False, widget=forms.HiddenInput)

    CHECKS = ("unread", "new", "changed", "unanswered", "unreplied", "red", "uncoded", "once")
    LISTS = ("iteration", "recommendation", "part", "question", "theme", "channel", "stance")
    NARROWING = ("q", *LISTS, "language", *CHECKS)

    def __init__(self, data, *, desk: GroupDesk, user):
        super().__init__(data, auto_id=FILTER_IDS)
        self.desk, self.user = desk, user
        self.fields["iteration"].choices = iteration_choices(desk.group)
        self.fields["recommendation"].choices = recommendation_choices(desk.group, user)
        self.fields["part"].choices = part_choices(desk.group, user)
        self.fields["question"].choices = question_choices()
        self.fields["channel"].choices = channel_choices()
        self.fields["theme"].widget = forms.Select(
            choices=theme_choices(self.data.get("theme", ""))
        )
        chosen = self.data.getlist("language") if isinstance(self.data, QueryDict) else []
        self.fields["language"].choices = language_choices(chosen)

    def found_for(self, user):
        """The contributions that this person asked for, in their order."""
        chosen, group = self.cleaned_data, self.desk.group
        comments = input_of(group, user).filter(narrowed(chosen, group, user))
        if chosen["unanswered"]:
            comments = unanswered(comments, group)
        if chosen["new"] and (since := self.new_since):
            comments = comments.filter(come_since(since, group))
        if self.chosen_order.field == "length":
            comments = comments.annotate(length=Length("body"))
        return ordered(comments, self.chosen_order)

    @property
    def chosen_order(self) -> Order:
        return ORDERS[self.cleaned_data["order"] or NEWEST]

    @property
    def is_reading(self) -> bool:
        return self.cleaned_data["view"] == READING

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data[name] for name in self.NARROWING)

    @property
    def number_of_filters(self) -> int:
        return sum(bool(self.cleaned_data[name]) for name in self.NARROWING)

    @property
    def new_since(self) -> datetime | None:
        """Since when words are new to this person; nothing on the first visit."""
        if since := self.cleaned_data["since"]:
            return since
        visits = GroupVisit.objects.filter(person=self.user, group_slug=self.desk.slug)
        return visits.values_list("previous_at", flat=True).first()

    @property
    def query(self) -> str:
        """The filter as it stands in an address, without the place in the list."""
        query = QueryDict(mutable=True)
        for name, value in self.cleaned_data.items():
            if name in ("place", "since") or not value:
                continue
            query.setlist(name, value if isinstance(value, list) else [_plain(value)])
        return query.urlencode()

    @property
    def query_of_now(self) -> str:
        """The same for a batch: what is new stays what it was when the page was made."""
        if not (self.cleaned_data["new"] and self.new_since):
            return self.query
        since = QueryDict(mutable=True)
        since["since"] = self.new_since.isoformat()
        return f"{self.query}&{since.urlencode()}"


def _plain(value) -> str:
    return "on" if value is True else str(value)


class SeenItemsField(forms.Field):
    """What is ticked, each by its short name and the version that was seen: ``DV1-9-417:1``."""

    widget = forms.MultipleHiddenInput
    ITEM = re.compile(r"([A-Za-z0-9-]{1,32}):([1-9][0-9]{0,8})")

    def to_python(self, value):
        found = [self.ITEM.fullmatch(each) for each in value or ()]
        if None in found:
            raise forms.ValidationError(_("What was ticked could not be read."))
        return {match[1]: int(match[2]) for match in found}


class SelectionForm(forms.Form):
    """What is ticked on a group's desk; or, with ``all``, whatever the filter finds.

    Fields: ``item`` (several), ``all``, ``filter`` (as in the address of the list) and ``at``, the
    moment at which the page was made: what came or was edited after it was not meant by ``all``.
    """

    item = SeenItemsField(required=False)
    all = forms.BooleanField(required=False)
    filter = forms.CharField(max_length=MAX_FILTER, required=False)
    at = forms.DateTimeField(required=False)

    def __init__(self, data, *, desk: GroupDesk, user):
        super().__init__(data)
        self.desk, self.user = desk, user

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        if not (values["all"] or values["item"]):
            raise forms.ValidationError(_("Tick at least one contribution first."))
        query = QueryDict(values["filter"])
        self.input = InputForm(query, desk=self.desk, user=self.user)
        if values["all"] and not (values["at"] and self.input.is_valid()):
            raise forms.ValidationError(_("What was chosen could not be read."))
        return values

    def chosen_for(self, user) -> Selection:
        """The contributions, each of them readable to this person and input of the group."""
        values = self.cleaned_data
        if not values["all"]:
            found = input_of(self.desk.group, user).filter(slug__in=values["item"])
            return Selection(found, values["item"])
        found = self.input.found_for(user).filter(stored_at__lte=values["at"])
        return Selection(found.exclude(edited_at__gt=values["at"]), {})

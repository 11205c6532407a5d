"""What a reader may narrow a list by. A value that does not exist is a bad request."""

from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.languages import ALL, autonym
from recommendations.models import GuidingQuestion, Iteration, WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.templatetags.wording import wording_of

from ..models import IndexedText, Origin, Stance
from ..outcomes import State, state_in_database
from ..search.query import MAX_LENGTH
from ..search.results import MAX_PAGES
from ..threads import ANSWERED, BY_QUESTION, NEWEST, OPEN, without_reply

BY_LINKS_ONLY = ("origin", "recommendation", "part", "whole", "unasked", "stance", "state")
# Of its own: the composer, with a language too, may be pulled into the same page.
FILTER_IDS = "filter_%s"
ORIGINS = [("", _("All channels")), *Origin.choices]


def clean_or_refuse(form) -> dict:
    """The cleaned values of a filter form; nonsense in the address is answered with 400."""
    if not form.is_valid():
        raise BadRequest("unknown filter")
    return form.cleaned_data


class WordingChoiceField(forms.ModelChoiceField):
    """Rows by their key, labelled by one of their texts in the reading language."""

    def __init__(self, *, text, **options):
        self.text = text
        super().__init__(required=False, **options)

    def label_from_instance(self, obj):
        return wording_of(obj, self.text).text


def language_choices(codes):
    return [("", _("All languages")), *((code, autonym(code)) for code in codes)]


class DiscussionFilter(forms.Form):
    """How the discussion of one page is ordered and narrowed."""

    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(BY_QUESTION, _("By guiding question")), (NEWEST, _("Newest first"))],
    )
    question = WordingChoiceField(
        label=_("Guiding question"),
        text="label",
        queryset=GuidingQuestion.objects.none(),
        to_field_name="key",
        empty_label=_("All questions"),
    )
    part = forms.ChoiceField(label=_("Part"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    answer = forms.ChoiceField(
        label=_("Answer of the group"),
        required=False,
        choices=[("", _("All")), (ANSWERED, _("Answered")), (OPEN, _("Not answered"))],
    )
    unanswered = forms.BooleanField(label=_("Without a reply"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data, *, parts=(), languages=()):
        super().__init__(data, auto_id=FILTER_IDS)
        self.fields["question"].queryset = GuidingQuestion.objects.in_language()
        labels = [(part.key, f"{part.key.upper()}: {_label(part)}") for part in parts]
        self.fields["part"].choices = [("", _("All parts")), *labels]
        if not labels:
            del self.fields["part"]
        self.fields["language"].choices = language_choices(languages)


def _label(part):
    return wording_of(part.question, "text").text


class RecentFilter(forms.Form):
    """What of the newest contributions is shown."""

    PERIODS = [
        ("7", ngettext_lazy("Last %d day", "Last %d days", 7) % 7),
        ("30", ngettext_lazy("Last %d day", "Last %d days", 30) % 30),
        ("90", ngettext_lazy("Last %d day", "Last %d days", 90) % 90),
    ]
    iteration = WordingChoiceField(
        label=_("Iteration"),
        text="title",
        queryset=Iteration.objects.none(),
        to_field_name="number",
        empty_label=_("All iterations"),
    )
    group = forms.ChoiceField(label=_("Working group"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    question = WordingChoiceField(
        label=_("Guiding question"),
        text="label",
        queryset=GuidingQuestion.objects.none(),
        to_field_name="key",
        empty_label=_("All questions"),
    )
    period = forms.ChoiceField(
        label=_("Period"), required=False, choices=[("", _("Any time")), *PERIODS]
    )
    # Asked for by links only, so that the form stays short; shown where they narrow.
    origin = forms.ChoiceField(label=_("Channel"), required=False)
    recommendation = forms.CharField(label=_("Recommendation"), required=False, max_length=24)
    part = forms.SlugField(label=_("Part"), required=False)
    whole = forms.BooleanField(label=_("On the whole text"), required=False)
    unasked = forms.BooleanField(label=_("Without a guiding question"), required=False)
    stance = forms.ChoiceField(
        label=_("Stance"), required=False, choices=[("", _("All stances")), *Stance.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *State.choices]
    )
    unanswered = forms.BooleanField(label=_("Without a reply"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data, *, languages):
        super().__init__(data, auto_id=FILTER_IDS)
        self.fields["iteration"].queryset = Iteration.objects.in_language().in_order()
        self.fields["group"].choices = group_choices()
        self.fields["origin"].choices = ORIGINS
        for name in BY_LINKS_ONLY:
            if not self.data.get(name):
                del self.fields[name]
        self.fields["question"].queryset = GuidingQuestion.objects.in_language()
        self.fields["language"].choices = language_choices(languages)

    def conditions(self) -> dict:
        """The cleaned values as conditions on comments."""
        values = clean_or_refuse(self)
        found = {
            "draft_set__iteration": values["iteration"],
            "question": values["question"],
            "question__isnull": values.get("unasked"),
            "language": values["language"],
            "origin": values.get("origin"),
            "recommendation__code": values.get("recommendation"),
            "part__key": values.get("part"),
            "part__isnull": values.get("whole"),
            "stance": values.get("stance"),
        }
        found |= of_group(values["group"])
        if values["period"]:
            found["stored_at__gte"] = start_of_period(int(values["period"]))
        return {name: value for name, value in found.items() if value}

    def filter(self, comments):
        found = comments.filter(**self.conditions())
        if state := self.cleaned_data.get("state"):
            found = found.annotate(how_far=state_in_database()).filter(how_far=state)
        return without_reply(found) if self.cleaned_data["unanswered"] else found

    @property
    def narrows(self) -> bool:
        others = (self.cleaned_data["unanswered"], self.cleaned_data.get("state"))
        return bool(self.conditions() or any(others))


def group_choices():
    """All groups, each, and the texts of the whole movement."""
    groups = WorkingGroup.objects.in_language().in_order()
    named = [(group.slug, wording_of(group, "name").text) for group in groups]
    return [("", _("All groups")), *named, (WHOLE_MOVEMENT_SLUG, _("The whole movement"))]


def of_group(slug: str) -> dict:
    """The chosen group as a condition on comments."""
    if slug == WHOLE_MOVEMENT_SLUG:
        return {"draft_set__group__isnull": True}
    return {"draft_set__group__slug": slug} if slug else {}


class SearchFilter(forms.Form):
    """What is searched for, and where."""

    q = forms.CharField(
        label=_("Words or a short id"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.TextInput({"type": "search", "dir": "auto", "autocapitalize": "none"}),
        error_messages={"max_length": _("This is too long to search for. Take a few words of it.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *IndexedText.Kind.choices]
    )
    iteration = WordingChoiceField(
        label=_("Iteration"),
        text="title",
        queryset=Iteration.objects.none(),
        to_field_name="number",
        empty_label=_("All iterations"),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGES)

    def __init__(self, data):
        super().__init__(data, auto_id=FILTER_IDS)
        self.fields["iteration"].queryset = Iteration.objects.in_language().in_order()
        self.fields["language"].choices = language_choices(language.code for language in ALL)


def start_of_period(days: int) -> datetime:
    """Midnight UTC, so many days ago: pages that speak of a period change once a day."""
    first = timezone.now().date() - timedelta(days=days)
    return datetime.combine(first, time.min, tzinfo=timezone.get_fixed_timezone(0))


class RoundForm(forms.Form):
    """Which iteration a page is about; without a choice, the present one."""

    iteration = forms.ChoiceField(label=_("Iteration"), required=False)

    def __init__(self, data, *, rounds, present):
        self.rounds = {str(each.number): each for each in rounds}
        if not data.get("iteration") and present:
            data = {"iteration": str(present.number)}
        super().__init__(data, auto_id=FILTER_IDS)
        titles = [(number, wording_of(each, "title").text) for number, each in self.rounds.items()]
        self.fields["iteration"].choices = titles

    @property
    def chosen(self):
        return self.rounds.get(self.cleaned_data["iteration"])

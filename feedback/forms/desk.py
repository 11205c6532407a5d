"""What liaisons narrow their queue by, and what they do with several contributions at once."""

import re
from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from accounts.languages import autonym
from recommendations.models import Iteration
from recommendations.templatetags.wording import wording_of

from .. import desk as desks
from ..actions.batch import BATCH_KINDS, Seen
from ..models import Visibility
from ..models.flag import MAX_NOTE
from ..queue import MOST_FLAGS, NEWEST, OLDEST, PER_PAGE, in_order
from .filters import ORIGINS, group_choices, of_group
from .moderate import MAX_PAGE, BackField, DecisionForm, ReasonField

LANGUAGE_TAG = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
FLAGGED, ESCALATED = "flagged", "escalated"
MINE, LEFT = "mine", "left"
# Apart from the form for decisions on the same page.
FILTER_IDS = "filter_%s"


class QueueForm(forms.Form):
    """What of the queue is shown, and in which order."""

    # Each of these is a filter of its own, too: links lead to it.
    show = forms.ChoiceField(
        label=_("Contributions"),
        choices=[
            ("", _("All that wait")),
            (Visibility.WAITING.value, _("Held back")),
            (FLAGGED, _("Flagged")),
            (ESCALATED, _("Escalated")),
            (Visibility.HIDDEN.value, pgettext_lazy("contributions", "Hidden")),
        ],
        required=False,
    )
    reach = forms.ChoiceField(
        label=_("On whose desk"),
        choices=[
            ("", _("All before me")),
            (MINE, _("My languages and affiliates")),
            (LEFT, _("Left to all liaisons")),
        ],
        required=False,
    )
    # Any well-formed tag: the last one in a language must not turn the next page into an error.
    language = forms.RegexField(LANGUAGE_TAG, label=_("Language"), max_length=35, required=False)
    waits = forms.ChoiceField(
        label=_("Waits for"),
        choices=[
            ("", _("Any time")),
            ("2", ngettext_lazy("More than %d day", "More than %d days", 2) % 2),
            ("7", ngettext_lazy("More than %d day", "More than %d days", 7) % 7),
            ("30", ngettext_lazy("More than %d day", "More than %d days", 30) % 30),
        ],
        required=False,
    )
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[
            (OLDEST, _("Oldest first")),
            (MOST_FLAGS, _("Most flags first")),
            (NEWEST, _("Newest first")),
        ],
        required=False,
    )
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    def __init__(self, data, *, languages):
        super().__init__(data, auto_id=FILTER_IDS)
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
        self.fields["origin"] = forms.ChoiceField(
            label=_("Channel"), choices=ORIGINS, required=False
        )
        self.order_fields(
            ["show", "reach", "language", "group", "iteration", "origin", "waits", "order", "page"]
        )

    @property
    def shows_hidden(self) -> bool:
        return self.cleaned_data["show"] == Visibility.HIDDEN

    @property
    def narrows(self) -> bool:
        names = ("reach", "language", "group", "iteration", "origin", "waits")
        return any(self.cleaned_data[name] for name in names)

    def found_for(self, user):
        """The contributions that this person asked for, in their order."""
        chosen = self.cleaned_data
        reach = {"": desks.in_reach_of, MINE: desks.in_scope_of, LEFT: desks.left_to_all}
        comments = self._of_kind(reach[chosen["reach"]](user))
        conditions = {
            "language": chosen["language"],
            "draft_set__iteration__number": chosen["iteration"],
            "origin": chosen["origin"],
            **of_group(chosen["group"]),
        }
        comments = comments.filter(**{name: value for name, value in conditions.items() if value})
        if chosen["waits"]:
            since = timezone.now() - timedelta(days=int(chosen["waits"]))
            comments = comments.filter(waits_since__lte=since)
        return in_order(comments, chosen["order"] or OLDEST, hidden=self.shows_hidden)

    def _of_kind(self, comments):
        show = self.cleaned_data["show"]
        if show == ESCALATED:
            return desks.escalated(comments)
        if show == Visibility.HIDDEN:
            return comments.filter(visibility=Visibility.HIDDEN)
        kind = {FLAGGED: Q(open_flags__gt=0), Visibility.WAITING: Q(visibility=Visibility.WAITING)}
        return comments.waiting().filter(kind.get(show, Q()))


class PageForm(forms.Form):
    """Which page of a list."""

    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)


class EscalationForm(forms.Form):
    """A word to the organisers, if there is something to say."""

    note = ReasonField(max_length=MAX_NOTE, required=False)
    back = BackField()


class ItemsField(forms.Field):
    """What is ticked, with the version and the newest decision seen: ``DV1-9-417:1:0``."""

    widget = forms.MultipleHiddenInput
    ITEM = re.compile(r"([A-Za-z0-9-]{1,32}):([1-9][0-9]{0,8}):([0-9]{1,18})")

    def to_python(self, value):
        found = [self.ITEM.fullmatch(each) for each in value or ()]
        if None in found:
            raise forms.ValidationError(_("What was ticked could not be read."))
        return {match[1]: Seen(int(match[2]), int(match[3])) for match in found}

    def validate(self, value):
        if not value:
            raise forms.ValidationError(_("Tick at least one contribution first."))
        if len(value) > PER_PAGE:
            raise forms.ValidationError(
                _("At most %(number)s contributions can be decided on at once."),
                params={"number": PER_PAGE},
            )


class BatchForm(DecisionForm):
    """One decision with its rule and reason, on all that is ticked."""

    # Each item says its own version, and the answer is the queue itself.
    version = seen = back = None  # type: ignore[assignment]
    item = ItemsField()
    field_order = ["item"]

    def clean_kind(self):
        kind = super().clean_kind()
        if kind not in BATCH_KINDS:
            raise forms.ValidationError(_("This is decided one by one."))
        return kind

    @property
    def ticked(self) -> set[str]:
        """What stays ticked when something else is missing."""
        return {value.partition(":")[0] for value in self["item"].value() or ()}

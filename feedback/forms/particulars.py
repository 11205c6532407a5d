"""Decisions that need to know more than a rule and a reason: a form for each kind."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from recommendations.models import DraftSet, Part, PartQuestion, Recommendation
from recommendations.templatetags.wording import wording_of

from ..actions.moderate import Particulars
from ..actions.redact import MARK, occurs
from ..actions.refile import NewPlace
from ..models import Comment, Decision
from ..short_ids import find_by_id
from .moderate import DecisionForm

DAYS = (1, 3, 7, 14, 30, 90)
Kind = Decision.Kind


class RedactForm(DecisionForm):
    """Which passage is taken out."""

    passage = forms.CharField(
        label=_("The passage, exactly as it stands in the words"),
        help_text=_("It is taken out of earlier wordings, too. The rest stays."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    own_fields = ("passage",)

    def clean_passage(self):
        passage = self.cleaned_data["passage"].replace("\r\n", "\n")
        if MARK in passage:
            raise forms.ValidationError(_("Something in it was taken out already."))
        if not occurs(self.comment, passage):
            raise forms.ValidationError(
                _("These words do not stand there. Copy them from the contribution below.")
            )
        return passage

    def clean(self):
        cleaned = super().clean()
        passage = cleaned.get("passage")
        if passage and passage in cleaned.get("reason", ""):
            self.add_error("reason", _("Everyone can read the reason: leave the passage out."))
        return cleaned

    def particulars(self):
        return Particulars(passage=self.cleaned_data["passage"])


class MoveForm(DecisionForm):
    """Where the words belong."""

    place = forms.CharField(
        label=_("Short id of the recommendation, or of a group’s drafts"),
        help_text=_("For example DV1-9 or DV1. Replies are filed there, too."),
        max_length=300,
    )
    part = forms.ChoiceField(label=_("Part"), required=False)
    own_fields = ("place", "part")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        questions = PartQuestion.objects.in_language().order_by("position")
        named = [(each.key, wording_of(each, "text").text) for each in questions]
        self.fields["part"].choices = [("", _("The whole text")), *named]

    def clean_place(self):
        found = find_by_id(self.cleaned_data["place"], self.user)
        if not isinstance(found, Recommendation | DraftSet):
            raise forms.ValidationError(_("No recommendation and no drafts have this id."))
        return found

    def clean(self):
        cleaned = super().clean()
        target, key = cleaned.get("place"), cleaned.get("part")
        if target is None:
            return cleaned
        on_text = {"recommendation": target} if isinstance(target, Recommendation) else {"pk": None}
        cleaned["part"] = Part.objects.filter(question__key=key, **on_text).first() if key else None
        if key and cleaned["part"] is None:
            self.add_error("part", _("This text has no such part."))
        return cleaned

    def particulars(self):
        return Particulars(place=NewPlace(self.cleaned_data["place"], self.cleaned_data["part"]))


class AlikeForm(DecisionForm):
    """Which contribution says the same."""

    other = forms.CharField(
        label=_("Short id of the contribution that says the same"),
        help_text=_("For example DV1-9#417. Both can still be read."),
        max_length=300,
    )
    own_fields = ("other",)

    def clean_other(self):
        found = find_by_id(self.cleaned_data["other"], self.user)
        if not isinstance(found, Comment) or found.pk == self.comment.pk:
            raise forms.ValidationError(_("No other contribution has this id."))
        return found

    def particulars(self):
        return Particulars(other=self.cleaned_data["other"])


class BlockForm(DecisionForm):
    """For how long somebody does not write here."""

    days = forms.TypedChoiceField(
        label=_("For how long"),
        help_text=_("Reading, appeals, and the person’s own data stay open to them."),
        coerce=int,
        choices=[
            (days, ngettext_lazy("%(days)s day", "%(days)s days", days) % {"days": days})
            for days in DAYS
        ],
    )
    own_fields = ("days",)

    def particulars(self):
        return Particulars(days=self.cleaned_data["days"])


FORMS: dict[str, type[DecisionForm]] = {
    Kind.REDACT: RedactForm,
    Kind.MOVE: MoveForm,
    Kind.DUPLICATE: AlikeForm,
    Kind.BLOCK: BlockForm,
}


def form_for(kind: str, data, *, comment: Comment, user) -> DecisionForm:
    return FORMS.get(kind, DecisionForm)(data, comment=comment, user=user)

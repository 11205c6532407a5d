"""What members of a group send from their writing room."""

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from recommendations.drafting.writing import OWN_TEXTS
from recommendations.models import (
    Part,
    PartQuestion,
    Recommendation,
    Section,
)
from recommendations.models.translated import texts_of
from recommendations.templatetags.wording import wording_of

MAX_TITLE = 300  # as the column has it
MAX_TEXT = 40_000  # signs of one part
MAX_REASON = 2000
AREA = forms.Textarea({"rows": 3})


class NumberField(forms.CharField):
    """Part of an address, so only letters, digits and hyphens."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Number"), max_length=16, validators=[validate_slug],
            help_text=_("Letters, digits and hyphens: 6, 6A, Q1-R2."), **kwargs,
        )  # fmt: skip


class TextOf(forms.ModelChoiceField):
    """A choice by the text of a row in the reading language."""

    def __init__(self, text: str, **kwargs):
        super().__init__(queryset=None, **kwargs)
        self.text = text

    def label_from_instance(self, row):
        return wording_of(row, self.text).text


class RecommendationsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, row):
        return f"{row.number} {wording_of(row, 'title').text}"


class PartsField(forms.ModelMultipleChoiceField):
    """Parts by the question that they answer; earlier ones with their recommendation."""

    def label_from_instance(self, part):
        question = wording_of(part.question, "text").text
        return f"{part.recommendation.code} {part.key.upper()}: {question}"


def parts_of(draft: Recommendation):
    """The parts of a draft with what their labels name."""
    rows = Part.objects.in_language().filter(recommendation=draft.pk).in_order()
    return rows.prefetch_related(*texts_of(Part, "recommendation", "question"))


class BeginForm(forms.Form):
    iteration = TextOf("title", label=_("Iteration"), empty_label=None)

    def __init__(self, *args, iterations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["iteration"].queryset = iterations


class TextForm(forms.Form):
    """One text, the version it was opened with, and the window; ``own`` after a conflict."""

    of = forms.SlugField(max_length=50)
    name = forms.ChoiceField(choices=[(name, name) for name in (*OWN_TEXTS, "text")])
    text = forms.CharField(required=False, max_length=MAX_TEXT, strip=False)
    seen = forms.RegexField(r"^[0-9a-f]{32}$")
    window = forms.UUIDField(required=False)
    own = forms.RegexField(r"^[0-9a-f]{32}$", required=False)

    def clean_text(self):
        """Browsers send other line ends than are stored; a title is one line."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        return " ".join(text.split()) if self.cleaned_data.get("name") == "title" else text

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name") == "title":
            if not cleaned.get("text"):
                self.add_error("text", _("A recommendation needs a title."))
            elif len(cleaned["text"]) > MAX_TITLE:
                self.add_error("text", _("This title is too long."))
        return cleaned


class ReasonForm(forms.Form):
    """Why a text was changed: in English, and in the language of the page."""

    english = forms.CharField(label=_("Why was this changed?"), required=False, widget=AREA,
                              max_length=MAX_REASON)  # fmt: skip
    other = forms.CharField(required=False, widget=AREA, max_length=MAX_REASON)
    # The translations of the earlier text hold for the new one.
    wording = forms.BooleanField(required=False)


class AddForm(forms.Form):
    number = NumberField()
    title = forms.CharField(label=_("Title in English"), max_length=MAX_TITLE)


class ArrangeForm(forms.Form):
    number = NumberField()
    place = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=999)
    status = forms.ChoiceField(label=_("Status"), choices=Recommendation.Status.choices)
    section = TextOf("text", label=_("Section"), required=False, empty_label=_("No section"))

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        sections = Section.objects.filter(draft_set=draft.draft_set_id).in_language()
        self.fields["section"].queryset = sections
        if not sections:
            del self.fields["section"]


class SplitForm(AddForm):
    parts = PartsField(
        label=_("Parts of which the new one gets a copy"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parts"].queryset = parts_of(draft)


class MergeForm(forms.Form):
    others = RecommendationsField(
        label=_("Put into this one"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Recommendation.objects.in_language().filter(draft_set=draft.draft_set_id)
        rows = rows.exclude(pk=draft.pk)
        self.fields["others"].queryset = rows.order_by("position")


class WithdrawForm(forms.Form):
    note = forms.CharField(
        label=_("Why it is withdrawn, in English"), max_length=MAX_REASON, required=False,
        widget=AREA, help_text=_("Shown to everyone once the drafts are published."),
    )  # fmt: skip


class TakeUpForm(forms.Form):
    code = forms.CharField(label=_("Short id of an earlier recommendation"), max_length=24)


class AddPartForm(forms.Form):
    question = TextOf("text", label=_("Question"), empty_label=None)

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        keys = Part.objects.filter(recommendation=draft.pk).values("key")
        questions = PartQuestion.objects.in_language().exclude(key__in=keys)
        self.fields["question"].queryset = questions.order_by("position")


class SourcesForm(forms.Form):
    """Which earlier parts a part comes from."""

    earlier = PartsField(
        label=_("Comes from"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = candidates

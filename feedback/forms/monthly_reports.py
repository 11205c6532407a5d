"""What people send about a monthly report: corrections, and answers to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.report import MAX_ABOUT, MAX_CORRECTION, MAX_CORRECTION_ANSWER
from .filters import FILTER_IDS, group_choices
from .moderate import MAX_PAGE, ReasonField
from .words import LanguageMixin, WordsField


class CorrectionForm(LanguageMixin):
    """What is wrong, in any language, about one row or about the whole."""

    about = forms.CharField(widget=forms.HiddenInput, max_length=MAX_ABOUT, required=False)
    words = WordsField(
        label=_("What is wrong, and how is it right?"), max_length=MAX_CORRECTION,
        help_text=_("Everyone can read your words and your name beside the report."),
    )  # fmt: skip
    field_order = ("words", "language", "other_language", "about")


class CorrectionAnswerForm(forms.Form):
    """One sentence on what became of a correction."""

    answer = ReasonField(
        label=_("Answer in a sentence"), max_length=MAX_CORRECTION_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Everyone can read it. It cannot be changed later."),
    )  # fmt: skip
    hides = forms.BooleanField(
        label=_("Do not show the words of this correction: they break a rule"), required=False
    )


class ReportsFilter(forms.Form):
    """Whose reports are listed."""

    group = forms.ChoiceField(label=_("Working group"), required=False)
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    def __init__(self, data):
        super().__init__(data, auto_id=FILTER_IDS)
        self.fields["group"].choices = group_choices()

"""What people fill in around an appeal: the author's words, and the answer to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Appeal
from ..models.appeal import MAX_APPEAL
from ..models.decision import MAX_REASON
from .moderate import ReasonField, RuleField
from .words import LanguageMixin, WordsField


class AppealForm(LanguageMixin):
    """Why a decision should be looked at again, in any language."""

    words = WordsField(
        label=_("Why should it be looked at again?"),
        help_text=_("In any language. Only those who answer your appeal read this."),
        max_length=MAX_APPEAL,
    )

    field_order = ["words", "language", "other_language"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["words"].widget.attrs["rows"] = 6


class AnswerForm(forms.Form):
    """Whether the decision stands, by which rule, and why."""

    outcome = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Appeal.State.UPHELD.value, _("The decision stands")),
            (Appeal.State.OVERTURNED.value, _("The decision is taken back")),
        ],
        widget=forms.RadioSelect,
    )
    rule = RuleField()
    reason = ReasonField(
        label=_("Reason (public)"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say why in a few words: everyone can read them.")},
    )

    def clean_outcome(self):
        return Appeal.State(self.cleaned_data["outcome"])

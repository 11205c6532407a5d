"""What a member writes for an answer: outcome, reason, what it changed, and why it is changed."""

from django import forms
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, reading_language
from recommendations.models import Iteration, Part, Recommendation, WorkingGroup
from recommendations.models.erratum import MAX_REASON as MAX_CHANGE_REASON
from recommendations.templatetags.wording import wording_of

from ..actions.answer import Words
from ..models import Answer, Outcome
from ..models.answer import MAX_REASON
from .filters import WordingChoiceField
from .moderate import ReasonField

LANGUAGES = [(each.code, each.autonym) for each in ALL]


class AnswerForm(forms.Form):
    """Outcome and reason; of a published answer also why it is changed."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("Choose …")), *Outcome.choices])
    passed_to = WordingChoiceField(
        label=_("Passed to"),
        text="name",
        queryset=WorkingGroup.objects.none(),
        to_field_name="slug",
        empty_label=_("No other group"),
        help_text=_("Only where the outcome is that it is passed to another group."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("In the name of the group; everyone can read it. Two sentences often do."),
        max_length=MAX_REASON,
        required=False,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the reason"), choices=LANGUAGES)
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    keeps_translations = forms.BooleanField(
        label=_("It says the same as before: translations stay"), required=False
    )
    because = ReasonField(
        label=_("Why it is changed"),
        help_text=_("It is published: everyone can read why and when it was changed."),
        max_length=MAX_CHANGE_REASON,
    )

    def __init__(self, *args, group: WorkingGroup | None, answer: Answer | None = None, **options):
        options.setdefault("initial", _as_it_stands(answer))
        super().__init__(*args, **options)
        others = WorkingGroup.objects.in_language().in_order()
        self.fields["passed_to"].queryset = others.exclude(pk=group.pk) if group else others
        if answer:
            del self.fields["language"]
        if not (answer and answer.is_published):
            del self.fields["because"]
        if not (answer and has_translations(answer)):
            del self.fields["keeps_translations"]
        self.answer = answer

    def clean(self):
        values = super().clean()
        if values.get("outcome") == Outcome.PASSED_ON and not values.get("passed_to"):
            self.add_error("passed_to", _("Choose the group that it is passed to."))
        return values

    def words(self) -> Words:
        values = self.cleaned_data
        language = values.get("language") or self.answer.language
        return Words(values["outcome"], values["reason"], language, values["passed_to"])


class NewAnswerForm(AnswerForm):
    """The same for a new one, which belongs to an iteration of the group."""

    iteration = WordingChoiceField(
        label=_("Iteration"), text="title", queryset=Iteration.objects.none(),
        to_field_name="number", empty_label=None,
    )  # fmt: skip
    field_order = ["outcome", "passed_to", "reason", "language", "iteration"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        rounds = Iteration.objects.filter(draft_sets__isnull=False).distinct()
        self.fields["iteration"].queryset = rounds.in_language().in_order()
        self.fields["iteration"].required = True


class AddForm(forms.Form):
    """Contributions go to an answer that is there already."""

    answer: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("An answer that is there already"), queryset=Answer.objects.none()
    )
    because = ReasonField(
        label=_("Why it is changed"),
        help_text=_("Only of a published answer: everyone can read it."),
        max_length=MAX_CHANGE_REASON,
        required=False,
    )

    def __init__(self, *args, group: WorkingGroup | None, **options):
        super().__init__(*args, **options)
        answers = Answer.objects.of_group(group).order_by("-pk")
        self.fields["answer"].queryset = answers
        shown = answers.with_texts()[:50]
        self.fields["answer"].choices = [("", _("Choose …")), *((a.pk, _named(a)) for a in shown)]


class LinkForm(forms.Form):
    """A text of a later iteration that was changed because of it."""

    text = forms.ChoiceField(label=_("Changed text"))
    quote = forms.CharField(
        label=_("Changed words"),
        help_text=_("A passage of the new text as it stands there; empty for the whole part."),
        max_length=500,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(self, *args, answer: Answer, **options):
        super().__init__(*args, **options)
        later = Recommendation.objects.filter(
            draft_set__group=answer.group_id,
            draft_set__iteration__number__gt=answer.iteration.number,
        )
        self.texts = {each.code: (each, None) for each in later.in_order()}
        for part in Part.objects.in_order().filter(recommendation__in=later):
            recommendation = next(
                each for each, _part in self.texts.values() if each.pk == part.recommendation_id
            )
            self.texts[f"{recommendation.code}:{part.key}"] = (recommendation, part)
        ordered = sorted(self.texts, key=lambda key: key.partition(":")[0])
        self.fields["text"].choices = [(key, key.replace(":", " ").upper()) for key in ordered]

    def place(self):
        return self.texts[self.cleaned_data["text"]]


class TranslationForm(forms.Form):
    """The reason in another language."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Translation"), max_length=MAX_REASON,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )  # fmt: skip


def has_translations(answer: Answer) -> bool:
    others = (each.code for each in ALL if each.code != answer.language)
    return any(getattr(answer, build_localized_fieldname("reason", code)) for code in others)


def _named(answer: Answer) -> str:
    text = wording_of(answer, "reason").text or answer.first_reason or ""
    return f"{answer.pk} {answer.get_outcome_display()} ({answer.get_state_display()}): {text[:60]}"


def _as_it_stands(answer: Answer | None) -> dict:
    if answer is None:
        return {"language": reading_language()}
    text = getattr(answer, build_localized_fieldname("reason", answer.language))
    return {
        "outcome": answer.outcome, "passed_to": answer.passed_to and answer.passed_to.slug,
        "reason": text, "version": answer.version,
    }  # fmt: skip

"""The report of a conversation: its facts, and a box for each statement."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.communities import communities_to_choose
from accounts.languages import ALL, autonym, reading_language
from recommendations.models import GuidingQuestion
from recommendations.templatetags.wording import wording_of

from ..actions.conversations import Seen, Statement
from ..models import Conversation, Wording
from ..models.conversation_record import MAX_NOTE
from ..report_checks import missing_facts
from ..statement_places import parts_to_choose, targets_to_choose
from .moderate import ReasonField
from .words import LanguageMixin, StanceField, WordsField

# Of a report while it is written: a page with more boxes is slow on a phone. Those that are
# published are no longer among them, so that a long report is published in portions.
MAX_STATEMENTS = 100
CHOOSE = ("", _("Please choose"))
DAY = {"type": "date", "dir": "ltr"}
CONSENT_HELP = {
    Conversation.Consent.ASKED: _("You asked, and everyone agreed that their words become public."),
    Conversation.Consent.TOLD: _("It was said at the beginning, and nobody objected."),
    Conversation.Consent.PUBLIC_PLACE: _(
        "A page, a list or a chat that anyone can read. Give the link."
    ),
    Conversation.Consent.NOT_ASKED: _(
        "Then report in your own words only, so that nobody can be recognised."
    ),
}
FACTS = (
    "kind", "title", "place", "link", "began_on", "ended_on", "language", "community",
    "people_count", "people_certainty", "notes_made", "consent", "context",
)  # fmt: skip


class FactsForm(LanguageMixin, forms.ModelForm):
    """What the conversation was. Nothing is required while it is being written."""

    context = WordsField(
        label=_("Context"),
        help_text=_(
            "What the talk was about, who was there, and how it came to be. This stands beside "
            "the statements in the report to the working groups."
        ),
        max_length=Conversation._meta.get_field("context").max_length,
        required=False,
    )

    link = forms.URLField(
        label=_("Link"),
        assume_scheme="https",
        max_length=500,
        required=False,
        widget=forms.URLInput({"dir": "ltr", "inputmode": "url", "placeholder": "https://"}),
    )

    class Meta:
        model = Conversation
        fields = [*FACTS]
        labels = {"place": _("Where"), "title": _("Title")}
        help_texts = {
            "title": _("For example: Salon in Rabat, or Village pump: licences."),
            "place": _("A town, or the name of the page, list or chat."),
            "ended_on": _("Only if it took more than one day."),
        }
        widgets = {
            "title": forms.TextInput({"dir": "auto"}),
            "place": forms.TextInput({"dir": "auto"}),
            "began_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
            "ended_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
            "people_count": forms.NumberInput({"dir": "ltr", "min": 1}),
            "people_certainty": forms.RadioSelect,
            "notes_made": forms.RadioSelect,
            "consent": forms.RadioSelect,
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.offer_languages(self.instance.language, reading_language())
        self.fields["language"].label = _("Language")
        self.fields["language"].help_text = _("The one that was spoken or written there.")
        self.fields["language"].required = self.fields["people_certainty"].required = False
        self.fields["community"].choices = communities_to_choose()
        for name in ("notes_made", "consent"):
            choices = self.Meta.model._meta.get_field(name).choices
            self.fields[name].choices = choices
        self.fields["kind"].choices = [CHOOSE, *Conversation.Kind.choices]

    def clean_people_certainty(self):
        return self.cleaned_data["people_certainty"] or Conversation.Certainty.UNKNOWN

    def clean(self):
        values = super().clean()
        first, last = values.get("began_on"), values.get("ended_on")
        if last and (first is None or last < first):
            self.add_error("ended_on", _("The last day is before the first one."))
        return values

    @property
    def consent_options(self):
        """Each choice with what it means."""
        return [(radio, CONSENT_HELP[radio.data["value"]]) for radio in self["consent"]]

    def facts(self) -> dict:
        """What can be kept: what is wrong in one field loses nothing of the others."""
        return {name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data}


class CorrectionForm(FactsForm):
    """Other facts for a published conversation, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = ReasonField(
        label=_("Why it is corrected"),
        help_text=_("Everyone can read it, beside what stood there before."),
        max_length=MAX_NOTE,
    )

    def clean(self):
        """What a published report must say, it still says after a correction."""
        values = super().clean()
        changed = Conversation(**{name: values.get(name) for name in FACTS if name in values})
        for name, words in missing_facts(changed).items():
            if name not in self.errors:
                self.add_error(name, words)
        return values


class StatementForm(forms.Form):
    """One statement: where it belongs, the words, and how they stand here."""

    target = forms.CharField(label=_("On which recommendation"), required=False, max_length=24)
    body = WordsField(label=_("Original words"), required=False)
    english = WordsField(
        label=_("The same in English"),
        help_text=_("So that every group can read it. The original stays beside it."),
        required=False,
    )
    wording = forms.ChoiceField(
        label=_("These words are"),
        required=False,
        choices=[
            CHOOSE,
            (Wording.QUOTATION, _("a quotation: what somebody said, word for word")),
            (Wording.PARAPHRASE, _("a paraphrase: what somebody said, in my words")),
            (Wording.SUMMARY, _("a summary: what several people said")),
        ],
    )
    voiced_by = forms.IntegerField(
        label=_("Voiced by how many people"), required=False, min_value=1, max_value=100_000
    )
    stance = StanceField(
        label=_("How they stand to this text"), help_text=_("Only if it was said, or is plain.")
    )
    part = forms.ChoiceField(label=_("Part"), required=False)
    said_on = forms.DateField(
        label=_("Said on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Only if it was another day than the last one of the conversation."),
    )  # fmt: skip
    question = forms.ChoiceField(label=_("Guiding question"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args, choices: dict, **options):
        super().__init__(*args, **options)
        self.questions = choices["rows"]
        self.fields["target"].widget = forms.Select(choices=choices["target"])
        for name in ("part", "question", "language"):
            self.fields[name].choices = choices[name]
        self.fields["voiced_by"].widget.attrs["dir"] = "ltr"

    def statement(self) -> Statement:
        """What can be kept of it."""
        kept = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        if "question" in kept:
            kept["question"] = self.questions[kept["question"]]
        return Statement(**kept)


StatementForms = forms.formset_factory(
    StatementForm, extra=0, max_num=MAX_STATEMENTS, absolute_max=MAX_STATEMENTS
)


def statement_choices(iteration, languages, also) -> dict:
    """What the boxes of all statements offer, read once for all of them."""
    questions = {each.key: each for each in GuidingQuestion.objects.in_language()}
    labels = [(key, wording_of(each, "label").text) for key, each in questions.items()]
    codes = dict.fromkeys([*filter(None, languages), *(each.code for each in ALL)])
    return {
        "rows": questions,
        "target": [CHOOSE, *targets_to_choose(iteration, also)],
        "part": [("", _("The whole text")), *parts_to_choose()],
        "question": [("", _("None")), *labels],
        "language": [
            ("", _("The language of the conversation")), *((code, autonym(code)) for code in codes)
        ],
    }  # fmt: skip


class SeenForm(forms.Form):
    """What the page was opened with: which report it is, how it stood, and which page it is."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    window = forms.UUIDField(widget=forms.HiddenInput)
    iteration = forms.IntegerField(required=False, min_value=0, max_value=10_000)

    @classmethod
    def of(cls, conversation: Conversation | None):
        version = conversation.version if conversation else 0
        key = conversation.key if conversation else uuid.uuid4()
        return cls(initial={"key": key, "version": version, "window": uuid.uuid4()})

    def seen(self) -> Seen:
        return Seen(self.cleaned_data["version"], self.cleaned_data["window"])


class ReviewForm(forms.Form):
    """What a liaison does with a report: publish it, or give it back with a note."""

    GIVE_BACK = "give-back"

    deed = forms.ChoiceField(choices=[("publish", "publish"), (GIVE_BACK, GIVE_BACK)])
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    note = WordsField(
        label=_("What is still to be done"),
        help_text=_("Who reported it reads this."),
        max_length=500,
        required=False,
    )

    def clean(self):
        values = super().clean()
        if values.get("deed") == self.GIVE_BACK and not values.get("note", "").strip():
            self.add_error("note", _("Say in a few words what is still to be done."))
        return values

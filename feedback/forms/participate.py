"""What people fill in when they take part."""

import uuid

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.names import clean_name, refuse_name
from recommendations.templatetags.wording import wording_of

from ..actions.participate import Words
from ..models import CHOICES_OF_AUTHORS, Comment, Visibility
from .words import TRAPPED, LanguageMixin, StanceField, WordsField

FREE = "free"
UNKNOWN_FORM = _(
    "The form came back in a shape that the portal did not give it. Your words are still here: "
    "copy them, open the page again and paste them."
)


class WriteForm(LanguageMixin):
    """The composer: a box for each guiding question and one for anything else."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    # What the author has before their eyes while writing; the comment stays bound to it.
    read_language = forms.CharField(widget=forms.HiddenInput, max_length=10)
    read_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    # Whether the form was opened with an account: if so, an ended session is said, not assumed.
    with_account = forms.BooleanField(widget=forms.HiddenInput, required=False)
    # People do not see this field; what fills it is a machine.
    website = forms.CharField(required=False)
    visibility = forms.ChoiceField(
        label=_("Who can read your words"),
        choices=[(choice.value, choice.label) for choice in CHOICES_OF_AUTHORS],
        widget=forms.RadioSelect,
        initial=Visibility.PUBLIC,
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_(
            "Any name you like. It is shown with the words “not signed in”. Only public words with "
            "a name need one."
        ),
        max_length=60,
        required=False,
    )

    stance = StanceField()

    field_order = [FREE, "name", "language", "other_language"]

    def __init__(self, *args, user, questions=(), is_private=False, is_reply=False, **options):
        super().__init__(*args, **options)
        if is_private:
            del self.fields["visibility"]
        if is_reply:
            del self.fields["stance"]
        self.user, self.questions = user, list(questions)
        for question in self.questions:
            asked = wording_of(question, "text")
            field = self.fields[f"q-{question.key}"] = WordsField(label=asked.text, required=False)
            field.read_first = question.read_first
        self.fields[FREE] = WordsField(label=_("Anything else"), required=False)
        if user.is_authenticated:
            del self.fields["name"]
        self.fields["key"].initial = uuid.uuid4()

    def join_a_page(self, place: str):
        """Pulled into a page with other forms: take ids of its own, and the focus."""
        self.auto_id = f"{place}-%s"
        self.fields[FREE].widget.attrs["autofocus"] = True

    @property
    def boxes(self):
        """The bound fields for words: each question's, then the free one."""
        return [self[f"q-{question.key}"] for question in self.questions] + [self[FREE]]

    @cached_property
    def session_has_ended(self) -> bool:
        return self.data.get("with_account") == "True" and not self.user.is_authenticated

    @property
    def is_not_in_public(self) -> bool:
        """Something else than what everybody begins with was chosen: the choice stays open."""
        return "visibility" in self.fields and self["visibility"].value() != Visibility.PUBLIC

    def clean_visibility(self):
        return Visibility(self.cleaned_data["visibility"] or Visibility.PUBLIC)

    def clean_name(self):
        typed = self.cleaned_data["name"]
        if not typed.strip():
            return ""
        name = clean_name(typed)
        refuse_name(name)
        return name

    def clean(self):
        values = super().clean()
        if self.session_has_ended:
            self.add_error(
                None,
                _(
                    "You are no longer signed in. Your words are still here: sign in again, or "
                    "give a name and send them without an account."
                ),
            )
        if values.get("name") == "" and values.get("visibility") == Visibility.PUBLIC:
            self.add_error("name", self.fields["name"].error_messages["required"])
        if {"key", "read_language", "read_revision"}.intersection(self.errors):
            self.add_error(None, UNKNOWN_FORM)
        if not any(values.get(box.name) for box in self.boxes) and not self.errors:
            self.add_error(None, _("All boxes are empty. Fill in at least one."))
        if values.get("website"):
            self.add_error(None, TRAPPED)
        return values

    def words(self) -> list[Words]:
        """The filled boxes, in the order of the form."""
        values, found = self.cleaned_data, []
        for question in [*self.questions, None]:
            body = values.get(f"q-{question.key}" if question else FREE)
            if body:
                asked = wording_of(question, "text").text if question else ""
                found.append(Words(body, values["language"], question, asked))
        return found


class EditForm(LanguageMixin):
    """Another wording for a comment."""

    body = WordsField(label=_("Your words"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    stance = StanceField()

    field_order = ["body", "stance", "language", "other_language"]

    def __init__(self, *args, comment: Comment, **options):
        asked = {name: getattr(comment, name) for name in ("body", "version", "stance")}
        options.setdefault("initial", asked)
        super().__init__(*args, **options)
        self.offer_languages(comment.language)
        self.comment = comment
        if comment.parent_id:
            del self.fields["stance"]

    def clean_stance(self):
        """What a form without the field does not say stays as it is."""
        return self.cleaned_data["stance"] if "stance" in self.data else self.comment.stance


class AddressForm(forms.Form):
    """Where letters about a send may go."""

    email = forms.EmailField(label=_("Mail address"))

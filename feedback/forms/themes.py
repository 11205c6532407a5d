"""What is asked about a theme: its words, its place, where its codings go."""

from django import forms
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, BY_CODE, SOURCE, autonym, reading_language
from recommendations.templatetags.wording import wording_of

from ..codebook import Node
from ..models import Theme
from ..models.theme import MAX_DEFINITION


def _label(**options) -> forms.CharField:
    longest = Theme._meta.get_field("label").max_length
    return forms.CharField(max_length=longest, widget=forms.TextInput({"dir": "auto"}), **options)


def _definition(**options) -> forms.CharField:
    options.setdefault("required", False)
    options.setdefault("max_length", MAX_DEFINITION)
    widget = forms.Textarea({"rows": 2, "dir": "auto"})
    return forms.CharField(widget=widget, **options)


def choices_of(nodes: list[Node], *, but: Theme | None = None, only_tops=False) -> list[tuple]:
    """Themes by their keys, in the order of the tree."""
    found = []
    for top in nodes:
        for node in [top, *([] if only_tops else top.children)]:
            if but is None or node.theme.pk != but.pk:
                mark = "" if node is top else "– "
                named = wording_of(node.theme, "label").text or node.theme.key
                found.append((node.theme.key, f"{mark}{named}"))
    return found


class AddThemeForm(forms.Form):
    """A new theme: in English, on which everybody can fall back, and in the page's language."""

    label = _label(label=_("Name of the theme in English"))
    definition = _definition(
        label=_("Definition in English"), help_text=_("What belongs here, and what does not.")
    )
    own_label = _label(label=_("Name in your language"), required=False)
    own_definition = _definition(label=_("Definition in your language"))
    under = forms.ChoiceField(label=_("Under"), required=False)

    def __init__(self, *args, nodes: list[Node], **options):
        super().__init__(*args, **options)
        tops = choices_of(nodes, only_tops=True)
        self.fields["under"].choices = [("", _("None: beside the others")), *tops]
        self.language = reading_language()
        if self.language == SOURCE:
            del self.fields["own_label"], self.fields["own_definition"]

    def texts(self) -> dict[str, str]:
        values = self.cleaned_data
        found = {f"label_{SOURCE}": values["label"], f"definition_{SOURCE}": values["definition"]}
        for name in ("label", "definition"):
            if text := values.get(f"own_{name}"):
                found[build_localized_fieldname(name, self.language)] = text
        return found


class ThemeTextForm(forms.Form):
    """Name and definition in one language."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[(each.code, each.autonym) for each in ALL]
    )
    label = _label(label=_("Name"), required=False)
    definition = _definition(label=_("Definition"))
    # The newest history row when the page was made.
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)

    @classmethod
    def of(cls, theme: Theme, language: str):
        code = language if language in BY_CODE else SOURCE
        texts = {
            name: getattr(theme, build_localized_fieldname(name, code)) or ""
            for name in ("label", "definition")
        }
        seen = theme.history.latest().pk
        return cls(initial={"language": code, "seen": seen, **texts})

    @property
    def named(self) -> str:
        return autonym(self["language"].value())

    def clean(self):
        values = super().clean()
        if values.get("language") == SOURCE and not values.get("label"):
            self.add_error("label", _("In English a theme needs a name."))
        return values

    def texts(self) -> dict[str, str]:
        language = self.cleaned_data["language"]
        return {
            build_localized_fieldname(name, language): self.cleaned_data[name]
            for name in ("label", "definition")
        }


class PlaceForm(forms.Form):
    """Where in the tree a theme stands."""

    deed = forms.ChoiceField(choices=[(each, each) for each in ("up", "down", "place")])
    under = forms.ChoiceField(label=_("Under"), required=False)

    def __init__(self, *args, theme: Theme, nodes: list[Node], **options):
        super().__init__(*args, **options)
        tops = choices_of(nodes, but=theme, only_tops=True)
        self.fields["under"].choices = [("", _("None: beside the others")), *tops]


class MergeForm(forms.Form):
    """Into which theme another one goes."""

    into = forms.ChoiceField(label=_("Into which theme"))

    def __init__(self, *args, theme: Theme, nodes: list[Node], **options):
        super().__init__(*args, **options)
        self.fields["into"].choices = choices_of(nodes, but=theme)


class SplitForm(forms.Form):
    """Which contributions go to another theme, a new one or one that is there."""

    BENEATH, BESIDE = "beneath", "beside"

    to = forms.ChoiceField(label=_("To which theme"), required=False)
    label = _label(label=_("Name of the new theme in English"), required=False)
    place = forms.ChoiceField(
        label=_("Where the new theme stands"),
        choices=[(BENEATH, _("Under this theme")), (BESIDE, _("Beside it"))],
        widget=forms.RadioSelect,
        initial=BENEATH,
        required=False,
    )
    item = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, theme: Theme, nodes: list[Node], comments, **options):
        super().__init__(*args, **options)
        self.comments = {comment.slug: comment for comment in comments}
        there = choices_of(nodes, but=theme)
        self.fields["to"].choices = [("", _("A new theme")), *there]
        self.fields["item"].choices = [(slug, slug) for slug in self.comments]
        if theme.parent_id:
            del self.fields["place"]

    def clean(self):
        values = super().clean()
        if not values.get("to") and not values.get("label") and not self.errors:
            self.add_error("label", _("Name the new theme, or choose one that is there."))
        if not values.get("item") and "item" not in self.errors:
            self.add_error(None, _("Tick at least one contribution first."))
        return values

    def chosen(self) -> list:
        return [self.comments[slug] for slug in self.cleaned_data["item"]]

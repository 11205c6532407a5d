"""Forms on texts: what a published text asks for before it changes; what a person vouches for."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, SOURCE, autonym

from ..actions import is_published
from ..freshness import states, text_fields, text_of
from ..models.erratum import MAX_REASON, Effect
from ..models.freshness import Freshness
from ..permissions import may_translate

STATES = {
    "missing": _("Not translated yet."),
    "planned": _("Not translated yet; planned."),
    "behind": _("Behind: its source has changed since."),
}
UNCHECKED = _("Made by a machine; no person has checked it yet.")


def columns_of(model, codes=None) -> dict[str, tuple[str, str]]:
    """``summary_de`` to ``("summary", "de")``, for the texts of a model in these languages."""
    codes = [language.code for language in ALL] if codes is None else codes
    return {
        build_localized_fieldname(field, code): (field, code)
        for field in text_fields(model)
        for code in codes
    }


class TextRowForm(forms.ModelForm):
    """Any row with texts: knows which of them were changed, and which of these were frozen.

    It carries the history row that it was filled from: someone else may save in between.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.latest = self.instance.history.values_list("pk", flat=True).first()
            self.initial["seen"] = self.latest

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("seen") not in (None, self.latest):
            self._meet_others(cleaned)
        return cleaned

    def _meet_others(self, cleaned):
        """Someone saved since: keep what only they changed, and show what both did."""
        seen = self.instance.history.filter(pk=cleaned["seen"]).first()
        columns = {field.name for field in self.instance._meta.concrete_fields}
        for name in columns.intersection(self.changed_data, cleaned):
            before, now = self._value_in(seen, name), self._value_in(self.instance, name)
            if not self.fields[name].has_changed(before, self[name].data):
                cleaned[name] = getattr(self.instance, name)
            elif before != now:
                message = _("Meanwhile somebody wrote: “%(text)s”. Save again to keep your words.")
                told = forms.ValidationError(message, params={"text": self._shown(name)})
                self.add_error(name, told)
        # Shown once: whoever saves again has seen it.
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("seen")] = self.latest

    def _value_in(self, row, name):
        """A column of this row or of one of its history; a text that is not there is empty."""
        value = row._meta.get_field(name).value_from_object(row) if row else None
        return value or "" if name in columns_of(self._meta.model) else value

    def _shown(self, name):
        display = getattr(self.instance, f"get_{name}_display", None)
        return display() if display else getattr(self.instance, name) or ""

    def text_changes(self) -> dict[str, str]:
        places, cleaned = columns_of(self._meta.model), self.cleaned_data
        names = [name for name in self.changed_data if name in places and name in cleaned]
        texts = {name: cleaned[name] or "" for name in names}
        return {name: text for name, text in texts.items() if text != self.text_now(name)}

    def text_now(self, name) -> str:
        return self.initial.get(name) or ""

    def corrects(self) -> bool:
        """Is something changed that the public has read? A first translation changes nothing."""
        if self.instance.pk is None or not is_published(self.instance):
            return False
        places = columns_of(self._meta.model)
        return any(self.text_now(name) or places[name][1] == SOURCE for name in self.text_changes())


class TextForm(TextRowForm):
    """A row with texts and, where they are published, the reason for correcting them."""

    reason = forms.CharField(
        label=_("Reason for the correction"), max_length=MAX_REASON, required=False,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Shown to everyone in the history of the text."),
    )  # fmt: skip
    effect = forms.ChoiceField(
        label=_("What the correction changes"), choices=Effect.choices, required=False,
        widget=forms.RadioSelect,
        help_text=_("A change of meaning puts the translations behind; one of wording does not."),
    )  # fmt: skip
    checked = forms.MultipleChoiceField(
        label=_("A person has checked this"), required=False, widget=forms.CheckboxSelectMultiple
    )
    # Set on the class that is made for each request.
    unchecked: list[tuple[str, str]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checked"].choices = self.unchecked  # type: ignore[attr-defined]
        if self.instance.pk:
            self._tell_states()

    def _tell_states(self):
        """Beside each text: is it there, is it behind, has a person checked it?"""
        places = {n: p for n, p in columns_of(self._meta.model).items() if n in self.fields}
        known = states([self.instance], {language for _, language in places.values()})
        for name, (field, language) in places.items():
            key = (self.instance._meta.model_name, self.instance.pk, field, language)
            if (state := known.get(key)) and language != SOURCE:
                parts = [STATES.get(state.kind, ""), UNCHECKED if state.is_unchecked else ""]
                self.fields[name].help_text = " ".join(str(part) for part in parts if part)

    def clean(self):
        cleaned = super().clean()
        if self.corrects():
            ask_for_reason(self)
        return cleaned


def ask_for_reason(form):
    """Published text changes with a reason and an effect, or not at all."""
    if not form.cleaned_data.get("reason", "").strip() and "reason" not in form.errors:
        form.add_error("reason", _("This text is published. Say why it is corrected."))
    if not form.cleaned_data.get("effect") and "effect" not in form.errors:
        form.add_error("effect", _("This text is published. Say what the correction changes."))


def unchecked_texts(instance, user, *, writes_all: bool) -> list[tuple[str, str]]:
    """The texts of this row that no person has checked and that this one may vouch for."""
    rows = Freshness.objects.of(instance).filter(
        origin=Freshness.Origin.MACHINE, confirmed_at=None, field__in=text_fields(type(instance))
    )
    return [
        (f"{row.field}:{row.language}", f"{name_of(instance, row.field)} · {autonym(row.language)}")
        for row in rows.order_by("field", "language")
        if (writes_all or may_translate(user, row.language))
        and text_of(instance, row.field, row.language)
    ]


def name_of(instance, field):
    return instance._meta.get_field(field).verbose_name


class WindowForm(TextForm):
    """A row with a window for feedback."""

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if closes and not opens and "opens_at" not in self.errors:
            self.add_error("opens_at", _("A window that closes has to open first."))
        elif opens and closes and closes <= opens:
            self.add_error("closes_at", _("The window has to close after it opens."))
        return cleaned


class RowForm(TextRowForm):
    """A row on the page of another: what the importer and later sets know it by stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True


class RowFormSet(forms.BaseInlineFormSet):
    """Rows below a set of drafts: their texts are frozen with it; the form above has the reason."""

    def clean(self):
        super().clean()
        sound = [form for form in self.forms if not form.errors]
        corrected = any(form.corrects() for form in sound)  # type: ignore[attr-defined]
        is_explained = self.data.get("reason", "").strip() and self.data.get("effect")
        if corrected and not is_explained:
            raise forms.ValidationError(
                _("These texts are published. Say above why they are corrected, and what changes.")
            )

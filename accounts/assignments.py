"""Roles as they are typed in the back office: checked, and saved by the deeds that log them."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from .actions import check_giving, check_taking, give_role, take_role
from .customs import listing
from .languages import BY_CODE
from .models import MAX_REASON, Assignment, Community
from .roles import Scope

# What a role can be limited to, by kind. The rooms above add theirs: this one knows no groups.
POSSIBLE_VALUES: dict[str, Callable[[], Iterable[str]]] = {
    Scope.LANGUAGE: lambda: BY_CODE,
    Scope.COMMUNITY: lambda: Community.objects.values_list("slug", flat=True),
}
WHAT = ("role", "scope", "value")


class AssignmentForm(forms.ModelForm):
    """A role, what it is limited to (something that exists), and why it changes."""

    reason = forms.CharField(label=_("reason"), max_length=MAX_REASON, required=False)

    class Meta:
        model = Assignment
        fields = WHAT

    @property
    def changes_role(self) -> bool:
        return bool(set(WHAT) & set(self.changed_data))

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        scope, value = cleaned.get("scope", ""), cleaned.get("value", "")
        if not scope and value:
            self.add_error("scope", _("Say what kind of thing this role is limited to."))
        elif scope and not value:
            self.add_error("value", _("Say which one this role is limited to."))
        elif scope and value not in (possible := sorted(POSSIBLE_VALUES[scope]())):
            message = _("There is no “%(value)s”. Possible: %(possible)s.")
            values = {"value": value, "possible": listing(possible)}
            self.add_error("value", forms.ValidationError(message, params=values))
        return cleaned


class AssignmentFormSet(forms.BaseInlineFormSet):
    """All roles of a person; ``by`` is who changes them."""

    by = None
    forms: list[Any]

    def clean(self):
        super().clean()
        for form in self.forms:
            if form.errors or not (form in self.deleted_forms or form.changes_role):
                continue
            if not form.cleaned_data.get("reason", "").strip():
                raise ValidationError(_("Say why this role changes: the log of roles keeps it."))
            try:
                self.check(form)
            except PermissionDenied:
                message = _("You may not change this role: nobody changes their own.")
                raise ValidationError(message) from None

    def check(self, form):
        if form.instance.pk:
            check_taking(Assignment.objects.get(pk=form.instance.pk), by=self.by)
        if form not in self.deleted_forms:
            chosen = {name: form.cleaned_data[name] for name in WHAT}
            check_giving(self.instance, **chosen, by=self.by)


def save_roles(formset, *, by) -> None:
    """Take and give what was changed; a role that became another is taken and given."""
    formset.save(commit=False)  # notes for the back office's own history what is new or gone
    for form in formset.forms:
        is_gone = form in formset.deleted_forms
        if not (is_gone or form.changes_role):
            continue
        reason = form.cleaned_data["reason"]
        if form.instance.pk:
            take_role(Assignment.objects.get(pk=form.instance.pk), by=by, reason=reason)
        if not is_gone:
            chosen = {name: form.cleaned_data[name] for name in WHAT}
            give_role(formset.instance, **chosen, by=by, reason=reason)

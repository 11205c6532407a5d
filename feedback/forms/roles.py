"""What organisers type to find a person, to give a role and to take it away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.customs import listing
from accounts.models import MAX_REASON
from accounts.roles import FITTING_SCOPES, Role, Scope

from ..offices import ANYWHERE, SEPARATOR
from .moderate import MAX_PAGE, ReasonField


class FindPersonForm(forms.Form):
    """The beginning of a name; and what is to be given, where a link has said so already."""

    person = forms.CharField(
        label=_("Name shown, or user name"), max_length=150, required=False,
        help_text=_("The beginning of it is enough. At most 20 people are shown."),
    )  # fmt: skip
    role = forms.ChoiceField(choices=[("", ""), *Role.choices], required=False)
    where = forms.CharField(max_length=70, required=False)
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    @property
    def wish(self) -> dict[str, str]:
        """What the links to the next step carry on."""
        chosen = {name: self.cleaned_data.get(name) for name in ("role", "where")}
        return {name: value for name, value in chosen.items() if value}


class ReasonForm(forms.Form):
    """Why a role is given or taken."""

    reason = ReasonField(
        label=_("Reason"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it in a letter, and organisers in the log of roles."),
    )  # fmt: skip


class GiveRoleForm(ReasonForm):
    """A role, and what it is limited to."""

    role = forms.ChoiceField(label=_("Role"))
    where = forms.ChoiceField(
        label=_("Limited to"),
        help_text=_(
            "Liaisons and translators: a language, or everywhere. Liaisons of an affiliate: "
            "its community. Members: their working group. Organisers and staff: everywhere."
        ),
    )  # fmt: skip
    field_order = ("role", "where", "reason")

    def __init__(self, *args, roles, places, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(role.value, role.label) for role in roles]
        self.fields["role"].choices = choices
        self.fields["where"].choices = places.choices()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        where = cleaned.get("where", "").removeprefix(ANYWHERE)
        scope, _separator, value = where.partition(SEPARATOR)
        cleaned["scope"], cleaned["value"] = scope, value
        role = cleaned.get("role")
        if role and "where" not in self.errors and scope not in FITTING_SCOPES[Role(role)]:
            possible = [str(Scope(each).label) for each in FITTING_SCOPES[Role(role)]]
            self.add_error("where", _one_of(possible))
        return cleaned


def _one_of(possible):
    message = _("This role can be limited to one of these only: %(possible)s.")
    return forms.ValidationError(message, params={"possible": listing(possible)})

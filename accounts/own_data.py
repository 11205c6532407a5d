"""Which columns point at a person: what of it stands in their own copy, and what closing does.

A test walks all models: a new column has to be entered here, or in the same list of a room above.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet

from .models import User

OF_THE_ACCOUNT = (
    "username", "name", "email", "language", "community__slug", "replies_frequency",
    "mails_on_decisions", "mails_on_dates", "date_joined", "last_login",
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """One column that points at a person.

    ``told`` are the columns that their copy has of each row, under the heading ``section``; or
    ``left_out`` says why it has none. When the account is closed, the rows are removed, or they
    stay and point to an account without a name.
    """

    section: str = ""
    told: tuple[str, ...] = ()
    left_out: str = ""
    is_removed: bool = False


ROLE = ("role", "scope", "value")
HELD = {
    "accounts.Assignment.user": Held("roles", ROLE, is_removed=True),
    "accounts.RoleChange.person": Held(
        "changes_of_my_roles", ("kind", *ROLE, "reason", "changed_at")
    ),
    "accounts.RoleChange.by": Held(
        "roles_that_i_gave_or_took", ("kind", *ROLE, "reason", "changed_at")
    ),
    "accounts.LiaisonProfile.person": Held(
        "entry_in_the_list_of_liaisons",
        ("is_listed", "introduction", "introduction_language", "away_until"),
        is_removed=True,
    ),
    "accounts.User_groups.user": Held(left_out="Not used: roles are.", is_removed=True),
    "accounts.User_user_permissions.user": Held(left_out="Not used: roles are.", is_removed=True),
    "account.EmailAddress.user": Held(
        "mail_addresses", ("email", "verified", "primary"), is_removed=True
    ),
    # What the second factor is made from would let a thief of the file sign in.
    "mfa.Authenticator.user": Held(
        "second_factors", ("type", "created_at", "last_used_at"), is_removed=True
    ),
    "socialaccount.SocialAccount.user": Held(
        "wiki_accounts",
        ("provider", "uid", "extra_data", "date_joined", "last_login"),
        is_removed=True,
    ),
    "admin.LogEntry.user": Held(
        "changes_in_the_back_office", ("action_time", "object_repr", "change_message")
    ),
}


def account_of(person: User) -> dict:
    """The account itself, without what only computers can read."""
    return User.objects.values(*OF_THE_ACCOUNT).get(pk=person.pk)


def rows_of(person: User, held: dict[str, Held]) -> Iterator[tuple[Held, QuerySet]]:
    """Each list of rows that point at a person, of the models that are in use here."""
    models = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    for column, each in held.items():
        label, _dot, field = column.rpartition(".")
        if label in models:
            yield each, models[label]._base_manager.filter(**{field: person}).order_by("pk")

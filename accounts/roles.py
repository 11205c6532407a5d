"""Roles and what each permits. A role is an assignment with a scope; this is the only table."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person may be beside a member, which everyone with an account is."""

    LIAISON = "liaison", _("Strategy liaison")
    GROUP_MEMBER = "group_member", _("Working group member")
    TRANSLATOR = "translator", _("Translator")
    ORGANISER = "organiser", _("Organiser")
    STAFF = "staff", pgettext_lazy("role", "Staff")


class Scope(models.TextChoices):
    """What a role can be limited to. An assignment without a scope holds everywhere."""

    EVERYWHERE = "", _("Everywhere")
    LANGUAGE = "language", _("Language")
    COMMUNITY = "community", _("Community")
    GROUP = "group", _("Working group")


class Permission(models.TextChoices):
    """The things that not everyone may do."""

    MODERATE = "moderate"
    READ_NOT_PUBLIC = "read_not_public"
    EXPORT_GROUP = "export_group"
    EDIT_DRAFTS = "edit_drafts"
    ANALYSE = "analyse"
    TRANSLATE = "translate"
    ORGANISE = "organise"
    ADMINISTER = "administer"


PERMISSIONS = {
    Role.LIAISON: {Permission.MODERATE, Permission.READ_NOT_PUBLIC},
    Role.GROUP_MEMBER: {
        Permission.ANALYSE,
        Permission.EDIT_DRAFTS,
        Permission.EXPORT_GROUP,
        Permission.READ_NOT_PUBLIC,
    },
    Role.TRANSLATOR: {Permission.TRANSLATE},
    Role.ORGANISER: {
        Permission.ANALYSE,
        Permission.MODERATE,
        Permission.READ_NOT_PUBLIC,
        Permission.EXPORT_GROUP,
        Permission.EDIT_DRAFTS,
        Permission.ORGANISE,
    },
    Role.STAFF: set(Permission),
}

# What each role can be limited to: an organiser organises all, a member belongs to a group.
FITTING_SCOPES = {
    Role.LIAISON: (Scope.LANGUAGE, Scope.COMMUNITY, Scope.EVERYWHERE),
    Role.GROUP_MEMBER: (Scope.GROUP,),
    Role.TRANSLATOR: (Scope.LANGUAGE, Scope.EVERYWHERE),
    Role.ORGANISER: (Scope.EVERYWHERE,),
    Role.STAFF: (Scope.EVERYWHERE,),
}
# Roles that only those who administer the portal give and take; the last holder keeps them.
HIGH_ROLES = (Role.ORGANISER, Role.STAFF)

# Names that nobody may take for themselves: they would read as an office.
RESERVED_NAMES = {
    "admin", "administrator", "anonymous", "liaison", "strategy liaison", "moderator", "organiser",
    "organizer", "staff", "support", "system", "translator", "working group", "core team",
    "removed account",
}  # fmt: skip


def _held(user):
    """The assignments of a person, asked for once a request; nobody's for a stranger."""
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "loaded_assignments"):
        user.loaded_assignments = list(user.assignments.all())
    return user.loaded_assignments


def _assignments(user):
    """The assignments that count now: none while staff have no second factor."""
    held = _held(user)
    return [] if held and lacks_second_factor(user) else held


def is_staff(user) -> bool:
    """Does this person administer the portal, by role or by Django's own marks?"""
    if not user.is_authenticated or not user.is_active:
        return False
    return (
        user.is_superuser
        or user.is_staff
        or any(Permission.ADMINISTER in PERMISSIONS[each.role] for each in _held(user))
    )


def lacks_second_factor(user) -> bool:
    """Do the powers of this person of the staff wait for a second factor? Not in a demo's cast."""
    if not is_staff(user) or (settings.DEMO and user.is_demo):
        return False
    return not has_second_factor(user)


def has_second_factor(user) -> bool:
    """Does this person sign in with a code beside the password? Asked for once a request."""
    if not hasattr(user, "loaded_second_factor"):
        user.loaded_second_factor = user.authenticator_set.filter(type="totp").exists()
    return user.loaded_second_factor


def may_administer(user) -> bool:
    """May this person see and change everything?"""
    if not user.is_active or lacks_second_factor(user):
        return False
    return user.is_superuser or may(user, Permission.ADMINISTER)


def may_organise(user) -> bool:
    """The process itself: iterations, milestones, groups, questions; publishing; roles."""
    return may_administer(user) or may(user, Permission.ORGANISE)


def may_change_role(user, role, *, of) -> bool:
    """Give or take this role? Nobody raises or lowers themselves, nor others above them."""
    if user.pk == of.pk or not may_organise(user):
        return False
    return role not in HIGH_ROLES or may_administer(user)


def may(user, permission, *, language=None, group=None, community=None) -> bool:
    """Does a role of this person permit this, here? A scope that is not named does not limit."""
    here = {Scope.LANGUAGE: language, Scope.GROUP: group, Scope.COMMUNITY: community}
    return any(
        permission in PERMISSIONS[assignment.role]
        and (not assignment.scope or here[assignment.scope] in (None, assignment.value))
        for assignment in _assignments(user)
    )


def scopes(user, permission, scope) -> list[str] | None:
    """The values of a scope for which a person holds a permission; None means all of them."""
    values = []
    for assignment in _assignments(user):
        if permission in PERMISSIONS[assignment.role]:
            if not assignment.scope:
                return None
            if assignment.scope == scope:
                values.append(assignment.value)
    return values

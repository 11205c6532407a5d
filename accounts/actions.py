"""Deeds on people: give and take roles, each written down in a log that nobody edits."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import MAX_REASON, Assignment, RoleChange, User
from .roles import FITTING_SCOPES, HIGH_ROLES, Role, may_change_role
from .signals import role_changed


@transaction.atomic
def give_role(
    person: User, role: str, scope: str = "", value: str = "", *, by: User | None, reason: str
) -> RoleChange:
    """Give a role; it holds at once. Without ``by`` it is given at the machine itself."""
    check_giving(person, role, scope, value, by=by)
    held = Assignment.objects.get_or_create(user=person, role=role, scope=scope, value=value)
    if not held[1]:
        raise _held_already()
    return _note(RoleChange.Kind.GIVEN, person, (role, scope, value), by, reason)


@transaction.atomic
def take_role(assignment: Assignment, *, by: User | None, reason: str) -> RoleChange:
    """Take a role away; it ends at once."""
    # Two people may not take the last two organisers at the same time.
    held = Assignment.objects.select_for_update().filter(role=assignment.role).order_by("pk")
    current = next((each for each in held if each.pk == assignment.pk), None)
    if current is None:
        raise ValidationError(_("This role has been taken away already."), code="gone")
    check_taking(current, by=by)
    person, what = current.user, (current.role, current.scope, current.value)
    current.delete()
    return _note(RoleChange.Kind.TAKEN, person, what, by, reason)


def check_giving(person: User, role: str, scope: str, value: str, *, by: User | None) -> None:
    """Refuse what may not be given: by whom, to whom, limited to what."""
    if by and not may_change_role(by, role, of=person):
        raise PermissionDenied
    if not person.is_active:
        raise ValidationError(_("This account is closed."), code="closed")
    if scope not in FITTING_SCOPES[Role(role)]:
        raise ValidationError(_("This role cannot be limited in this way."), code="scope")
    if bool(scope) != bool(value):
        raise ValidationError(_("Say which one this role is limited to."), code="scope")
    if person.assignments.filter(role=role, scope=scope, value=value).exists():
        raise _held_already()


def check_taking(assignment: Assignment, *, by: User | None) -> None:
    """Refuse what may not be taken: by whom, from whom, and from the last who holds it."""
    if by and not may_change_role(by, assignment.role, of=assignment.user):
        raise PermissionDenied
    if assignment.role not in HIGH_ROLES or not assignment.user.is_active:
        return
    others = Assignment.objects.filter(role=assignment.role, user__is_active=True)
    if not others.exclude(user=assignment.user).exists():
        message = _("Nobody else holds this role. Give it to another person first.")
        raise ValidationError(message, code="last")


def _held_already():
    return ValidationError(_("This person holds this role already."), code="held")


def _note(kind, person, what, by, reason) -> RoleChange:
    reason = reason.strip()
    if not reason or len(reason) > MAX_REASON:
        raise ValueError("A change of roles needs a reason, and not a longer one than the log has.")
    # Whoever asks for the same person again in this request hears of the change.
    person.__dict__.pop("loaded_assignments", None)
    role, scope, value = what
    change = RoleChange.objects.create(
        kind=kind, person=person, role=role, scope=scope, value=value, by=by, reason=reason,
        changed_at=timezone.now(),
    )  # fmt: skip
    role_changed.send(RoleChange, change=change)
    return change

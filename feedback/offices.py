"""Who holds which role, by proper names: the page-shaped read behind the page of roles."""

from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When
from django.utils.translation import gettext as _

from accounts.communities import named
from accounts.languages import ALL, autonym
from accounts.models import Assignment, Community, RoleChange, User
from accounts.roles import Role, Scope, may_change_role
from recommendations.models import WorkingGroup
from recommendations.templatetags.wording import wording_of

MOST_FOUND = 20
PER_PAGE = 100
SEPARATOR = ":"
ANYWHERE = "everywhere"


class Holding(NamedTuple):
    """A role as it is told: what it is called, and what it is limited to."""

    role: str
    scope: str
    value: str
    place: str


class Places:
    """What roles can be limited to, by proper names in the reading language; two queries."""

    def __init__(self):
        groups = WorkingGroup.objects.in_language().in_order()
        self.names = {
            Scope.LANGUAGE.value: {language.code: language.autonym for language in ALL},
            Scope.COMMUNITY.value: {c.slug: c.name for c in named(Community.objects.all())},
            Scope.GROUP.value: {g.slug: wording_of(g, "name").text or g.slug for g in groups},
        }

    def told(self, assignment) -> Holding:
        """The role of an assignment, or of a line of the log."""
        scope, value = assignment.scope, assignment.value
        place = self.names[scope].get(value) or autonym(value) if scope else ""
        return Holding(assignment.get_role_display(), scope, value, place)

    def choices(self) -> list:
        """What a select offers: ``language:ar`` and the like, by kind."""
        choices: list = [(ANYWHERE, _("Everywhere"))]
        for scope, known in self.names.items():
            of_kind = [(f"{scope}{SEPARATOR}{value}", name) for value, name in known.items()]
            if of_kind:
                choices.append((Scope(scope).label, of_kind))
        return choices


def people_found(typed: str, user, places: Places) -> list[User]:
    """The people whose name shown or user name begins so, those who are called just so first."""
    wordings = {typed, typed.casefold(), typed.capitalize(), typed.upper()}
    begins, exact = Q(), Q(name__iexact=typed) | Q(username__iexact=typed)
    for each in wordings:  # SQLite knows the small letters of ASCII only
        begins |= Q(name__istartswith=each) | Q(username__istartswith=each)
    rank = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = (
        User.objects.filter(begins | exact, is_active=True)
        .prefetch_related(Prefetch("assignments", Assignment.objects.order_by("role", "value")))
        .order_by(rank, "name")[:MOST_FOUND]
    )
    people: list[Any] = list(found)
    for person in people:
        person.holdings = [places.told(each) for each in person.assignments.all()]
        person.may_be_given = bool(roles_to_give(user, person))
    return people


def roles_to_give(user, person) -> list[Role]:
    """The roles that this user may give to that person."""
    return [role for role in Role if may_change_role(user, role, of=person)]


def held_roles():
    """All roles that are held, in the order of ``Role``, then by place, then by name."""
    order = [When(role=role, then=Value(place)) for place, role in enumerate(Role)]
    return (
        Assignment.objects.select_related("user")
        .annotate(place=Case(*order, output_field=IntegerField()))
        .order_by("place", "scope", "value", "user__name", "pk")
    )


def with_rights(assignments, user, places: Places) -> list[Assignment]:
    """The assignments of one page, each with its proper name and whether it may be taken away."""
    assignments = list(assignments)
    for each in assignments:
        each.told = places.told(each)
        each.may_be_taken = may_change_role(user, each.role, of=each.user)
    return assignments


def newest_changes():
    """The log of roles, newest first."""
    return RoleChange.objects.select_related("person", "by").order_by("-changed_at", "-pk")


def told_changes(changes, places: Places) -> list[RoleChange]:
    changes = list(changes)
    for each in changes:
        each.told = places.told(each)
    return changes

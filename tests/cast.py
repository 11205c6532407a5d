"""The people of the tests, each with one role, and a browser of their own."""

from django.test import Client

from accounts.models import Assignment
from accounts.roles import Role, Scope

from . import make


def reader(**over):
    return make.person(**over)


def liaison(*languages, **over):
    """A liaison of these languages; without any, of all."""
    return _with_role(Role.LIAISON, Scope.LANGUAGE, languages, over)


def member(*groups, **over):
    """A member of these working groups (rows or slugs)."""
    slugs = [getattr(group, "slug", group) for group in groups]
    return _with_role(Role.GROUP_MEMBER, Scope.GROUP, slugs, over)


def translator(*languages, **over):
    return _with_role(Role.TRANSLATOR, Scope.LANGUAGE, languages, over)


def organiser(**over):
    return _with_role(Role.ORGANISER, Scope.EVERYWHERE, (), over)


def admin(**over):
    return _with_role(
        Role.STAFF, Scope.EVERYWHERE, (), {"is_staff": True, "is_superuser": True, **over}
    )


def client_of(user):
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(user)
    return client


def _with_role(role, scope, values, over):
    person = make.person(**over)
    for value in values or [""]:
        Assignment.objects.create(
            user=person, role=role, scope=scope if value else Scope.EVERYWHERE, value=value
        )
    return person

"""The people of the tests, each with one role, and a browser of their own."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from accounts.models import Assignment
from accounts.roles import Role, Scope
from feedback.models import Comment, Follow
from recommendations.models import Recommendation, WorkingGroup

from . import make

# What the app on the phone of every one of them keeps.
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def reader(**over):
    return make.person(**over)


def with_address(email, **over):
    """A reader whose mail address is proven, so that letters may go there."""
    person = make.person(email=email, **over)
    prove_address(person)
    return person


def prove_address(person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def follow(person, subject, **over):
    """A wish to hear of a recommendation, a group, a thread (by its comment) or a language."""
    kinds = {Recommendation: "recommendation", WorkingGroup: "group", Comment: "thread"}
    about = kinds.get(type(subject), "language")
    key = subject.code if about == "recommendation" else getattr(subject, "slug", subject)
    over.setdefault("since", timezone.now())
    return Follow.objects.create(person=person, about=about, key=key, **over)


def liaison(*languages, **over):
    """A liaison of these languages; without any, of all."""
    return _with_role(Role.LIAISON, Scope.LANGUAGE, languages, over)


def liaison_of(community, **over):
    """A liaison of an affiliate, in whatever language its people speak."""
    return _with_role(Role.LIAISON, Scope.COMMUNITY, [community.slug], over)


def member(*groups, **over):
    """A member of these working groups (rows or slugs)."""
    slugs = [getattr(group, "slug", group) for group in groups]
    return _with_role(Role.GROUP_MEMBER, Scope.GROUP, slugs, over)


def translator(*languages, **over):
    return _with_role(Role.TRANSLATOR, Scope.LANGUAGE, languages, over)


def organiser(**over):
    return _with_role(Role.ORGANISER, Scope.EVERYWHERE, (), over)


def admin(**over):
    """Somebody of the staff, with the second factor that staff need."""
    person = admin_without_second_factor(**over)
    give_second_factor(person)
    return person


def admin_without_second_factor(**over):
    return _with_role(
        Role.STAFF, Scope.EVERYWHERE, (), {"is_staff": True, "is_superuser": True, **over}
    )


def give_second_factor(person):
    """An app on this person's phone, and recovery codes in a drawer."""
    TOTP.activate(person, KEY)
    RecoveryCodes.activate(person)


def recovery_codes(person):
    return RecoveryCodes.activate(person).get_unused_codes()


def code_now(key=KEY):
    """What the app of whoever has this key shows now."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


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

"""Giving and taking roles: who may, what stays, and the log."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.test import TestCase

from accounts.actions import give_role, take_role
from accounts.models import Assignment, RoleChange
from accounts.roles import FITTING_SCOPES, Permission, Role, Scope, may
from tests import cast

LOWER = [Role.LIAISON, Role.GROUP_MEMBER, Role.TRANSLATOR]
HIGHER = [Role.ORGANISER, Role.STAFF]


def place_for(role):
    scope = FITTING_SCOPES[role][0]
    return (scope, "ar" if scope else "")


def give(role, person, by, reason="They asked for it."):
    return give_role(person, role, *place_for(role), by=by, reason=reason)


class GivingARole(TestCase):
    def setUp(self):
        self.person = cast.reader(name="Ana")

    def test_it_counts_at_once_and_stands_in_the_log(self):
        organiser = cast.organiser()
        self.assertFalse(may(self.person, Permission.MODERATE))

        give_role(
            self.person, Role.LIAISON, Scope.LANGUAGE, "ar", by=organiser, reason=" She offered. "
        )

        self.assertTrue(may(self.person, Permission.MODERATE, language="ar"))
        self.assertFalse(may(self.person, Permission.MODERATE, language="es"))
        change = RoleChange.objects.get()
        self.assertEqual(
            (change.kind, change.person, change.role, change.scope, change.value, change.by),
            ("given", self.person, "liaison", "language", "ar", organiser),
        )
        self.assertEqual(change.reason, "She offered.")

    def test_an_organiser_gives_what_volunteers_hold(self):
        for role in LOWER:
            give(role, self.person, by=cast.organiser())
        self.assertEqual(self.person.assignments.count(), len(LOWER))

    def test_an_organiser_makes_no_organisers_and_no_staff(self):
        for role in HIGHER:
            with self.subTest(role), self.assertRaises(PermissionDenied):
                give(role, self.person, by=cast.organiser())
        self.assertEqual((self.person.assignments.count(), RoleChange.objects.count()), (0, 0))

    def test_staff_give_every_role(self):
        for role in Role:
            give(role, self.person, by=cast.admin())
        self.assertEqual(self.person.assignments.count(), len(Role))

    def test_nobody_gives_themselves_a_role(self):
        for person in (cast.organiser(), cast.admin()):
            for role in Role:
                with self.subTest(person, role=role), self.assertRaises(PermissionDenied):
                    give(role, person, by=person)

    def test_no_other_role_gives_any(self):
        for person in (cast.reader(), cast.liaison("ar"), cast.member("x"), cast.translator("ar")):
            for role in Role:
                with self.subTest(person, role=role), self.assertRaises(PermissionDenied):
                    give(role, self.person, by=person)

    def test_a_role_is_limited_to_what_fits_it(self):
        wrong = [
            (Role.ORGANISER, Scope.LANGUAGE, "ar"), (Role.STAFF, Scope.GROUP, "diversity"),
            (Role.GROUP_MEMBER, Scope.EVERYWHERE, ""), (Role.TRANSLATOR, Scope.GROUP, "diversity"),
            (Role.LIAISON, Scope.LANGUAGE, ""),
        ]  # fmt: skip
        for what in wrong:
            with self.subTest(what), self.assertRaises(ValidationError):
                give_role(self.person, *what, by=cast.admin(), reason="A try.")

    def test_a_role_is_held_once_and_by_nobody_whose_account_is_closed(self):
        organiser, gone = cast.organiser(), cast.reader(is_active=False)
        give(Role.LIAISON, self.person, by=organiser)
        for person in (self.person, gone):
            with self.subTest(person), self.assertRaises(ValidationError):
                give(Role.LIAISON, person, by=organiser)
        self.assertEqual(RoleChange.objects.count(), 1)

    def test_it_needs_a_reason(self):
        with self.assertRaises(ValueError):
            give(Role.LIAISON, self.person, by=cast.organiser(), reason="  ")


class TakingARole(TestCase):
    def test_it_ends_at_once_and_stands_in_the_log(self):
        liaison, organiser = cast.liaison("ar", "es"), cast.organiser()
        self.assertTrue(may(liaison, Permission.MODERATE, language="ar"))

        take_role(liaison.assignments.get(value="ar"), by=organiser, reason="She moved on.")

        liaison = type(liaison).objects.get(pk=liaison.pk)
        self.assertFalse(may(liaison, Permission.MODERATE, language="ar"))
        self.assertTrue(may(liaison, Permission.MODERATE, language="es"))
        change = RoleChange.objects.get()
        self.assertEqual((change.kind, change.value, change.by), ("taken", "ar", organiser))

    def test_an_organiser_takes_no_higher_role(self):
        for person in (cast.organiser(), cast.admin()):
            with self.subTest(person), self.assertRaises(PermissionDenied):
                take_role(person.assignments.get(), by=cast.organiser(), reason="A quarrel.")

    def test_nobody_takes_their_own(self):
        organiser = cast.organiser()
        liaison_too = organiser.assignments.create(role=Role.LIAISON)
        with self.assertRaises(PermissionDenied):
            take_role(liaison_too, by=organiser, reason="I am tired.")

    def test_the_last_organiser_stays(self):
        last, admin = cast.organiser(), cast.admin()
        cast.organiser(is_active=False)
        with self.assertRaises(ValidationError):
            take_role(last.assignments.get(), by=admin, reason="Not needed.")
        cast.organiser()
        take_role(last.assignments.get(), by=admin, reason="Not needed.")
        self.assertFalse(last.assignments.exists())

    def test_what_was_taken_already_is_not_taken_twice(self):
        assignment = cast.liaison("ar").assignments.get()
        again, organiser = Assignment.objects.get(pk=assignment.pk), cast.organiser()
        take_role(assignment, by=organiser, reason="Once.")
        with self.assertRaises(ValidationError):
            take_role(again, by=organiser, reason="Twice.")
        self.assertEqual(RoleChange.objects.count(), 1)

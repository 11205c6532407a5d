"""Roles in the back office: the same rules and the same log as on the organisers' desk."""

from django.test import TestCase
from django.urls import reverse

from accounts.languages import spoken
from accounts.models import RoleChange
from tests import cast, make


class RolesInTheBackOffice(TestCase):
    def setUp(self):
        self.admin = cast.admin(name="Root")
        self.browser = cast.client_of(self.admin)
        self.ana = make.person(username="ana", name="Ana")

    def send(self, person, *rows):
        """Save the page of a person with these roles: (row there or None, role, reason, ...)."""
        there = [row for row in rows if row.get("id")]
        sent = {
            "username": person.username, "name": person.name, "language": "en", "is_active": "on",
            "replies_frequency": "at-once",
            "assignments-TOTAL_FORMS": str(len(rows)),
            "assignments-INITIAL_FORMS": str(len(there)),
        }  # fmt: skip
        for number, row in enumerate(rows):
            row = {"role": "liaison", "scope": "language", "value": "ar", **row}
            sent |= {f"assignments-{number}-{name}": value for name, value in row.items()}
        with spoken("en"):
            address = reverse("admin:accounts_user_change", args=[person.pk])
        answer = self.browser.post(address, sent)
        if answer.status_code == 302:
            return ""
        return str(answer.context["inline_admin_formsets"][0].formset.non_form_errors())

    def log(self):
        rows = RoleChange.objects.order_by("pk")
        return list(rows.values_list("kind", "role", "value", "by__name", "reason"))

    def test_what_is_given_and_taken_there_stands_in_the_log(self):
        self.assertEqual(self.send(self.ana, {"reason": "She offered."}), "")
        held = self.ana.assignments.get()
        self.assertEqual(
            self.send(self.ana, {"id": held.pk, "DELETE": "on", "reason": "She moved on."}), ""
        )
        self.assertEqual(
            self.log(),
            [
                ("given", "liaison", "ar", "Root", "She offered."),
                ("taken", "liaison", "ar", "Root", "She moved on."),
            ],
        )

    def test_a_role_that_becomes_another_is_taken_and_given(self):
        held = cast.liaison("ar", username="lina").assignments.get()
        self.send(held.user, {"id": held.pk, "value": "fr", "reason": "A slip."})
        self.assertEqual(
            [(kind, value) for kind, _, value, _, _ in self.log()],
            [("taken", "ar"), ("given", "fr")],
        )
        self.assertEqual(held.user.assignments.get().value, "fr")

    def test_it_needs_a_reason(self):
        self.assertIn("Say why", self.send(self.ana, {}))
        held = cast.liaison("ar", username="lina").assignments.get()
        self.assertIn("Say why", self.send(held.user, {"id": held.pk, "DELETE": "on"}))
        self.assertEqual((self.log(), self.ana.assignments.count()), ([], 0))

    def test_what_does_not_change_needs_none_and_writes_nothing(self):
        held = cast.liaison("ar", username="lina").assignments.get()
        self.assertEqual(self.send(held.user, {"id": held.pk}), "")
        self.assertEqual(self.log(), [])

    def test_nobody_changes_their_own(self):
        own = self.admin.assignments.get()
        row = {"id": own.pk, "role": "staff", "scope": "", "value": "", "DELETE": "on"}
        self.assertIn("nobody changes their own", self.send(self.admin, {**row, "reason": "x"}))
        self.assertTrue(self.admin.assignments.exists())

    def test_the_last_organiser_stays(self):
        last = cast.organiser(username="olga")
        row = {"id": last.assignments.get().pk, "role": "organiser", "scope": "", "value": ""}
        answer = self.send(last, {**row, "DELETE": "on", "reason": "Fewer."})
        self.assertIn("Nobody else holds this role", answer)
        self.assertTrue(last.assignments.exists())

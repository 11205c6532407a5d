"""People and their roles in the back office."""

from django.test import TestCase
from django.urls import reverse

from accounts.languages import spoken
from accounts.models import Assignment, Community, User
from tests import cast, make

NO_ROLES = {"assignments-TOTAL_FORMS": "0", "assignments-INITIAL_FORMS": "0"}


def address(name, *args):
    with spoken("en"):
        return reverse(f"admin:accounts_{name}", args=args)


class GivingARole(TestCase):
    def setUp(self):
        self.ana = make.person(username="ana", name="Ana")
        self.browser = cast.client_of(cast.admin())

    def give(self, role, scope="", value="", reason="They asked for it."):
        sent = {
            "username": "ana", "name": "Ana", "language": "en", "is_active": "on",
            "replies_frequency": "at-once",
            "assignments-TOTAL_FORMS": "1", "assignments-INITIAL_FORMS": "0",
            "assignments-0-role": role, "assignments-0-scope": scope, "assignments-0-value": value,
            "assignments-0-reason": reason,
        }  # fmt: skip
        answer = self.browser.post(address("user_change", self.ana.pk), sent)
        if answer.status_code == 302:
            return {}
        return answer.context["inline_admin_formsets"][0].formset.errors[0]

    def test_it_is_limited_to_what_exists(self):
        group, community = make.group(), Community.objects.create(slug="wmxx", kind="affiliate")
        given = [
            ("translator", "language", "ar"), ("group_member", "group", group.slug),
            ("liaison", "community", community.slug), ("organiser", "", ""),
        ]  # fmt: skip
        for role, scope, value in given:
            with self.subTest(scope):
                Assignment.objects.all().delete()
                # Whoever gives it has to hold one still.
                self.browser = cast.client_of(cast.admin())
                self.assertEqual(self.give(role, scope, value), {})
                self.assertTrue(
                    self.ana.assignments.filter(role=role, scope=scope, value=value).exists()
                )

    def test_what_does_not_exist_is_refused_with_what_does(self):
        make.group(slug="diversity")

        errors = self.give("group_member", "group", "diversities")

        self.assertIn("Possible: diversity.", errors["value"][0])
        self.assertFalse(self.ana.assignments.exists())

    def test_kind_and_value_go_together(self):
        self.assertIn("value", self.give("translator", "language"))
        self.assertIn("scope", self.give("translator", value="ar"))


class KeepingAnAccount(TestCase):
    def setUp(self):
        self.browser = cast.client_of(cast.admin())

    def test_a_new_person_gets_a_name_that_nobody_has(self):
        make.person(username="ana", name="Ana")
        password = "a long enough passphrase"
        sent = {"username": "new", "name": "ANA", "usable_password": "true",
                "password1": password, "password2": password, **NO_ROLES}  # fmt: skip

        refused = self.browser.post(address("user_add"), sent)
        self.assertIn("name", refused.context["adminform"].form.errors)
        self.assertEqual(
            self.browser.post(address("user_add"), {**sent, "name": "Bea"}).status_code, 302
        )

        self.assertTrue(User.objects.get(username="new").check_password(password))

    def test_nobody_is_deleted(self):
        person = make.person()

        answer = self.browser.post(address("user_delete", person.pk), {"post": "yes"})

        self.assertEqual(answer.status_code, 403)
        self.assertTrue(User.objects.filter(pk=person.pk).exists())

    def test_a_community_is_named_in_every_language_and_keeps_its_short_name(self):
        sent = {"slug": "wmxx", "kind": "affiliate", "languages": ["ar", "de"],
                "name_en": "Wikimedia XX", "name_ar": "ويكيميديا"}  # fmt: skip
        self.browser.post(address("community_add"), sent)
        made = Community.objects.get()
        self.assertEqual([made.languages, made.name_ar], [["ar", "de"], "ويكيميديا"])

        self.browser.post(address("community_change", made.pk), {**sent, "slug": "other"})
        made.refresh_from_db()
        self.assertEqual(made.slug, "wmxx")

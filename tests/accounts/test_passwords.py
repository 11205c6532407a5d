"""What a password must be like, wherever one is chosen."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import TestCase

from .. import cast, make

OLD, NEW = "nine green herons", "ten brown bears"
WEAK = {"nine s 12": "too short", "password123": "common", "annaschmidt": "like the user name"}


class ChoosingAPassword(TestCase):
    def setUp(self):
        cache.clear()
        self.anna = make.person(username="annaschmidt", password=OLD)
        self.client.force_login(self.anna)

    def is_now(self, password):
        self.anna.refresh_from_db()
        return self.anna.check_password(password)

    def change(self, password, old=OLD):
        return self.client.post(
            "/en/accounts/password/change/", {"oldpassword": old, "password1": password}
        )

    def test_weak_ones_are_refused_when_it_is_changed(self):
        for weak, why in WEAK.items():
            self.assertIn("password1", self.change(weak).context["form"].errors, why)
        self.assertTrue(self.is_now(OLD))

    def test_the_one_until_now_is_asked_for(self):
        self.assertIn("oldpassword", self.change(NEW, old="x").context["form"].errors)
        self.change(NEW)
        self.assertTrue(self.is_now(NEW))

    def test_weak_ones_are_refused_for_an_account_without_one(self):
        self.anna.set_unusable_password()
        self.anna.save(update_fields=["password"])
        self.client.force_login(self.anna)
        page = "/en/accounts/password/set/"
        for weak, why in WEAK.items():
            answer = self.client.post(page, {"password1": weak})
            self.assertIn("password1", answer.context["form"].errors, why)
        self.client.post(page, {"password1": NEW})
        self.assertTrue(self.is_now(NEW))

    def test_every_field_lets_paste_and_tells_password_managers_what_it_is(self):
        pages = {
            "login/": ("current-password",), "signup/": ("new-password",),
            "password/change/": ("current-password", "new-password"),
            "reauthenticate/": ("current-password",),
        }  # fmt: skip
        for page, purposes in pages.items():
            client = self.client_class() if page in {"login/", "signup/"} else self.client
            html = client.get(f"/en/accounts/{page}").content.decode()
            for purpose in purposes:
                self.assertIn(f'autocomplete="{purpose}"', html, page)
            self.assertNotRegex(
                html, r'type="password"[^>]*maxlength|onpaste|autocomplete="off" ty'
            )


class ChangingTheMailAddressForSomebody(TestCase):
    def test_the_old_one_opens_nothing_more_and_the_new_one_is_not_confirmed(self):
        anna = make.person(username="anna", name="Anna", email="anna@example.org")
        EmailAddress.objects.create(user=anna, email=anna.email, verified=True, primary=True)
        browser = cast.client_of(cast.admin())
        sent = {
            "username": "anna", "name": "Anna", "language": "en", "is_active": "on",
            "replies_frequency": "at-once",
            "email": "new@example.org",
            "assignments-TOTAL_FORMS": "0", "assignments-INITIAL_FORMS": "0",
        }  # fmt: skip
        answer = browser.post(f"/en/admin/accounts/user/{anna.pk}/change/", sent)
        self.assertEqual(answer.status_code, 302)
        kept = EmailAddress.objects.values_list("email", "verified", "primary")
        self.assertEqual(list(kept), [("new@example.org", False, True)])


class RemovingASecondFactor(TestCase):
    def remove(self, name):
        said = StringIO()
        call_command("remove_second_factor", name, stdout=said)
        return said.getvalue()

    def test_the_password_is_enough_then(self):
        anna = cast.reader(username="anna", email="anna@example.org")
        for name in ("Anna", "anna@example.org"):
            cast.give_second_factor(anna)
            self.assertIn("anna signs in without", self.remove(name))
            self.assertFalse(Authenticator.objects.exists())

    def test_names_that_mean_nobody_or_nothing_are_refused(self):
        cast.reader(username="anna")
        for name in ("berta", "anna"):
            with pytest.raises(CommandError):
                self.remove(name)

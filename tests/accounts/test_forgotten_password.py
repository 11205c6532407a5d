"""Getting a new password by mail, and changing the one that is known."""

import re

from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.test import TestCase, override_settings

from accounts.models import User

from .. import cast, make

PAGE = "/en/accounts/password/reset/"
OLD, NEW = "nine green herons", "seven blue otters"


def link_in(letter):
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


class ForgettingAPassword(TestCase):
    def setUp(self):
        cache.clear()
        self.anna = make.person(
            username="anna", email="anna@example.org", password=OLD, language="fr"
        )

    def follow(self, link):
        """The page behind the link; the key is taken out of its address on the way."""
        return self.client.get(link, follow=True)

    def test_the_link_in_the_mail_leads_to_a_new_password(self):
        answer = self.client.post(PAGE, {"email": "Anna@example.org"}, follow=True)
        self.assertContains(answer, "If there is an account with this address")

        page = self.follow(link_in(mail.outbox[0]))
        answer = self.client.post(page.context["action_url"], {"password1": NEW})
        self.assertRedirects(answer, "/fr/accounts/password/reset/key/done/")

        self.anna.refresh_from_db()
        assert self.anna.check_password(NEW)

    def test_the_letter_is_in_the_language_of_the_person(self):
        self.client.post("/ar/accounts/password/reset/", {"email": "anna@example.org"})
        (letter,) = mail.outbox
        assert letter.to == ["anna@example.org"]
        assert link_in(letter).startswith("/fr/accounts/password/reset/key/")
        assert "anna" in letter.body

    def test_nobody_learns_which_addresses_have_an_account(self):
        known = self.client.post(PAGE, {"email": "anna@example.org"})
        unknown = self.client.post(PAGE, {"email": "berta@example.org"})
        assert known.url == unknown.url
        assert known.content == unknown.content
        assert "/key/" in mail.outbox[0].body
        assert mail.outbox[1].to == ["berta@example.org"]
        assert "/key/" not in mail.outbox[1].body

    def test_a_link_works_once(self):
        self.client.post(PAGE, {"email": "anna@example.org"})
        link = link_in(mail.outbox[0])
        page = self.follow(link)
        self.client.post(page.context["action_url"], {"password1": NEW})
        self.assertContains(self.follow(link), "password/reset/", status_code=400)

    def test_a_weak_password_is_refused(self):
        self.client.post(PAGE, {"email": "anna@example.org"})
        page = self.follow(link_in(mail.outbox[0]))
        for weak in ("", "short", "password123", "anna@example.org", "nine\x00green herons"):
            answer = self.client.post(page.context["action_url"], {"password1": weak})
            assert "password1" in answer.context["form"].errors, weak
        self.anna.refresh_from_db()
        assert self.anna.check_password(OLD)

    def test_a_broken_link_says_so(self):
        for key in (
            "x-y", "zzzzzzzzzzzzz-abc", "zzzzzzzzzzzzzzzzzzzzzz-abc", "1-set-password",
            "1-%FF%FE", "1-" + "x" * 5000, f"{self.anna.pk}-abc-0123", "1-é", "1-a/b",
        ):  # fmt: skip
            answer = self.client.get(f"/en/accounts/password/reset/key/{key}/")
            self.assertContains(answer, "This link does not work", status_code=400)
            answer = self.client.post(f"/en/accounts/password/reset/key/{key}/", {"password1": NEW})
            self.assertContains(answer, "This link does not work", status_code=400)
        for key in ("", "/", "x", "%00", "1-%0A"):
            answer = self.client.get(f"/en/accounts/password/reset/key/{key}/")
            assert answer.status_code in {400, 404}, key

    def test_what_is_no_address_stays_in_the_form(self):
        for address in ("anna", "anna@", "a\x00@example.org", "x" * 100_000, ""):
            answer = self.client.post(PAGE, {"email": address})
            assert "email" in answer.context["form"].errors
        answer = self.client.post(PAGE, {"email": "anna@"})
        self.assertContains(answer, 'value="anna@"')
        assert mail.outbox == []

    @override_settings(EMAIL_BACKEND="tests.accounts.test_forgotten_password.Broken")
    def test_a_mail_server_that_is_down_breaks_nothing_and_tells_nothing(self):
        for address in ("anna@example.org", "berta@example.org"):
            with self.assertLogs("accounts.adapter", "ERROR"):
                answer = self.client.post(PAGE, {"email": address}, follow=True)
            self.assertContains(answer, "Mails cannot be sent at the moment")


class Broken(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError


class ChangingThePassword(TestCase):
    page = "/en/accounts/password/change/"

    def setUp(self):
        cache.clear()
        self.anna = cast.reader(password=OLD)
        self.client = cast.client_of(self.anna)

    def test_the_old_one_and_a_new_one_are_enough(self):
        answer = self.client.post(self.page, {"oldpassword": OLD, "password1": NEW})
        self.assertRedirects(answer, "/en/accounts/")
        self.anna.refresh_from_db()
        assert self.anna.check_password(NEW)

    def test_other_devices_are_signed_out(self):
        other = cast.client_of(self.anna)
        self.client.post(self.page, {"oldpassword": OLD, "password1": NEW})
        assert other.get("/en/accounts/").status_code == 302
        assert self.client.get("/en/accounts/").status_code == 200

    def test_a_wrong_old_one_or_a_weak_new_one_changes_nothing(self):
        for old, new, field in (
            ("wrong", NEW, "oldpassword"), (OLD, "password123", "password1"),
            (OLD, "a\x00b", "password1"),
        ):  # fmt: skip
            answer = self.client.post(self.page, {"oldpassword": old, "password1": new})
            assert field in answer.context["form"].errors
        assert User.objects.get(pk=self.anna.pk).check_password(OLD)

    def test_an_account_without_one_chooses_one(self):
        self.anna.set_unusable_password()
        self.anna.save()
        self.client.force_login(self.anna)
        answer = self.client.post("/en/accounts/password/set/", {"password1": NEW})
        self.assertRedirects(answer, "/en/accounts/")
        self.anna.refresh_from_db()
        assert self.anna.check_password(NEW)

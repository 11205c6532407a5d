"""Coming in with an account."""

from django.conf import settings
from django.core.cache import cache
from django.test import TestCase

from accounts.models import User

from .. import cast, make

PAGE = "/en/accounts/login/"
PASSWORD = "nine green herons"


class SigningIn(TestCase):
    def setUp(self):
        cache.clear()
        self.anna = make.person(username="Anna", email="anna@example.org", password=PASSWORD)

    def sign_in(self, login, password=PASSWORD, **more):
        return self.client.post(PAGE, {"login": login, "password": password, **more})

    def is_signed_in(self):
        return self.client.session.get("_auth_user_id") == str(self.anna.pk)

    def test_the_user_name_opens(self):
        self.assertRedirects(self.sign_in("Anna"), "/en/mine/", fetch_redirect_response=False)
        assert self.is_signed_in()

    def test_so_does_the_mail_address(self):
        self.sign_in("ANNA@example.org")
        assert self.is_signed_in()

    def test_capitals_and_notation_of_the_user_name_do_not_matter(self):
        for login in ("anna", "ＡＮＮＡ", " Anna\u200b "):
            self.client.logout()
            self.sign_in(login)
            assert self.is_signed_in(), login

    def test_the_name_shown_does_not_open(self):
        User.objects.filter(pk=self.anna.pk).update(name="Anna S.")
        self.sign_in("Anna S.")
        assert not self.is_signed_in()

    def test_nobody_learns_which_of_the_two_was_wrong(self):
        said = {
            tuple(self.sign_in(login, password).context["form"].non_field_errors())
            for login, password in (
                ("Anna", "wrong"), ("anna@example.org", "wrong"), ("Berta", PASSWORD),
                ("berta@example.org", PASSWORD),
            )
        }  # fmt: skip
        assert said == {("The name and the password do not belong together. Please check both.",)}

    def test_the_user_name_stays_in_the_form_and_the_password_does_not(self):
        answer = self.sign_in("Anna", "a wrong password")
        self.assertContains(answer, 'value="Anna"')
        self.assertNotContains(answer, "a wrong password")

    def test_guessing_is_slowed_down(self):
        for _ in range(6):
            answer = self.sign_in("Anna", "wrong")
        self.assertContains(answer, "Too many attempts")
        self.sign_in("Anna")
        assert not self.is_signed_in()

    def test_a_flood_from_one_address_gets_a_page_of_ours(self):
        for _ in range(31):
            answer = self.sign_in("", "")
        self.assertContains(answer, "Please wait a minute", status_code=429)
        self.assertContains(answer, "site-header", status_code=429)

    def test_it_leads_back_to_where_one_came_from(self):
        page = self.client.get(f"{PAGE}?next=/ar/write/DV1-9/%3Fpart%3Dq1")
        self.assertContains(page, 'name="next" value="/ar/write/DV1-9/?part=q1"')
        self.assertContains(page, "/en/accounts/signup/?next=%2Far%2Fwrite%2FDV1-9%2F%3Fpart%3Dq1")
        answer = self.sign_in("Anna", next="/ar/write/DV1-9/?part=q1")
        self.assertRedirects(answer, "/ar/write/DV1-9/?part=q1", fetch_redirect_response=False)

    def test_it_leads_to_no_other_host(self):
        for elsewhere in (
            "https://example.org/", "//example.org/", "http://localhost/", "javascript:alert(1)",
            "/\\example.org", "\x00/en/",
        ):  # fmt: skip
            self.client.logout()
            answer = self.sign_in("Anna", next=elsewhere)
            self.assertRedirects(answer, "/en/mine/", fetch_redirect_response=False)

    def test_a_closed_account_does_not_open(self):
        User.objects.filter(pk=self.anna.pk).update(is_active=False)
        answer = self.sign_in("Anna")
        self.assertRedirects(answer, "/en/accounts/inactive/")
        assert not self.is_signed_in()

    def test_one_stays_signed_in_for_fourteen_days_by_a_cookie_that_scripts_cannot_read(self):
        cookie = self.sign_in("Anna").cookies[settings.SESSION_COOKIE_NAME]
        assert cookie["max-age"] == 14 * 24 * 3600
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")

    def test_so_is_the_cookie_of_its_form(self):
        cookie = self.client.get(PAGE).cookies[settings.CSRF_COOKIE_NAME]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")

    def test_input_that_nobody_types_is_refused(self):
        for login, password in (
            ("An\x00na", PASSWORD), ("Anna", "nine\x00"), ("x" * 100_000, PASSWORD),
            ("Anna", "x" * 100_000), ("\ufffd", PASSWORD), ("ﷺ" * 100, PASSWORD),
        ):  # fmt: skip
            cache.clear()
            assert self.sign_in(login, password).context["form"].errors
        assert not self.is_signed_in()

    def test_pages_for_people_with_an_account_send_strangers_here(self):
        for page in ("", "password/change/", "email/", "reauthenticate/", "password/set/"):
            answer = self.client.get(f"/fr/accounts/{page}")
            self.assertRedirects(
                answer, f"/fr/accounts/login/?next=/fr/accounts/{page}",
                fetch_redirect_response=False,
            )  # fmt: skip


class SigningOut(TestCase):
    def setUp(self):
        self.client = cast.client_of(cast.reader())

    def test_the_page_asks_and_changes_nothing(self):
        self.assertContains(self.client.get("/en/accounts/logout/"), "Do you want to sign out")
        assert "_auth_user_id" in self.client.session

    def test_sending_the_form_ends_the_session(self):
        answer = self.client.post("/ar/accounts/logout/")
        self.assertRedirects(answer, "/ar/accounts/signed-out/")
        assert "_auth_user_id" not in self.client.session

    def test_no_cookie_is_left_that_would_make_reading_pages_differ(self):
        answer = self.client.post("/en/accounts/logout/", follow=True)
        assert [name for name, cookie in self.client.cookies.items() if cookie.value] == []
        self.assertContains(answer, "You are signed out")

    def test_without_a_session_it_says_so(self):
        self.client.logout()
        answer = self.client.get("/en/accounts/logout/")
        self.assertRedirects(answer, "/en/accounts/signed-out/")

    def test_it_leads_to_no_other_host(self):
        answer = self.client.post("/en/accounts/logout/", {"next": "https://example.org/"})
        self.assertRedirects(answer, "/en/accounts/signed-out/")

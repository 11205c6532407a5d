"""Every page about accounts that can be reached, opened with and without an account."""

import re

from allauth.account import urls as allauth_urls
from django.core.cache import cache
from django.test import TestCase

from .. import cast

PAGES = {
    "login/": 200, "logout/": 302, "inactive/": 200, "signup/": 200, "reauthenticate/": 302,
    "email/": 302, "confirm-email/": 200, "password/change/": 302, "password/set/": 302,
    "password/reset/": 200, "login/code/confirm/": 302, "password/reset/key/done/": 200,
    "password/reset/done/": 200, "signed-out/": 200, "": 302, "confirm-email/x/": 400,
    "password/reset/key/x-y/": 400, "2fa/": 302, "2fa/authenticate/": 302,
    "2fa/reauthenticate/": 302, "2fa/totp/activate/": 302, "2fa/totp/deactivate/": 302,
    "2fa/recovery-codes/": 302, "2fa/recovery-codes/generate/": 302,
    "2fa/recovery-codes/download/": 302,
}  # fmt: skip
WITH_ACCOUNT = PAGES | {
    "login/": 302, "logout/": 200, "signup/": 302, "reauthenticate/": 200, "email/": 200,
    "password/change/": 200, "": 200, "2fa/": 200, "2fa/totp/deactivate/": 404,
    "2fa/recovery-codes/": 404, "2fa/recovery-codes/download/": 404,
}  # fmt: skip
# Just signed in, so nobody asks again whether it is still you.
JUST_IN = WITH_ACCOUNT | {"2fa/totp/activate/": 200, "2fa/recovery-codes/generate/": 200}
WITH_SECOND_FACTOR = JUST_IN | {
    "2fa/reauthenticate/": 200, "2fa/totp/activate/": 302, "2fa/totp/deactivate/": 200,
    "2fa/recovery-codes/": 200, "2fa/recovery-codes/download/": 403,
}  # fmt: skip
PASSWORD = "nine green herons"

INLINE = re.compile(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|javascript:")


class OpeningThePages(TestCase):
    def setUp(self):
        cache.clear()

    def open_all(self, client, pages):
        for page, status in pages.items():
            for language in ("en", "ar", "hi"):
                answer = client.get(f"/{language}/accounts/{page}")
                assert answer.status_code == status, page
                if status != 302:
                    self.assert_is_ours(answer.content.decode(), page)

    def assert_is_ours(self, html, page):
        """In our frame, with one heading, nothing inline, and every field with its label."""
        assert html.count("<h1>") == 1, page
        assert 'class="site-header"' in html, page
        assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|javascript:", html), (
            page
        )
        for field in re.findall(r'<(?:input|select|textarea)[^>]*\sid="([^"]+)"', html):
            assert f'for="{field}"' in html, (page, field)
        for described in re.findall(r'aria-describedby="([^"]+)"', html):
            for name in described.split():
                assert f'id="{name}"' in html, (page, name)

    def test_all_that_allauth_has_are_listed_here(self):
        opened = {f"accounts/{page}" for page in PAGES}
        for pattern in allauth_urls.urlpatterns:
            found = [page for page in opened if pattern.pattern.match(page[len("accounts/") :])]
            assert found, pattern

    def test_without_an_account(self):
        self.open_all(self.client, PAGES)

    def test_with_an_account(self):
        self.open_all(cast.client_of(cast.reader(password=PASSWORD)), WITH_ACCOUNT)

    def test_with_a_second_factor_and_on_the_way_to_one(self):
        reader = cast.reader(username="anna", password=PASSWORD)
        typed = {"login": "anna", "password": PASSWORD}
        self.client.post("/en/accounts/login/", typed)
        self.open_all(self.client, JUST_IN)
        self.client.logout()
        cast.give_second_factor(reader)
        self.client.post("/en/accounts/login/", typed)
        page = self.client.get("/ar/accounts/2fa/authenticate/")
        self.assert_is_ours(page.content.decode(), "2fa/authenticate/")
        self.client.post("/en/accounts/2fa/authenticate/", {"code": cast.code_now()})
        self.open_all(self.client, WITH_SECOND_FACTOR)

    def test_fields_with_errors_say_so_where_the_error_stands(self):
        for page in ("login/", "signup/", "password/reset/"):
            html = self.client.post(f"/en/accounts/{page}", {}).content.decode()
            self.assert_is_ours(html, page)
            assert "_error" in re.search(r'aria-describedby="([^"]+)"', html)[1], page
            assert 'aria-invalid="true"' in html, page

    def test_pages_that_hold_no_form_set_no_cookie(self):
        for page in ("inactive/", "confirm-email/", "password/reset/done/", "signed-out/"):
            assert self.client.get(f"/en/accounts/{page}").cookies == {}, page

    def test_programs_get_the_same_pages_as_people(self):
        for header in ({"Accept": "application/json"}, {"X-Requested-With": "XMLHttpRequest"}):
            answer = self.client.get("/en/accounts/login/", headers=header)
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            self.assertContains(answer, "site-header")

    def test_every_page_has_the_policy_that_lets_its_forms_through(self):
        for page in ("login/", "signup/", "password/reset/key/x-y/"):
            policy = self.client.get(f"/en/accounts/{page}").headers["Content-Security-Policy"]
            assert "form-action 'self'" in policy
            assert "unsafe" not in policy

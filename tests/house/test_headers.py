"""Every answer carries the same policy, whatever its status; errors speak the reader's language."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import include, path

from tests import cast, make

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "connect-src 'self'", "font-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
}  # fmt: skip


def break_down(request):
    raise RuntimeError("on purpose")


def plain(request):
    return HttpResponse("ok", headers={"Content-Type": "text/plain"})


# These addresses and the portal's own: a test needs a page that breaks.
urlpatterns = [
    path("broken/", break_down),
    path("plain/", plain),
    path("", include("strategy_portal.urls")),
]
handler400 = "accounts.errors.bad_request"
handler403 = "accounts.errors.permission_denied"
handler404 = "accounts.errors.page_not_found"
handler500 = "accounts.errors.server_error"


@override_settings(ROOT_URLCONF=__name__)
class EveryAnswer(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.comment = make.comment()
        cls.conflict = make.comment(author=cls.comment.author)
        cls.reader, cls.admin = cast.reader(), cast.admin()

    def setUp(self):
        cache.clear()
        self.client.raise_request_exception = False

    def answers(self):
        """One answer of each kind: what it is, its status, the answer."""
        yield "page", 200, self.client.get("/en/")
        yield "feed", 200, self.client.get("/en/recent/feed/")
        etag = self.client.get("/en/").headers["ETag"]
        yield "unchanged", 304, self.client.get("/en/", headers={"If-None-Match": etag})
        yield "to a language", 302, self.client.get("/")
        yield "to sign in", 302, self.client.get("/en/mine/")
        yield "nonsense", 400, self.client.get("/en/recent/?period=x")
        yield "NUL", 400, self.client.get("/en/recent/?group=%00")
        yield "host", 400, self.client.get("/en/accounts/login/", headers={"Host": "evil.example"})
        yield "not there", 404, self.client.get("/en/none/")
        yield "wrong method", 405, self.client.post("/en/")
        yield "broken", 500, self.client.get("/en/broken/")
        yield (
            "no proof of origin",
            403,
            Client(enforce_csrf_checks=True).post("/en/accounts/login/"),
        )
        yield "plain", 200, self.client.get("/en/plain/")
        yield "static file", 200, self.client.get(self.static_file())
        self.client.force_login(self.reader)
        yield "not allowed", 403, self.client.get("/en/desk/")
        self.client.force_login(self.comment.author)
        yield (
            "overtaken",
            409,
            self.client.post(
                f"/en/c/{self.comment.slug}/edit/", {"body": "New", "language": "en", "version": 7}
            ),
        )
        self.client.force_login(self.admin)
        yield "back office", 200, self.client.get("/en/admin/")
        yield "back office, not there", 404, self.client.get("/en/admin/none/none/")

    def static_file(self):
        name = next(Path(settings.STATIC_ROOT).glob("portal.*.css")).name
        return f"/static/{name}"

    def test_carries_the_policy_and_its_companions(self):
        for kind, status, answer in self.answers():
            with self.subTest(kind):
                self.assertEqual(answer.status_code, status)
                found = answer.headers["Content-Security-Policy"]
                self.assertEqual({each.strip() for each in found.split(";") if each}, POLICY)
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(answer.headers["Referrer-Policy"], "same-origin")
                self.assertEqual(answer.headers["Cross-Origin-Opener-Policy"], "same-origin")
                if answer.headers.get("Content-Type", "").startswith("text/html"):
                    self.assertEqual(answer.headers.get("X-Frame-Options"), "DENY")

    def test_names_its_language(self):
        for code in ("en", "ar", "bn"):
            self.assertEqual(self.client.get(f"/{code}/").headers["Content-Language"], code)


@override_settings(ROOT_URLCONF=__name__)
class Errors(TestCase):
    def setUp(self):
        cache.clear()
        self.client.raise_request_exception = False

    def test_speak_the_language_of_the_address(self):
        self.client.force_login(cast.reader())
        pages = {
            "none/": 404, "recent/?period=x": 400, "recent/?group=%00": 400, "desk/": 403,
            "broken/": 500,
        }  # fmt: skip
        for rest, status in pages.items():
            with self.subTest(status):
                english, arabic, bangla = (
                    self.client.get(f"/{code}/{rest}") for code in ("en", "ar", "bn")
                )
                self.assertEqual([each.status_code for each in (english, arabic)], [status] * 2)
                self.assertContains(arabic, '<html lang="ar" dir="rtl">', status_code=status)
                self.assertContains(arabic, '<body lang="ar" dir="rtl">', status_code=status)
                # No catalogue yet: the page is the reader's, its words English and marked so.
                self.assertContains(bangla, '<html lang="bn" dir="ltr">', status_code=status)
                self.assertContains(bangla, '<body lang="en" dir="ltr">', status_code=status)
                self.assertContains(arabic, "/ar/", status_code=status)

    def test_without_a_language_in_the_address_speak_the_browsers(self):
        answer = self.client.get("/none/", headers={"Accept-Language": "ar"}, follow=True)
        self.assertContains(answer, '<html lang="ar" dir="rtl">', status_code=404)
        sent = self.client.post("/none/none/", headers={"Accept-Language": "ar"})
        self.assertContains(sent, '<html lang="ar" dir="rtl">', status_code=404)
        self.assertContains(sent, '<body lang="ar" dir="rtl">', status_code=404)

    def test_tell_nothing_of_what_broke(self):
        page = self.client.get("/en/broken/").content.decode()
        self.assertNotIn("on purpose", page)
        self.assertNotIn("RuntimeError", page)

    def test_have_the_shell_of_the_site(self):
        for address in ("/en/none/", "/en/recent/?period=x", "/en/broken/"):
            with self.subTest(address):
                page = self.client.get(address).content.decode()
                self.assertEqual(page.count("<h1>"), 1)
                self.assertIn('class="site-header"', page)

    def test_ask_for_no_account_they_cannot_look_up(self):
        """A page for what broke must not break on what broke."""
        with self.assertNumQueries(0):
            self.client.get("/en/broken/")


class Cookies(TestCase):
    def test_of_sessions_and_forms_are_closed_to_scripts_and_other_sites(self):
        person = cast.reader(password="nine green herons")
        browser = Client()
        browser.get("/en/accounts/login/")
        browser.post(
            "/en/accounts/login/", {"login": person.username, "password": "nine green herons"}
        )
        self.assertLessEqual({"sessionid", "csrftoken"}, set(browser.cookies))
        for cookie in browser.cookies.values():
            with self.subTest(cookie.key):
                self.assertTrue(cookie["httponly"])
                self.assertEqual(cookie["samesite"], "Lax")

    def test_travel_by_https_only_where_there_is_https(self):
        self.assertEqual(settings.SESSION_COOKIE_SECURE, settings.HTTPS)
        with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
            browser = Client()
            browser.get("/en/accounts/login/", secure=True)
            self.assertTrue(browser.cookies["csrftoken"]["secure"])

"""Whatever is sent, the answer is a clear page in the reader's language, never a breakdown."""

import logging
import uuid
from urllib.parse import quote

from django.core.cache import cache
from django.test import Client, TestCase

from feedback.models import Comment, Visibility
from tests import cast, make

BIG = ("-1", "0", "00", "2147483648", "9223372036854775808", "1" + "0" * 30, "9" * 5000)
NO_NUMBERS = ("1e5", "1.5", "٣", "१२", "０", "0x1", "1_0", " ", "+", "x", "None", "NaN", "inf", "²")
GARBAGE = ("%", "%%", "%zz", "%ff", "%c3%28", "%ed%a0%80", "%f0%9f", "%00", "a%00b", "%u0041")
ODD = ("'", '"', "<script>", "../..", "..%2f..%2fetc", "%0d%0aSet-Cookie:x=1", "\u202e", "a" * 5000)
SLUGS = ("-", "--", "DV1", "DV1-", "-1", "DV1-9-", "DV1-9-0", "DV1-9-1-1-1", "ALL", "_", "dv1-9-1")
FORGED = ("\x00", "a\x00b", "\ufffd", "\ud800", "\u202e", "x" * 30_000, "", " ", "0", "-1", "1e999")


class BadInput(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.draft_set = make.draft_set(group=make.group(slug="diversity"))
        cls.recommendation = make.recommendation(draft_set=cls.draft_set)
        cls.part = make.part(recommendation=cls.recommendation)
        cls.question = make.guiding_question()
        cls.reader = cast.reader()
        cls.organiser = cast.organiser()
        cls.comment = make.comment(recommendation=cls.recommendation, author=cls.reader)
        cls.waiting = make.comment(
            recommendation=cls.recommendation, name="Guest", visibility=Visibility.WAITING
        )

    def setUp(self):
        cache.clear()
        logging.disable()  # each refusal would be written down
        self.addCleanup(logging.disable, logging.NOTSET)

    def assert_clear(self, answer, address, statuses=(400, 404), language="en"):
        """A page of the site, in its frame, that says what is wrong."""
        self.assertIn(answer.status_code, statuses, address[:200])
        if answer.status_code >= 400:
            page = answer.content.decode()
            self.assertIn(f'<html lang="{language}"', page, address[:200])
            self.assertIn('class="site-header"', page, address[:200])
            self.assertEqual(page.count("<h1>"), 1, address[:200])

    def open(self, address, statuses=(400, 404), browser=None, **options):
        answer = (browser or self.client).get(address, **options)
        if answer.status_code == 301 and 301 not in statuses:
            # Django mends a missing slash; where it leads has to be clear, too.
            answer = (browser or self.client).get(answer.headers["Location"])
        self.assert_clear(answer, address, statuses)
        return answer


class InThePath(BadInput):
    def test_numbers_that_are_none_or_far_away(self):
        for number in (*BIG, *(quote(each) for each in NO_NUMBERS), *GARBAGE):
            for address in (
                f"/en/iterations/{number}/", f"/en/iterations/{number}/diversity/1/",
                f"/en/iterations/{number}/history/", f"/en/iterations/1/diversity/{number}/",
                f"/en/c/{self.recommendation.code}-{number}/", f"/en/write/G1-{number}/",
            ):  # fmt: skip
                self.open(address)

    def test_of_exports(self):
        browser = cast.client_of(self.organiser)
        for number in (*BIG, *map(quote, NO_NUMBERS), *GARBAGE):
            for address in (f"/en/exports/{number}/", f"/en/exports/{number}/file/"):
                self.open(address, browser=browser)

    def test_names_that_are_none(self):
        for name in (*SLUGS, *map(quote, ODD), *GARBAGE):
            for address in (
                f"/en/groups/{name}/", f"/en/groups/{name}/feed/", f"/en/c/{name}/",
                f"/en/c/{name}/text/", f"/en/c/{name}/history/", f"/en/write/{name}/",
                f"/en/iterations/1/{name}/1/", f"/en/receipt/secret/{name}/",
                f"/en/receipt/mail/{name}/", f"/en/{name}/",
            ):  # fmt: skip
                self.open(address)

    def test_of_what_takes_an_account(self):
        browser = cast.client_of(self.organiser)
        for name in (*SLUGS, *map(quote, ODD[:4]), *GARBAGE):
            for page in ("edit", "withdraw", "agree", "reply", "decide"):
                self.open(f"/en/c/{name}/{page}/", browser=browser)
            self.open(f"/en/receipt/{name}/", browser=browser)

    def test_languages_that_are_none(self):
        for code in ("xx", "EN", "en-us", "zh", "en%00", "%ff", "e n", "ar ", "..", "zh-hant"):
            address = f"/{code}/timeline/"
            self.assert_clear(self.client.get(address, follow=True), address)

    def test_a_language_alone_leads_to_its_start_page(self):
        for code in ("en", "ar", "zh-hans"):
            answer = self.client.get(f"/{code}", headers={"Accept-Language": "de"})
            self.assertEqual(answer.headers["Location"], f"/{code}/")

    def test_it_leads_nowhere_else(self):
        for address in ("//evil.example/x", "/\\evil.example", "/%2fevil.example", "/http://evil"):
            answer = self.client.get(address)
            self.assertTrue(answer.headers["Location"].startswith("/en/"), answer.headers)

    def test_what_browsers_prefer_may_be_nonsense(self):
        for header in (
            "",
            ",",
            ";q=",
            "ar;q=x",
            "ar;q=9e999",
            "a" * 10_000,
            "*",
            "ar;q=nan",
            "\xff",
        ):
            with self.subTest(header[:20]):
                answer = self.client.get("/", headers={"Accept-Language": header})
                self.assertEqual(answer.status_code, 302)

    def test_it_is_said_in_the_readers_language(self):
        for code in ("ar", "ja", "pt-br"):
            address = f"/{code}/iterations/{BIG[-1]}/"
            self.assert_clear(self.client.get(address), address, language=code)


class InTheQuery(BadInput):
    @property
    def filtered(self):
        page = f"/en/iterations/{self.draft_set.iteration.number}/diversity/1/"
        return {
            page: ("order", "question", "part", "language", "page"),
            "/en/recent/": ("group", "language", "question", "period", "page"),
            "/en/decisions/": ("kind", "page"),
            f"{page}history/": ("of", "page"),
            f"/en/c/{self.comment.slug}/history/": ("page",),
        }

    def test_filters_with_nonsense(self):
        for address, names in self.filtered.items():
            for name in names:
                for value in (*map(quote, ODD), "no-such-thing", "%ff", "%00", "a%00"):
                    self.open(f"{address}?{name}={value}")

    def test_pages_that_are_none(self):
        for address, names in self.filtered.items():
            if "page" in names:
                numbers = (*(big for big in BIG if big != "00"), *map(quote, NO_NUMBERS), "100000")
                for number in numbers:
                    # Decimal digits of any script are digits; nothing at all is the first page.
                    fine = (200, 400, 404) if number in DIGITS else (400, 404)
                    self.open(f"{address}?page={number}", fine)

    def test_pages_of_ones_own_that_are_none(self):
        browser = cast.client_of(self.organiser)
        for number in (*BIG, *map(quote, NO_NUMBERS)):
            self.open(f"/en/mine/?page={number}", (200, 400, 404), browser)
            self.open(f"/en/desk/?page={number}", (200, 400, 404), browser)

    def test_filters_of_the_desk_with_nonsense(self):
        browser = cast.client_of(self.organiser)
        for name in ("show", "language", "group"):
            for value in (*map(quote, ODD), "no such", "%ff", "%00"):
                self.open(f"/en/desk/?{name}={value}", browser=browser)

    def test_differences_of_what_is_not_there(self):
        page = f"/en/iterations/{self.draft_set.iteration.number}/diversity/1/history/difference/"
        for value in (*BIG, *map(quote, NO_NUMBERS), *map(quote, ODD), *GARBAGE):
            self.open(f"{page}?of=title&from={value}&to=1")
            self.open(f"{page}?of={value}&from=1&to=1")
            self.open(f"{page}?of=title&from=1&to=1&language={value}")

    def test_parameters_given_twice_or_unknown_do_no_harm(self):
        for query in (
            "page=1&page=1",
            "page=1&page=x",
            "x=1",
            "language=&language=",
            "&&&",
            "=",
            "=x",
        ):
            self.open(f"/en/recent/?{query}", (200, 400))

    def test_parts_that_are_none(self):
        for value in (*map(quote, ODD), *SLUGS, "%ff", "%00"):
            self.open(f"/en/write/{self.recommendation.code}/?part={value}")

    def test_signs_that_no_encoding_knows(self):
        for raw in ("q=\xff", "language=\x00", "period=\xc3("):
            answer = self.client.get("/en/recent/", QUERY_STRING=raw)
            self.assertIn(answer.status_code, (200, 400), raw)

    def test_cookies_with_nonsense(self):
        for value in (r'"\000aaaaaaaa"', r'"\377"', "\xff", "a" * 4000, "';--", "../../x"):
            for name in ("sessionid", "csrftoken", "messages"):
                browser = Client(headers={"Cookie": f"{name}={value}"})
                for address in ("/en/recent/", "/en/mine/", "/en/accounts/login/"):
                    with self.subTest(value[:20], cookie=name):
                        answer = browser.get(address)
                        self.assertIn(answer.status_code, (200, 302, 400))


FORM = "application/x-www-form-urlencoded"
DIGITS = {"0", "-1", *map(quote, ("٣", "१२", "０", " ", "+", "1_0"))}


class InAForm(BadInput):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.reader)

    @property
    def composer(self):
        return f"/en/write/{self.recommendation.code}/"

    def fields(self, **over):
        revision = self.recommendation.history.latest().history_id
        return {
            "key": str(uuid.uuid4()), "read_language": "en", "read_revision": str(revision),
            "with_account": "True", "language": "en", "free": "Long thought about.",
            "deed": "send", **over,
        }  # fmt: skip

    def test_each_field_of_the_composer_with_nonsense_loses_no_words(self):
        for name in ("key", "read_language", "read_revision", "language", "website"):
            for value in FORGED:
                if (name, value) in {("website", ""), ("website", " ")}:
                    continue
                with self.subTest(name, value=value[:20]):
                    answer = self.post_form(self.composer, self.fields(**{name: value}))
                    self.assert_kept(answer)
        self.assertEqual(Comment.objects.filter(body__startswith="Long").count(), 0)

    def test_a_missing_field_loses_no_words(self):
        for name in ("key", "read_language", "read_revision", "language"):
            fields = self.fields()
            del fields[name]
            with self.subTest(name):
                self.assert_kept(self.post_form(self.composer, fields))

    def test_words_that_cannot_be_stored_are_shown_again(self):
        for words in ("So \x00 far", "So \ufffd far", "So far " + "x" * 20_001):
            with self.subTest(words[:20]):
                answer = self.post_form(self.composer, self.fields(free=words))
                self.assertContains(answer, "far", status_code=400)

    def test_a_text_of_another_place_or_time_loses_no_words(self):
        for over in ({"read_revision": "1" + "0" * 30}, {"read_language": "ja"}):
            with self.subTest(over):
                self.assert_kept(self.post_form(self.composer, self.fields(**over)))

    def test_too_many_fields(self):
        fields = self.fields() | {f"x{number}": "1" for number in range(1500)}
        for address in (self.composer, "/en/accounts/login/", f"/en/c/{self.comment.slug}/edit/"):
            self.assert_clear(self.client.post(address, fields), address, (400,))

    def test_bodies_that_are_no_form(self):
        for kind, body in (
            (FORM, b"\xff\xfe\x00"),
            (FORM, b"%ff=%00&%"),
            (f"{FORM}; charset=none", b"free=a"),
            (f"{FORM}; charset=utf-16", b"free=a"),
            ("application/json", b"{}"),
            ("multipart/form-data", b"--x"),
            ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
            ("multipart/form-data; boundary=", b""),
            ("text/plain", b"x" * 3_000_000),
        ):
            for address in (
                self.composer,
                f"/en/c/{self.comment.slug}/edit/",
                "/en/accounts/login/",
            ):
                with self.subTest(kind, body=body[:20]):
                    answer = self.client.generic("POST", address, body, content_type=kind)
                    self.assert_clear(answer, address, (200, 302, 400, 403, 413))

    def test_words_in_an_unreadable_encoding_are_said(self):
        body = b"&".join(f"{k}={quote(v)}".encode() for k, v in self.fields(free="").items())
        answer = self.client.post(self.composer, body + b"&free=caf%E9", content_type=FORM)
        self.assertContains(answer, "caf\ufffd", status_code=400)

    def test_another_wording_with_nonsense_loses_no_words(self):
        address = f"/en/c/{self.comment.slug}/edit/"
        fine = {"body": "Another wording.", "language": "en", "version": "1", "deed": "send"}
        for name in ("language", "version"):
            for value in FORGED:
                with self.subTest(name, value=value[:20]):
                    answer = self.post_form(address, {**fine, name: value})
                    self.assertIn(answer.status_code, (400, 409))
                    self.assertContains(answer, "Another wording.", status_code=answer.status_code)

    def test_a_decision_with_nonsense_loses_no_reason(self):
        self.client.force_login(self.organiser)
        address = f"/en/c/{self.waiting.slug}/decide/"
        fine = {"kind": "hide", "reason": "It breaks a rule.", "version": "1"}
        for name in ("kind", "version"):
            for value in FORGED:
                with self.subTest(name, value=value[:20]):
                    answer = self.post_form(address, {**fine, name: value})
                    self.assertContains(answer, "It breaks a rule.", status_code=400)

    def test_deeds_that_do_not_exist(self):
        for deed in ("", "x", "\x00", "SEND"):
            answer = self.post_form(self.composer, self.fields(deed=deed))
            self.assertContains(answer, "Long thought about.")
        self.assertEqual(Comment.objects.filter(body__startswith="Long").count(), 0)

    def test_addresses_of_mail_and_files_with_nonsense(self):
        self.client.force_login(self.organiser)
        for value in FORGED:
            for fields in ({"draft_set": value, "format": "csv"}, {"format": value}):
                answer = self.post_form("/en/exports/", fields)
                self.assert_clear(answer, "/en/exports/", (400,))

    def test_signing_up_with_nonsense(self):
        self.client.logout()
        for name in ("username", "name", "email", "password1", "language", "community"):
            for value in FORGED:
                with self.subTest(name, value=value[:20]):
                    fields = {"username": "new-person", "name": "New", "language": "en"}
                    answer = self.post_form("/en/accounts/signup/", {**fields, name: value})
                    self.assertLess(answer.status_code, 500)
                    cache.clear()

    def assert_kept(self, answer):
        """Refused with a word on why, and with the words that were typed."""
        self.assertContains(answer, "Long thought about.", status_code=400)
        said = answer.content.decode()
        self.assertTrue('role="alert"' in said or 'class="errorlist' in said)

    def post_form(self, address, fields):
        """As a browser does, and lone surrogates as bytes that are no UTF-8."""
        pairs = (
            f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}"
            for name, value in fields.items()
        )
        return self.client.post(address, "&".join(pairs), content_type=FORM)

"""Whatever stands in an address, the answer is a clear page in the reader's language."""

from urllib.parse import quote

from django.test import Client

from tests import cast

from .nonsense import BIG, GARBAGE, NO_NUMBERS, ODD, SLUGS, BadInput

DIGITS = {"0", "-1", *map(quote, ("٣", "१२", "０", " ", "+", "1_0"))}


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
            self.open(f"/en/desk/queue/?page={number}", (200, 400, 404), browser)

    def test_filters_of_the_desk_with_nonsense(self):
        browser = cast.client_of(self.organiser)
        for name in ("show", "language", "group"):
            for value in (*map(quote, ODD), "no such", "%ff", "%00"):
                self.open(f"/en/desk/queue/?{name}={value}", browser=browser)

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

    def test_a_cookie_with_a_nul_never_reaches_the_database(self):
        """PostgreSQL has no such sign and breaks down; SQLite would look for it."""
        answer = Client(headers={"Cookie": r'sessionid="\000aaaaaaaa"'}).get("/en/mine/")
        self.assert_clear(answer, "/en/mine/", (400,))

    def test_cookies_with_nonsense(self):
        for value in (r'"\000aaaaaaaa"', r'"\377"', "\xff", "a" * 4000, "';--", "../../x"):
            for name in ("sessionid", "csrftoken", "messages"):
                browser = Client(headers={"Cookie": f"{name}={value}"})
                for address in ("/en/recent/", "/en/mine/", "/en/accounts/login/"):
                    with self.subTest(value[:20], cookie=name):
                        answer = browser.get(address)
                        self.assertIn(answer.status_code, (200, 302, 400))

"""What robots are told at fixed addresses: the rules, and the list of all public pages."""

import re
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from accounts.languages import ALL
from tests import make

from .public import HOST, Everywhere

XML = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


class Robot(Everywhere):
    def rules(self):
        lines = self.client.get("/robots.txt").content.decode().splitlines()
        return [tuple(line.split(": ", 1)) for line in lines]

    def may_fetch(self, address):
        """The longest rule that fits decides (RFC 9309); a star stands for anything."""
        found = [
            (len(pattern), kind == "Allow")
            for kind, pattern in self.rules()
            if kind in ("Allow", "Disallow")
            and re.match(re.escape(pattern).replace(r"\*", ".*"), address)
        ]
        return max(found)[1] if found else True

    def test_is_told_the_rules_without_a_language(self):
        answer = self.client.get("/robots.txt", headers={"Accept-Language": "ar"})
        self.assertEqual(answer.headers["Content-Type"], "text/plain")
        rules = self.rules()
        self.assertEqual(rules[0], ("User-agent", "*"))
        self.assertEqual(rules[-1], ("Sitemap", f"{HOST}/sitemap.xml"))
        self.assertEqual({kind for kind, _ in rules[1:-1]}, {"Allow", "Disallow"})

    def test_may_fetch_every_public_page(self):
        for path in ("", *self.paths(), "c/DV1-9-26/", "recent/feed/", "recent/?page=2"):
            self.assertTrue(self.may_fetch(f"/hi/{path}"), path)
        self.assertTrue(self.may_fetch("/static/portal.css"))

    def test_is_kept_from_traps_and_from_what_is_not_for_it(self):
        for path in (
            "desk/", "accounts/", "accounts/login/", "accounts/password/reset/", "admin/x/",
            "mine/", "exports/7/file/", "write/DV1-9/", "receipt/secret/abc/", "receipt/mail/x/",
            "iterations/1/history/", "iterations/1/diversity/9/history/difference/?of=q1",
            "iterations/1/diversity/9/compare/", "c/DV1-9-26/text/", "c/DV1-9-26/reply/",
            "recent/?language=ar", "recent/?page=2&language=ar", "recent/?language=ar&page=2",
        ):  # fmt: skip
            self.assertFalse(self.may_fetch(f"/pt-br/{path}"), path)

    def test_finds_an_icon_without_reading_a_page(self):
        answer = self.client.get("/favicon.ico", follow=True)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(b"".join(answer)[:4], b"\x00\x00\x01\x00")


class TheSitemap(Everywhere):
    def parsed(self, address):
        answer = self.client.get(address)
        self.assertEqual(
            (answer.status_code, answer.headers["Content-Type"]), (200, "application/xml")
        )
        return etree.fromstring(answer.content)

    def parts(self):
        found = self.parsed("/sitemap.xml").findall("s:sitemap/s:loc", XML)
        return [urlsplit(each.text).path for each in found]

    def test_lists_every_public_page_in_every_language_and_nothing_else(self):
        entries = [url for part in self.parts() for url in self.parsed(part).findall("s:url", XML)]
        found = [url.find("s:loc", XML).text for url in entries]
        self.assertEqual(sorted(found), sorted(HOST + address for address in self.public()))
        for url in entries:
            links = url.findall("x:link", XML)
            self.assertEqual(len(links), len(ALL) + 1)
            self.assertLessEqual({each.get("href") for each in links}, set(found))

    def test_says_when_a_text_was_last_changed(self):
        changed = {
            url.find("s:loc", XML).text: url.findtext("s:lastmod", None, XML)
            for url in self.parsed("/sitemap-en.xml").findall("s:url", XML)
        }
        last = self.world.part.history.latest().history_date.date().isoformat()
        self.assertEqual(changed[f"{HOST}/en/iterations/1/diversity/1/"], last)
        self.assertIsNone(changed[f"{HOST}/en/"])

    def test_knows_nothing_of_drafts_that_are_not_published(self):
        listed = self.client.get("/sitemap-en.xml").content.decode()
        self.assertIn("iterations/1/diversity/1/", listed)
        self.assertNotIn("iterations/2/diversity/", listed)

    def test_is_sent_again_only_when_something_has_changed(self):
        first = self.client.get("/sitemap-de.xml")
        headers = {"If-None-Match": first.headers["ETag"]}
        self.assertEqual(self.client.get("/sitemap-de.xml", headers=headers).status_code, 304)

    def test_asks_as_much_for_many_as_for_one(self):
        self.client.get("/en/")
        with CaptureQueriesContext(connection) as one:
            self.client.get("/sitemap-en.xml")
        cache.clear()
        for _ in range(8):
            make.part(recommendation=make.recommendation(draft_set=self.world.draft_set))
        with self.assertNumQueries(len(one)):
            self.client.get("/sitemap-en.xml")

    def test_has_no_part_for_another_language(self):
        self.assertEqual(self.client.get("/sitemap-xx.xml").status_code, 404)

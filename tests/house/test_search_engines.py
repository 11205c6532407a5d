"""Which pages search engines may keep; what the head of each says, in each language."""

from django.test import override_settings
from django.urls import get_resolver

from accounts.languages import ALL, direction, tag
from accounts.search_engines import Robots, robots_for, views
from tests import cast, make

from .public import HOST, Everywhere

# Whoever opens a page to search engines says so here, too; all the others stay out by themselves.
KEPT = {
    "recommendations:home", "recommendations:timeline", "recommendations:iteration",
    "recommendations:group", "recommendations:recommendation", "recommendations:page",
    "feedback:recent", "feedback:decisions", "feedback:conversations", "feedback:conversation",
    "feedback:liaisons", "feedback:host", "feedback:iteration_figures", "feedback:answer",
    "feedback:changes",
}  # fmt: skip
KEPT_AT_THEIR_PLACE = {"feedback:comment"}


class ThePolicy(Everywhere):
    def test_names_every_view_that_lets_search_engines_in(self):
        found = {robots: set() for robots in Robots}
        for name, _route, view in views(get_resolver()):
            found[robots_for(view, {})].add(name)
        self.assertEqual(found[Robots.KEEP], KEPT)
        self.assertEqual(found[Robots.KEEP_ITS_PLACE], KEPT_AT_THEIR_PLACE)
        self.assertGreater(len(found[Robots.KEEP_OUT]), 50)

    def test_keeps_out_what_is_no_page_of_its_own(self):
        comment = self.world.comments["visible"]
        text = "/en/iterations/1/diversity/1/"
        for address in (
            "/en/recent/?language=ar", "/en/recent/?page=1&period=7", "/en/decisions/?kind=hide",
            f"{text}?order=newest", "/en/groups/diversity/?order=newest", "/en/?page=2",
            f"{text}history/", f"{text}compare/", "/en/iterations/1/history/",
            f"/en/c/{comment.slug}/text/", f"/en/c/{comment.slug}/history/",
            f"/en/c/{comment.slug}/reply/", f"/en/write/{self.world.recommendation.code}/",
            "/en/accounts/login/", "/en/accounts/signup/", "/en/accounts/password/reset/",
            f"/en/receipt/secret/{self.world.secret}/",
        ):  # fmt: skip
            with self.subTest(address):
                answer, page = self.open(address)
                self.assertEqual(answer.status_code, 200)
                self.assert_kept_out(answer, page)

    def test_keeps_out_desks_and_accounts(self):
        organiser = cast.client_of(cast.organiser(name="Second organiser"))
        for address in ("/en/desk/", "/en/mine/", "/en/exports/", "/en/accounts/", "/en/admin/"):
            with self.subTest(address):
                answer, page = self.open(address, organiser)
                self.assertEqual(answer.status_code, 200)
                self.assertEqual(answer.headers["X-Robots-Tag"], "noindex")
                self.assertEqual(page.xpath("//link[@rel='canonical']"), [])

    def test_keeps_out_what_is_not_there_and_what_cannot_be_understood(self):
        for address in ("/en/none/", "/en/groups/none/", "/en/recent/?period=x", "/en/c/XX1-1/"):
            with self.subTest(address):
                answer, page = self.open(address)
                self.assertIn(answer.status_code, (400, 404))
                self.assert_kept_out(answer, page)

    def test_keeps_out_feeds_and_lists_for_programs(self):
        for address in ("/en/recent/feed/", "/robots.txt", "/sitemap.xml", "/sitemap-en.xml"):
            self.assertEqual(self.client.get(address).headers["X-Robots-Tag"], "noindex")

    def test_lets_a_page_in_whether_it_is_new_or_unchanged(self):
        answer = self.client.get("/en/")
        again = self.client.get("/en/", headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual((answer.status_code, again.status_code), (200, 304))
        self.assertNotIn("X-Robots-Tag", answer.headers)
        self.assertNotIn("X-Robots-Tag", again.headers)

    def test_sends_who_finds_a_comment_to_its_place(self):
        remark = make.comment(draft_set=self.world.draft_set)
        for comment, place in [
            (self.world.comments["visible"], "iterations/1/diversity/1/"),
            (self.world.comments["hidden"], "iterations/1/diversity/1/"),
            (remark, "groups/diversity/"),
        ]:
            answer, page = self.open(f"/ar/c/{comment.slug}/")
            self.assertNotIn("X-Robots-Tag", answer.headers)
            self.assertEqual(page.xpath("//link[@rel='canonical']/@href"), [f"{HOST}/ar/{place}"])
            self.assertEqual(page.xpath("//meta[@name='robots']|//link[@hreflang]"), [])

    def assert_kept_out(self, answer, page):
        self.assertEqual(answer.headers["X-Robots-Tag"], "noindex")
        self.assertEqual(page.xpath("//meta[@name='robots']/@content"), ["noindex"])
        self.assertEqual(page.xpath("//link[@rel='canonical']|//link[@hreflang]"), [])
        self.assertEqual(len(page.xpath("//title")), 1)
        self.assertNotEqual(page.xpath("//meta[@name='description']/@content"), [""])


class EveryPublicPage(Everywhere):
    def test_is_in_its_language_and_knows_its_other_addresses(self):
        public = set(self.public())
        self.assertGreater(len(public), 8 * len(ALL))
        for language in ALL:
            titles = []
            for path in self.paths():
                address = f"/{language.code}/{path}"
                with self.subTest(address):
                    answer, page = self.open(address)
                    self.assertEqual(answer.status_code, 200)
                    self.assertNotIn("X-Robots-Tag", answer.headers)
                    self.assertEqual(page.get("lang"), language.code)
                    self.assertEqual(page.get("dir"), direction(language.code))
                    titles.append(self.title_of(page))
                    self.assert_addresses(page, path, language)
                    self.assert_link_looks_right(page, titles[-1])
            self.assertEqual(len(set(titles)), len(titles), titles)

    def title_of(self, page):
        [title] = [each.text for each in page.iter("title")]
        name, _dot, site = title.rpartition(" · ")
        self.assertEqual(site, "Strategy Portal")
        self.assertTrue(name.strip())
        return name

    def assert_addresses(self, page, path, language):
        """Each address that is named is one of the pages that this test opens."""
        found = page.xpath("//link[@rel='canonical']/@href")
        self.assertEqual(found, [f"{HOST}/{language.code}/{path}"])
        others = {
            each.get("hreflang"): each.get("href") for each in page.xpath("//link[@hreflang]")
        }
        wanted = {tag(each.code): f"{HOST}/{each.code}/{path}" for each in ALL}
        self.assertEqual(others, {**wanted, "x-default": f"{HOST}/en/{path}"})

    def assert_link_looks_right(self, page, title):
        said = {
            each.get("property"): each.get("content") for each in page.xpath("//meta[@property]")
        }
        [description] = page.xpath("//meta[@name='description']/@content")
        self.assertTrue(description.strip())
        self.assertEqual(said["og:title"], title)
        self.assertEqual(said["og:description"], description)
        self.assertEqual([said["og:url"]], page.xpath("//link[@rel='canonical']/@href"))
        self.assertEqual(said["og:site_name"], "Strategy Portal")
        self.assertTrue(said["og:image:alt"])

    @override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
    def test_names_the_address_that_the_reader_has(self):
        """Behind a proxy, too, and whoever has asked for the page before."""
        for scheme in ("http", "https"):
            headers = {"X-Forwarded-Proto": scheme, "Host": "testserver"}
            answer = self.client.get("/en/timeline/", headers=headers)
            self.assertContains(
                answer, f'rel="canonical" href="{scheme}://testserver/en/timeline/"'
            )

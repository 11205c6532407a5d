"""The site's own pages: where they stand, what a reader sees, and what stands at the foot."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from recommendations.actions import confirm_translation, correct_text
from recommendations.models import Freshness, Page
from recommendations.models.page import check_key
from recommendations.prose import render_page
from tests import cast, make


class APage(TestCase):
    def test_stands_under_its_key_in_the_reading_language(self):
        make.page(key="about", title_en="About", title_de="Über uns", body_de="Wir **alle**.")

        answer = self.client.get("/de/about/")

        self.assertContains(answer, "<h1>Über uns</h1>")
        self.assertContains(answer, "Wir <strong>alle</strong>.")

    def test_says_that_it_stands_in_another_language(self):
        make.page(key="about", body_en="All of us.")

        answer = self.client.get("/fr/about/")

        self.assertContains(answer, '<div class="prose" lang="en" dir="ltr">')
        self.assertContains(answer, "English</span>")

    def test_says_that_a_machine_translated_it_until_a_person_has_checked_it(self):
        page = make.page(key="about", body_en="All.", body_de="Alle.")
        Freshness.objects.of(page).filter(language="de").update(origin=Freshness.Origin.MACHINE)
        note = 'class="subtle small unchecked"'
        self.assertContains(self.client.get("/de/about/"), note)
        self.assertNotContains(self.client.get("/en/about/"), note)

        confirm_translation(page, "body", "de", by=cast.translator("de"))

        self.assertNotContains(self.client.get("/de/about/"), note)

    def test_says_when_its_translation_is_behind(self):
        page = make.page(key="about", body_en="All.", body_de="Alle.")
        self.assertNotContains(self.client.get("/de/about/"), "chip-attention")

        correct_text(page, {"body_en": "All but one."}, by=cast.organiser())

        self.assertContains(self.client.get("/de/about/"), "chip-attention")

    def test_changes_at_once(self):
        page = make.page(key="about", body_en="Before.")
        first = self.client.get("/en/about/")
        again = {"If-None-Match": first.headers["ETag"]}
        self.assertEqual(self.client.get("/en/about/", headers=again).status_code, 304)

        correct_text(page, {"body_en": "After."}, by=cast.organiser())

        self.assertContains(self.client.get("/en/about/", headers=again), "<p>After.</p>")

    def test_is_the_same_for_all_strangers(self):
        make.page(key="about")

        answer = self.client.get("/en/about/")

        self.assertEqual(answer.cookies, {})
        self.assertNotContains(answer, "csrfmiddlewaretoken")

    def test_that_does_not_exist_is_not_found(self):
        make.page(key="home")

        self.assertEqual(self.client.get("/en/nowhere/").status_code, 404)
        self.assertEqual(self.client.get("/en/home/").status_code, 404)

    def test_describes_itself_by_its_first_words(self):
        make.page(key="about", body_en="Salt & pepper, *and* more.")

        answer = self.client.get("/en/about/")

        self.assertContains(answer, 'content="Salt &amp; pepper, and more."')


class LinksInAPage(TestCase):
    def test_lead_into_the_language_that_is_read(self):
        make.page(key="about", body_en="[Help](/help/), [start](/) and [Arabic](/ar/help/).")

        answer = self.client.get("/hi/about/")

        for address in ("/hi/help/", "/hi/", "/ar/help/"):
            self.assertContains(answer, f'<a href="{address}"')

    def test_to_other_sites_stay_as_they_are(self):
        make.page(key="about", body_en="[a](https://example.org/help/) [b](//example.org/)")

        answer = self.client.get("/hi/about/")

        self.assertContains(answer, 'href="https://example.org/help/"')
        self.assertContains(answer, 'href="//example.org/"')

    def test_that_are_only_spoken_of_stay_as_they_are(self):
        make.page(key="about", body_en='Write `<a href="/help/">`.')

        self.assertContains(self.client.get("/hi/about/"), '&lt;a href="/help/"&gt;')


class TheProseOfAPage(TestCase):
    def test_has_headings_below_the_title(self):
        found = render_page("# One\n\n## Two\n\n### Three")

        self.assertEqual(found, "<h2>One</h2>\n<h2>Two</h2>\n<h3>Three</h3>\n")

    def test_lets_no_html_through(self):
        for text in ("<script>x</script>", "<h2 onclick=x>y</h2>", "[x](javascript:x)"):
            self.assertNotRegex(render_page(text), r"<(script|h2)|href=")


class TheKeyOfAPage(TestCase):
    def test_is_no_address_that_the_portal_uses_itself(self):
        for key in ("timeline", "groups", "c", "admin", "accounts", "recent", "de", "static"):
            with self.subTest(key):
                self.assertRaises(ValidationError, check_key, key)

    def test_may_be_any_other_word(self):
        for key in ("about", "our-friends", "comments"):
            check_key(key)


class TheFoot(TestCase):
    def test_links_the_pages_marked_for_it_in_their_order(self):
        make.page(key="zebra", position=1, in_footer=True, title_en="Z", title_ar="زد")
        make.page(key="ant", position=2, in_footer=True, title_en="A")
        make.page(key="hidden", in_footer=False, title_en="Not there")
        make.page(key="home", in_footer=True, title_en="Not there")

        foot = self.client.get("/ar/timeline/").content.decode().partition("<footer")[2]

        self.assertLess(foot.index('<a href="/ar/zebra/">زد</a>'), foot.index('"/ar/ant/"'))
        self.assertNotIn("Not there", foot)

    def test_costs_one_query_however_many_pages_there_are(self):
        make.page(key="page-0", in_footer=True)
        with CaptureQueriesContext(connection) as one:
            self.client.get("/en/timeline/")
        for number in range(1, 9):
            make.page(key=f"page-{number}", in_footer=True)
        cache.clear()
        with self.assertNumQueries(len(one)):
            self.client.get("/en/timeline/")

        asked = [query["sql"] for query in one if "recommendations_page" in query["sql"]]
        self.assertEqual(len(asked), 1)
        self.assertNotIn("body", asked[0])

    @override_settings(OPERATOR="Friends <of> knowledge", CONTACT="strategy@example.org")
    def test_names_who_runs_the_site_and_where_to_write(self):
        answer = self.client.get("/en/timeline/")

        self.assertContains(answer, "Run by Friends &lt;of&gt; knowledge.")
        self.assertContains(answer, '<a href="mailto:strategy@example.org">')

    @override_settings(CONTACT="https://example.org/@us")
    def test_leads_to_a_web_address_too(self):
        self.assertContains(self.client.get("/en/timeline/"), '<a href="https://example.org/@us">')

    def test_is_silent_about_what_is_not_set(self):
        answer = self.client.get("/en/timeline/")

        self.assertNotContains(answer, "Run by")
        self.assertNotContains(answer, "mailto:")


class TheContactPage(TestCase):
    @override_settings(OPERATOR="Friends", CONTACT="strategy@example.org")
    def test_shows_who_runs_the_site_and_where_to_write(self):
        make.page(key="contact")
        main = self.client.get("/en/contact/").content.decode().partition("<footer")[0]

        self.assertIn("Friends", main)
        self.assertIn('href="mailto:strategy@example.org"', main)

    def test_says_so_where_no_address_was_given(self):
        make.page(key="contact")

        self.assertContains(self.client.get("/en/contact/"), "has not given an address yet")


class APageThatIsAsked(TestCase):
    def test_costs_as_much_with_nine_pages_as_with_one(self):
        make.page(key="about", body_en="x")
        with CaptureQueriesContext(connection) as one:
            self.client.get("/en/about/")
        for number in range(8):
            make.page(key=f"page-{number}", in_footer=True)
        cache.clear()

        with self.assertNumQueries(len(one)):
            self.client.get("/en/about/")

    def test_loads_one_language_and_what_stands_in_for_it(self):
        make.page(key="about")

        with CaptureQueriesContext(connection) as asked:
            self.client.get("/pt-br/about/")

        page = next(query["sql"] for query in asked if '"body_pt_br"' in query["sql"])
        self.assertIn('"body_pt"', page)
        self.assertNotIn('"body_de"', page)
        self.assertEqual(Page.objects.count(), 1)

"""The texts that every portal starts with: complete, in step with each other, never forced."""

import re

from django.test import TestCase
from django.urls import Resolver404, resolve

from recommendations.actions import correct_text
from recommendations.importer import add_starter_pages
from recommendations.importer.starter import FOLDER, KEYS, starter_text
from recommendations.models import Freshness, Page, Stamp
from recommendations.models.page import BLOCKS
from recommendations.prose import render_page
from strategy_portal.preparation import prepare_pages
from tests import cast

LANGUAGES = ("ar", "de", "en", "es", "fr", "hi")
LINK = re.compile(r'href="([^"]*)"')


class TheFirstStart(TestCase):
    def test_makes_every_page_in_every_language_there_is(self):
        add_starter_pages()

        for page in Page.objects.all():
            for language in LANGUAGES:
                title, body = starter_text(page.key, language)
                self.assertEqual(getattr(page, f"title_{language}"), title)
                self.assertEqual(getattr(page, f"body_{language}"), body)
                self.assertEqual(getattr(page, f"html_{language}"), render_page(body))
        self.assertEqual(sorted(Page.objects.values_list("key", flat=True)), sorted(KEYS))

    def test_puts_the_pages_at_the_foot_and_the_blocks_on_the_home_page(self):
        add_starter_pages()

        self.assertEqual(
            [page.key for page in Page.objects.for_footer()], list(KEYS[len(BLOCKS) :])
        )

    def test_says_which_texts_a_machine_has_made(self):
        add_starter_pages()

        found = Freshness.objects.of(*Page.objects.all())
        self.assertEqual(found.count(), 2 * len(KEYS) * len(LANGUAGES))
        self.assertEqual(set(found.values_list("language", "origin")), {
            ("en", "person"), *((code, "machine") for code in LANGUAGES if code != "en"),
        })  # fmt: skip

    def test_keeps_one_history_entry_for_each(self):
        add_starter_pages()

        self.assertEqual({page.history.count() for page in Page.objects.all()}, {1})

    def test_shows_at_once_on_pages_that_were_kept(self):
        before = Stamp.objects.read().text

        add_starter_pages()

        self.assertNotEqual(Stamp.objects.read().text, before)


class ALaterStart(TestCase):
    def setUp(self):
        add_starter_pages()

    def test_changes_nothing(self):
        before = Stamp.objects.read().text
        with self.assertNumQueries(3):  # which pages there are, within a transaction
            self.assertEqual(add_starter_pages(), [])
        self.assertEqual(Stamp.objects.read().text, before)

    def test_leaves_what_an_operator_wrote(self):
        page = Page.objects.get(key="about")
        correct_text(page, {"body_en": "Our own words."}, by=cast.organiser())
        Page.objects.get(key="terms").delete()
        said = []

        prepare_pages(said.append)

        self.assertEqual(Page.objects.get(key="about").body_en, "Our own words.")
        self.assertTrue(Page.objects.filter(key="terms").exists())
        self.assertEqual(len(said), 1)


class TheTexts(TestCase):
    @classmethod
    def setUpTestData(cls):
        add_starter_pages()

    def test_are_there_in_six_languages_and_no_file_is_left_over(self):
        for language in LANGUAGES:
            files = {file.stem for file in (FOLDER / language).glob("*.md")}
            self.assertEqual(files, set(KEYS), language)
        self.assertEqual({folder.name for folder in FOLDER.iterdir()}, set(LANGUAGES))

    def test_have_the_same_headings_lists_and_links_in_each_language(self):
        for key in KEYS:
            wanted = self.skeleton(key, "en")
            for language in LANGUAGES:
                with self.subTest(key, language=language):
                    self.assertEqual(self.skeleton(key, language), wanted)

    def skeleton(self, key, language):
        """What stays of a page without its words: tags in their order, emphasis aside; links."""
        html = render_page(starter_text(key, language)[1])
        tags = re.findall(r"<(h2|h3|p|ul|ol|li)>", html)
        return tags, sorted(LINK.findall(html))

    def test_have_a_title_and_no_markdown_left_over(self):
        for key in KEYS:
            for language in LANGUAGES:
                title, body = starter_text(key, language)
                with self.subTest(key, language=language):
                    self.assertRegex(title, r"^[^#\s].{2,60}$")
                    words = re.sub(r"<[^>]+>", "", render_page(body))
                    self.assertNotRegex(words, r"\*|\]\(|^#(?!\d)")

    def test_link_to_nothing_that_is_not_there(self):
        for key in KEYS:
            for address in LINK.findall(render_page(starter_text(key, "en")[1])):
                with self.subTest(key, address=address):
                    if address.startswith("/"):
                        self.assertEqual(self.missing(address), "")
                    else:
                        self.assertTrue(address.startswith("https://"))

    def missing(self, address):
        try:
            found = resolve(address)
        except Resolver404:
            return address
        is_page = found.view_name == "recommendations:page"
        return "" if not is_page or found.kwargs["key"] in KEYS else address

    def test_name_no_site_and_nobody_who_runs_one(self):
        for key in KEYS:
            for language in LANGUAGES:
                _title, body = starter_text(key, language)
                self.assertNotIn("@", body)
                self.assertNotIn("Strategy Portal", body)

"""Languages: which is read, which stands in, which way words run, which one a browser prefers."""

import re

from django.conf import settings
from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language
from hypothesis import given
from hypothesis import strategies as st

from accounts.languages import (
    ALL,
    BY_CODE,
    autonym,
    direction,
    fallbacks,
    interface_language,
    preferred,
    reading_language,
    spoken,
)


class TheLanguages(SimpleTestCase):
    def test_are_the_seventeen_of_the_strategy(self):
        codes = "ar bn da de en eo es fr hi id it ja pt pt-br ru uk zh-hans"
        self.assertEqual(" ".join(sorted(BY_CODE)), codes)
        self.assertEqual([code for code, _ in settings.LANGUAGES], [each.code for each in ALL])

    def test_run_as_the_list_says(self):
        for language in ALL:
            self.assertEqual(direction(language.code), language.direction)

    def test_are_called_as_they_call_themselves_and_others_by_their_code(self):
        self.assertEqual((autonym("ar"), autonym("sw")), ("العربية", "sw"))


class WhatStandsIn(SimpleTestCase):
    def test_is_english_and_portuguese_for_brazil(self):
        self.assertEqual(fallbacks("en"), ("en",))
        self.assertEqual(fallbacks("ja"), ("ja", "en"))
        self.assertEqual(fallbacks("pt-br"), ("pt-br", "pt", "en"))

    def test_for_labels_is_the_nearest_complete_catalogue(self):
        with override_settings(COMPLETE_CATALOGUES=("en", "pt", "ar")):
            found = [interface_language(code) for code in ("ar", "pt-br", "pt", "ja")]
        self.assertEqual(found, ["ar", "pt", "pt", "en"])
        with override_settings(COMPLETE_CATALOGUES=("en", "pt-br")):
            self.assertEqual([interface_language(code) for code in ("pt", "pt-br")], ["pt-br"] * 2)


class Directions(SimpleTestCase):
    def test_of_any_language_tag(self):
        for tag, way in {
            "ar": "rtl", "AR": "rtl", "ar-eg": "rtl", "fa": "rtl", "he": "rtl", "ur": "rtl",
            "ckb": "rtl", "dv": "rtl", "sw": "ltr", "ku-arab": "rtl", "ku-latn": "ltr",
            "az-arab": "rtl", "ar-latn": "ltr", "pa-Arab-PK": "rtl", "ff-adlm": "rtl",
            "zh-hant-tw": "ltr", "": "ltr", "x": "ltr", "-": "ltr",
        }.items():  # fmt: skip
            with self.subTest(tag):
                self.assertEqual(direction(tag), way)


class WhatABrowserPrefers(SimpleTestCase):
    def test_is_the_best_of_the_seventeen(self):
        for header, code in {
            "ar": "ar", "ar-EG,ar;q=0.9": "ar", "de-AT,en;q=0.3": "de", "pt-PT": "pt",
            "pt-BR": "pt-br", "zh-TW,zh;q=0.8": "zh-hans", "zh": "zh-hans",
            "fr;q=0.3,it;q=0.7": "it", "sw,fr;q=0.5": "fr", "sw": "en", "*": "en", "": "en",
            "fr;q=0,en": "en", "en;q=0.5,ja;q=0.5": "en", "ID": "id", "uk;q=1": "uk",
        }.items():  # fmt: skip
            with self.subTest(header):
                self.assertEqual(preferred(header), code)

    def test_may_be_nonsense(self):
        for header in (
            ";", ",,,", ";q=1", "fr;q=x", "fr;q=nan", "fr;q=inf", "fr;q=-1", "fr;;q=1", "a" * 9999,
            "fr;q=1e400", "\x00", "../../etc", "<script>", "fr" * 400, "-", "_", "en_US",
        ):  # fmt: skip
            with self.subTest(header[:20]):
                self.assertIn(preferred(header), BY_CODE)

    @given(st.text(max_size=60) | st.from_regex(r"([a-zA-Z*-]{0,9}(;q=[\d.einaf-]{0,5})?,?){0,6}"))
    def test_is_always_one_of_ours(self, header):
        self.assertIn(preferred(header), BY_CODE)

    def test_with_a_weight_that_is_no_number_is_not_preferred(self):
        self.assertEqual(preferred("fr;q=nan,de;q=0.1"), "de")


class Speaking(TestCase):
    def test_sets_what_is_read_what_is_spoken_and_where_addresses_lead(self):
        with spoken("ar") as interface:
            self.assertEqual((reading_language(), get_language(), interface), ("ar",) * 3)
            self.assertEqual(reverse("feedback:recent"), "/ar/recent/")
        with spoken("ja"):
            self.assertEqual((reading_language(), get_language()), ("ja", "en"))
            self.assertEqual(reverse("feedback:recent"), "/ja/recent/")

    def test_leaves_everything_as_it_was(self):
        before = (reading_language(), get_language(), get_script_prefix())
        with spoken("fr"), spoken("ar"):
            pass
        try:
            with spoken("de"):
                raise LookupError
        except LookupError:
            pass
        self.assertEqual((reading_language(), get_language(), get_script_prefix()), before)

    def test_does_not_outlive_the_request(self):
        self.client.get("/ar/accounts/signed-out/")
        self.assertEqual((reading_language(), get_language()), ("en", "en"))
        self.assertEqual(get_script_prefix(), "/")


class ThePage(TestCase):
    """A page that needs no database, for its frame."""

    def frame(self, code):
        page = self.client.get(f"/{code}/accounts/signed-out/").content.decode()
        found = re.search(
            r'<html lang="([^"]+)" dir="(\w+)">.*<body lang="([\w-]+)" dir="(\w+)">', page, re.S
        )
        return found.groups()

    def test_is_in_the_readers_language_and_its_words_in_that_of_the_interface(self):
        self.assertEqual(self.frame("ar"), ("ar", "rtl", "ar", "rtl"))
        self.assertEqual(self.frame("de"), ("de", "ltr", "de", "ltr"))
        for code in set(BY_CODE) - set(settings.COMPLETE_CATALOGUES):
            spoken_there = interface_language(code)
            self.assertEqual(self.frame(code), (code, "ltr", spoken_there, "ltr"))

    def test_links_to_itself_in_all_seventeen(self):
        page = self.client.get("/ar/accounts/signed-out/?x=1").content.decode()
        for code in BY_CODE:
            self.assertIn(f'href="/{code}/accounts/signed-out/?x=1" lang="{code}"', page)
        self.assertEqual(page.count('aria-current="true"'), 1)

    def test_says_which_language_it_is_in(self):
        answer = self.client.get("/hi/accounts/signed-out/")
        self.assertEqual(answer.headers["Content-Language"], "hi")

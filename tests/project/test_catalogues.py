"""Catalogues are collected, kept, compiled and checked."""

import gettext
import os
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.test import SimpleTestCase

from strategy_portal import catalogues

PAGE = """{% extends "base.html" %}
  {# Translators: a button #}
      {% translate "Send" %} {% translate "Open" context "iteration" %}
   {% blocktranslate trimmed count n=count %}
     {{ n }} comment
   {% plural %}
     {{ n }} comments
   {% endblocktranslate %}
 {% include "it's.html" with title=_("Title") %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext
LABEL = _("Group")
def words(n):
    return ngettext("%(n)s word", "%(n)s words", n) % {"n": n}
"""


class ATree(SimpleTestCase):
    """A small source tree with its catalogues."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = Path(folder.name)
        self.source = self.base / "templates"
        self.source.mkdir()
        (self.source / "page.html").write_text(PAGE)
        (self.source / "code.py").write_text(CODE)
        self.locale = self.base / "locale"

    def extract(self, *languages):
        return catalogues.extract([self.source], self.locale, languages)

    def catalogue(self, language):
        return polib.pofile(str(catalogues.catalogue_file(self.locale, language)))

    def translate(self, language, **texts):
        catalogue = self.catalogue(language)
        for text, translation in texts.items():
            catalogue.find(text).msgstr = translation
        catalogue.save()

    def problems(self, language):
        return list(catalogues.problems(self.locale, [language], [language]))


class Extracting(ATree):
    def test_it_finds_what_templates_and_code_mark(self):
        self.extract("de")
        found = {(e.msgctxt, e.msgid, e.msgid_plural) for e in self.catalogue("de")}
        self.assertEqual(
            found,
            {
                (None, "Send", ""),
                ("iteration", "Open", ""),
                (None, "%(n)s comment", "%(n)s comments"),
                (None, "Title", ""),
                (None, "Group", ""),
                (None, "%(n)s word", "%(n)s words"),
            },
        )

    def test_notes_for_translators_come_along(self):
        self.extract("de")
        self.assertEqual(self.catalogue("de").find("Send").comment, "a button")

    def test_a_second_time_changes_nothing(self):
        self.assertEqual(len(self.extract("de", "zh-hans")), 2)
        self.assertEqual(self.extract("de", "zh-hans"), [])

    def test_translations_are_kept_and_what_is_gone_goes(self):
        self.extract("de")
        self.translate("de", Send="Senden", Group="Gruppe")
        (self.source / "code.py").unlink()
        self.extract("de")
        self.assertEqual(self.catalogue("de").find("Send").msgstr, "Senden")
        self.assertIsNone(self.catalogue("de").find("Group", include_obsolete_entries=True))

    def test_english_says_what_the_sources_say(self):
        self.extract("en")
        self.assertEqual(self.problems("en"), [])

    def test_each_language_has_its_plural_forms(self):
        self.extract("ja", "ar", "uk")
        forms = {
            language: len(self.catalogue(language).find("%(n)s word").msgstr_plural)
            for language in ("ja", "ar", "uk")
        }
        self.assertEqual(forms, {"ja": 1, "ar": 6, "uk": 3})


class Compiling(ATree):
    def test_what_was_translated_is_read_back(self):
        self.extract("de")
        self.translate("de", Send="Senden")
        written = catalogues.compile_all(self.locale)
        with written[0].open("rb") as file:
            self.assertEqual(gettext.GNUTranslations(file).gettext("Send"), "Senden")

    def test_only_what_changed_is_compiled(self):
        self.extract("de", "fr")
        self.assertEqual(len(catalogues.compile_all(self.locale)), 2)
        self.assertEqual(catalogues.compile_all(self.locale), [])
        changed = catalogues.catalogue_file(self.locale, "fr")
        os.utime(changed, (changed.stat().st_mtime + 9,) * 2)
        self.assertEqual([file.parts[-3] for file in catalogues.compile_all(self.locale)], ["fr"])


class Checking(ATree):
    def test_what_is_missing_is_named(self):
        self.extract("de")
        self.assertIn("de: not translated: 'Send'", self.problems("de"))

    def test_placeholders_must_be_the_same(self):
        (self.source / "code.py").write_text('_("Hello %(name)s, %(count)d times")')
        self.extract("de")
        self.translate("de", **{"Hello %(name)s, %(count)d times": "Hallo %(nmae)s, %(count)d mal"})
        self.assertIn("other placeholders", " ".join(self.problems("de")))
        self.translate("de", **{"Hello %(name)s, %(count)d times": "%(count)d mal: %(name)s"})
        self.assertNotIn("other placeholders", " ".join(self.problems("de")))

    def test_a_new_string_makes_it_out_of_date(self):
        self.extract("de")
        self.assertEqual(catalogues.outdated([self.source], self.locale, ["de"]), [])
        (self.source / "new.html").write_text('{% translate "New" %}')
        self.assertEqual(len(catalogues.outdated([self.source], self.locale, ["de"])), 1)


class OurLanguages(SimpleTestCase):
    def test_there_are_seventeen_catalogue_folders(self):
        files = [
            catalogues.catalogue_file(settings.LOCALE_PATHS[0], code)
            for code, _ in settings.LANGUAGES
        ]
        self.assertEqual(len(files), 17)
        for file in files:
            self.assertTrue(file.exists(), file)

"""Importing the full versions: each part with its first text, then its errata one by one."""

import json

from django.test import TestCase

from recommendations.freshness import states
from recommendations.importer import import_strategy
from recommendations.models import Freshness, Part
from tests.strategy_file import strategy_file


def parts_file(*errata):
    text = {
        "en": {"text": "The **first** text", "machine": False},
        "de": {"text": "Der *erste* Text", "machine": False},
        "ar": {"text": "النص الأول", "machine": True, "confidence": "medium"},
    }
    part = {"recommendation": "DV1-9", "question": "Q1", "text": text, "errata": list(errata)}
    return json.dumps({"format": "strategy-2018-20/2", "parts": [part]}).encode()


def erratum(effect, **texts):
    return {"effect": effect, "reason": "A word was missing.", "text": texts}


class ImportingParts(TestCase):
    def setUp(self):
        import_strategy(json.dumps(strategy_file()).encode())

    def state(self, language):
        part = Part.objects.get()
        return states([part], [language])["part", part.pk, "text", language].kind

    def test_a_part_arrives_in_its_languages_as_text_and_as_html(self):
        import_strategy(parts_file())

        part = Part.objects.get()
        self.assertEqual((part.recommendation.code, part.key, part.position), ("DV1-9", "q1", 1))
        self.assertEqual(part.text_de, "Der *erste* Text")
        self.assertEqual(part.html_de, "<p>Der <em>erste</em> Text</p>\n")
        self.assertEqual((part.text_fr, part.html_fr), (None, ""))

    def test_each_erratum_has_its_entry_in_the_history(self):
        import_strategy(
            parts_file(erratum("wording", en="The second text"), erratum("meaning", en="The third"))
        )

        part = Part.objects.get()
        history = part.history.order_by("history_id")
        self.assertEqual(
            list(history.values_list("text_en", "effect", "history_change_reason")),
            [
                ("The **first** text", "", "Imported"),
                ("The second text", "wording", "A word was missing."),
                ("The third", "meaning", "A word was missing."),
            ],
        )
        self.assertEqual(part.html_en, "<p>The third</p>\n")

    def test_a_change_of_meaning_leaves_translations_behind(self):
        import_strategy(parts_file(erratum("meaning", en="Something else")))

        self.assertEqual(
            [self.state(code) for code in ("en", "de", "ar")], ["current", "behind", "behind"]
        )

    def test_a_change_of_wording_does_not(self):
        import_strategy(parts_file(erratum("wording", en="The very first text")))

        self.assertEqual([self.state(code) for code in ("en", "de")], ["current", "current"])

    def test_a_second_time_changes_nothing(self):
        content = parts_file(
            erratum("meaning", en="Something else"),
            erratum("meaning", de="Etwas anderes"),
            erratum("wording", en="Something else!"),
        )
        import_strategy(content)
        before = (Part.history.count(), sorted(Freshness.objects.values_list()))

        report = import_strategy(content)

        self.assertEqual((report.total("created"), report.total("changed")), (0, 0))
        self.assertEqual((Part.history.count(), sorted(Freshness.objects.values_list())), before)
        self.assertEqual([self.state(code) for code in ("de", "ar")], ["current", "behind"])

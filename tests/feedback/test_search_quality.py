"""The search measured with queries that people labelled by hand (search_queries/README.md)."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import TestCase

from accounts.languages import spoken
from feedback.models import IndexedText
from feedback.search.query import parse
from feedback.search.results import search
from tests import make

QUERIES = Path(__file__).parent / "search_queries"
LEAST_QUERIES = 20
LEAST_RECALL = 0.95
LEAST_PRECISION = 0.80
FIRST = 10
LANGUAGES = {"ar", "de", "en", "es", "fr", "hi", "ja", "pt-br", "ru", "zh-hans"}


@pytest.mark.slow
class LabelledQueries(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.sheets = [json.loads(file.read_text()) for file in sorted(QUERIES.glob("*.json"))]
        cls.recommendation = make.recommendation(title_en="", summary_en="")
        cls.question = make.part_question()
        cls.labels = {}
        for sheet in cls.sheets:
            for text in sheet["texts"]:
                thing = cls.publish(sheet["language"], text["kind"], text["text"])
                cls.labels[thing] = text["id"]

    @classmethod
    def publish(cls, language, kind, text):
        """A text in the place where it would stand; by what the search knows it."""
        column = language.replace("-", "_")
        if kind == "comment":
            made = make.comment(recommendation=cls.recommendation, language=language, body=text)
        elif kind == "part":
            made = make.part(
                recommendation=make.recommendation(
                    draft_set=cls.recommendation.draft_set, title_en="", summary_en=""
                ),
                question=cls.question,
                **{"text_en": "", f"text_{column}": text},
            )
        else:
            made = make.recommendation(
                draft_set=cls.recommendation.draft_set,
                **{"title_en": "", "summary_en": "", f"{kind}_{column}": text},
            )
        return ("recommendation" if kind in ("title", "summary") else kind, made.pk)

    def found(self, query, reading):
        with spoken(reading):
            hits = search(parse(query), AnonymousUser()).hits
        return [self.labels[hit.row.kind, hit.row.object_id] for hit in hits]

    def measure(self, sheet):
        """Recall of the first page, and precision of the first ten: means over the queries."""
        recall, precision = [], []
        language = sheet["language"]
        own = {text["id"] for text in sheet["texts"]}
        for query in sheet["queries"]:
            relevant = set(query["relevant"])
            # Texts of the other collections are no part of these labels.
            found = [each for each in self.found(query["query"], language) if each in own]
            recall.append(len(relevant & set(found)) / len(relevant))
            precision.append(len(relevant & set(found[:FIRST])) / max(len(found[:FIRST]), 1))
        number = len(sheet["queries"])
        return language, number, sum(recall) / number, sum(precision) / number

    def test_enough_is_found_and_little_else_in_every_language(self):
        for sheet in self.sheets:
            language, number, recall, precision = self.measure(sheet)
            print(f"{language} queries {number} recall {recall:.3f} precision {precision:.3f}")  # noqa: T201
            with self.subTest(language):
                self.assertGreaterEqual(number, LEAST_QUERIES)
                self.assertGreaterEqual(recall, LEAST_RECALL)
                self.assertGreaterEqual(precision, LEAST_PRECISION)

    def test_every_language_was_labelled_and_every_text_is_in_the_index(self):
        self.assertEqual({sheet["language"] for sheet in self.sheets}, LANGUAGES)
        texts = sum(len(sheet["texts"]) for sheet in self.sheets)
        made = IndexedText.objects.exclude(kind="group").values("kind", "object_id").distinct()
        self.assertEqual(made.count(), texts)

"""The hand-labelled queries are complete enough to measure with."""

import json
import unittest
from pathlib import Path

COLLECTIONS = Path(__file__).parent / "search_queries"
LANGUAGES = {"ar", "de", "en", "es", "fr", "hi", "ja", "pt-br", "ru", "zh-hans"}
KINDS = {"title", "summary", "part", "comment"}
FEWEST_QUERIES = 20
MOST_RELEVANT = 8


def read(language):
    return json.loads((COLLECTIONS / f"{language}.json").read_text(encoding="utf-8"))


class LabelledQueries(unittest.TestCase):
    def test_are_there_for_ten_languages(self):
        self.assertEqual({file.stem for file in COLLECTIONS.glob("*.json")}, LANGUAGES)
        for language in LANGUAGES:
            self.assertEqual(read(language)["language"], language)

    def test_are_at_least_twenty_a_language_and_none_twice(self):
        for language in sorted(LANGUAGES):
            with self.subTest(language):
                collection = read(language)
                queries = [entry["query"] for entry in collection["queries"]]
                self.assertGreaterEqual(len(queries), FEWEST_QUERIES)
                self.assertEqual(len(queries), len(set(queries)))

    def test_stand_beside_texts_with_an_id_and_a_kind_of_their_own(self):
        for language in sorted(LANGUAGES):
            with self.subTest(language):
                collection = read(language)
                ids = [entry["id"] for entry in collection["texts"]]
                self.assertEqual(len(ids), len(set(ids)))
                self.assertEqual({entry["kind"] for entry in collection["texts"]}, KINDS)
                self.assertTrue(all(entry["text"].strip() for entry in collection["texts"]))

    def test_name_relevant_texts_that_exist_and_say_why(self):
        for language in sorted(LANGUAGES):
            with self.subTest(language):
                collection = read(language)
                ids = {entry["id"] for entry in collection["texts"]}
                for entry in collection["queries"]:
                    relevant = entry["relevant"]
                    self.assertIn(len(relevant), range(1, MOST_RELEVANT + 1), entry)
                    self.assertEqual(len(relevant), len(set(relevant)), entry)
                    self.assertLessEqual(set(relevant), ids, entry)
                    self.assertTrue(entry["query"].strip() and entry["why"].strip(), entry)

    def test_have_words_of_one_two_and_three_signs_where_no_spaces_part_them(self):
        for language in ("zh-hans", "ja"):
            typed = [entry["query"] for entry in read(language)["queries"]]
            signs = [len(query) for query in typed if not query.isascii()]
            for length in (1, 2, 3):
                with self.subTest(language, signs=length):
                    self.assertGreaterEqual(signs.count(length), 4)

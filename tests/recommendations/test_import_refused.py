"""A broken file changes nothing, and says where it is broken."""

import json
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import CommandError, call_command
from django.test import TestCase

from recommendations.importer import Refused, import_strategy
from recommendations.models import Recommendation, WorkingGroup
from tests import make
from tests.strategy_file import strategy_file

ENGLISH = {"text": "Words", "machine": False}


def problems_of(content):
    try:
        import_strategy(content)
    except Refused as refused:
        return [str(problem) for problem in refused.problems]
    return []


class ABrokenFile(TestCase):
    def assert_refused(self, place, value, *problems):
        """With this value at this place the file has exactly these problems."""
        file = strategy_file()
        *path, last = place
        target = file
        for step in path:
            target = target[step]
        if value is KeyError:
            del target[last]
        else:
            target[last] = value
        self.assertEqual(problems_of(json.dumps(file).encode()), list(problems))
        self.assertFalse(WorkingGroup.objects.exists())

    def test_the_file_is_otherwise_sound(self):
        self.assertEqual(problems_of(json.dumps(strategy_file()).encode()), [])

    def test_broken_json_is_found_by_line_and_column(self):
        self.assertEqual(
            problems_of(b'{\n  "format": oops}'), ["line 2, column 13: not JSON: Expecting value"]
        )

    def test_what_is_not_utf_8_is_found_by_its_line(self):
        self.assertEqual(problems_of(b'{\n"format": "\xff"}'), ["line 2: not UTF-8"])

    def test_a_key_that_stands_twice_is_refused(self):
        self.assertEqual(
            problems_of(b'{"format": "a", "format": "b"}'),
            ["not JSON that can be read: the key 'format' stands twice in one object"],
        )

    def test_a_list_is_not_a_strategy(self):
        self.assertEqual(problems_of(b"[]"), ["not a JSON object"])

    def test_another_format_is_refused(self):
        self.assert_refused(["format"], "strategy/9", "format: not strategy-2018-20/2")

    def test_a_missing_section_is_named(self):
        self.assert_refused(["recommendations"], KeyError, "recommendations: missing")

    def test_a_missing_key_is_named(self):
        self.assert_refused(
            ["recommendations", 0, "title"], KeyError, "recommendations[0].title: missing"
        )

    def test_an_unknown_language_is_named(self):
        self.assert_refused(
            ["recommendations", 0, "title", "xx"],
            ENGLISH,
            "recommendations[0].title.xx: unknown language",
        )

    def test_two_names_for_one_language_are_refused(self):
        self.assert_refused(
            ["recommendations", 0, "title"],
            {"en": ENGLISH, "zh": ENGLISH, "zh-hans": ENGLISH},
            "recommendations[0].title.zh-hans: a second text in zh-hans",
        )

    def test_a_translation_needs_its_source(self):
        self.assert_refused(
            ["recommendations", 0, "title", "en"],
            KeyError,
            "recommendations[0].title.en: missing: translations need their source",
        )

    def test_a_wrong_type_is_refused(self):
        self.assert_refused(
            ["recommendations", 0, "position"],
            "1",
            "recommendations[0].position: not a whole number",
        )
        self.assert_refused(["milestones"], {}, "milestones: not a list")
        self.assert_refused(
            ["recommendations", 0, "title", "en", "machine"],
            "no",
            "recommendations[0].title.en.machine: not true or false",
        )

    def test_text_that_a_database_would_not_keep_is_refused(self):
        for text, reason in (
            ("a\x00b", "holds a NUL sign"),
            ("\ud800", "holds half a sign (a lone surrogate)"),
        ):
            self.assert_refused(
                ["recommendations", 0, "title", "en", "text"],
                text,
                f"recommendations[0].title.en.text: {reason}",
            )

    def test_text_that_is_too_long_is_refused(self):
        self.assert_refused(
            ["recommendations", 0, "title", "de", "text"],
            "w" * 301,
            "recommendations[0].title.de: "
            "Ensure this value has at most 300 characters (it has 301).",
        )

    def test_what_is_referred_to_must_be_there(self):
        self.assert_refused(
            ["recommendations", 0, "section"],
            "Q9",
            "recommendations[0].section: unknown section 'Q9'",
        )
        self.assert_refused(
            ["recommendations", 0, "source"], "x", "recommendations[0].source: unknown source 'x'"
        )
        self.assert_refused(
            ["lineage"],
            [{"from": "DV1-9", "to": "DV2-1", "basis": "same-title"}],
            "lineage[0].to: unknown recommendation 'DV2-1'",
        )
        self.assert_refused(
            ["recommendations", 0, "group"],
            "nobody",
            "recommendations[0].group: unknown group 'nobody'",
        )
        self.assert_refused(
            ["parts"],
            [{"recommendation": "DV1-9", "question": "Q7", "text": {"en": ENGLISH}}],
            "parts[0].question: unknown question 'q7'",
        )

    def test_an_id_says_what_group_iteration_and_number_say(self):
        self.assert_refused(
            ["recommendations", 0, "number"],
            "8",
            "recommendations[0].id: not DV1-8, as group, iteration and number say",
        )

    def test_an_id_stands_once(self):
        recommendation = strategy_file()["recommendations"][0]
        self.assert_refused(
            ["recommendations"],
            [recommendation, recommendation],
            "recommendations[1]: stands twice, first at recommendations[0]",
        )

    def test_a_date_must_exist(self):
        self.assert_refused(
            ["iterations", 0, "feedback_until"],
            "2019-02-30",
            "iterations[0].feedback_until: not a date of the form YYYY-MM-DD",
        )
        self.assert_refused(
            ["milestones", 0, "start"],
            "2019-13",
            "milestones[0].start: not a date of the form YYYY-MM-DD or YYYY-MM",
        )
        self.assert_refused(
            ["iterations", 0, "feedback_until"],
            "2019-08-01",
            "iterations[0].feedback_until: before the beginning",
        )

    def test_milestones_that_replace_each_other_are_refused(self):
        milestone = strategy_file()["milestones"][0]
        self.assert_refused(
            ["milestones"],
            [
                {**milestone, "id": "one", "replaces": "two"},
                {**milestone, "id": "two", "replaces": "one"},
            ],
            "milestones[0].replaces: goes round in a circle",
        )

    def test_all_problems_are_told_at_once(self):
        file = strategy_file()
        file["working_groups"][0]["names"] = {}
        file["recommendations"][0]["status"] = "done"

        self.assertEqual(
            problems_of(json.dumps(file).encode()),
            [
                "working_groups[0].names.en: missing: translations need their source",
                "recommendations[0].status: Value 'done' is not a valid choice.",
            ],
        )

    def test_what_does_not_agree_with_the_database_changes_nothing(self):
        make.iteration(number=7, slug="iteration-1")

        (problem,) = problems_of(json.dumps(strategy_file()).encode())

        self.assertTrue(problem.startswith("iterations[0]: does not agree with what is stored"))
        self.assertFalse(WorkingGroup.objects.exists())


class TheCommand(TestCase):
    def run_with(self, content):
        out = StringIO()
        with TemporaryDirectory() as folder:
            file = Path(folder) / "strategy.json"
            file.write_bytes(content)
            call_command("import_strategy", str(file), stdout=out, verbosity=0)
        return out.getvalue()

    def test_it_reports_what_it_did(self):
        lines = self.run_with(json.dumps(strategy_file(intro={}, extra=1)).encode())

        self.assertEqual(
            lines.splitlines(),
            [
                "created: 8 (1 guiding questions, 1 questions of the full version, "
                "1 working groups, 1 scoping questions, 1 iterations, 1 sets of drafts, "
                "1 recommendations, 1 milestones)",
                "changed: 0",
                "unchanged: 0",
                "refused: 0",
                "not read: intro (the home page has texts of its own)",
                "not read: extra (unknown)",
            ],
        )

    def test_it_says_what_is_wrong_and_fails(self):
        file = strategy_file(lineage=[{"from": "DV1-9"}])

        with self.assertRaises(CommandError) as caught:
            self.run_with(json.dumps(file).encode())

        self.assertEqual(
            str(caught.exception).splitlines(),
            [
                "lineage[0].to: missing",
                "lineage[0].basis: missing",
                "refused: 2. Nothing has changed.",
            ],
        )
        self.assertEqual(caught.exception.returncode, 1)
        self.assertFalse(Recommendation.objects.exists())

    def test_a_file_that_is_not_there_is_a_sentence(self):
        with self.assertRaisesMessage(CommandError, "The file cannot be read"):
            call_command("import_strategy", "/nowhere/strategy.json")

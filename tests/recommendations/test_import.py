"""Importing the strategy of 2018-20: everything in the file arrives, and only once."""

import json
from datetime import UTC, datetime

from django.conf import settings
from django.test import TestCase
from django.utils.translation import override

from accounts.languages import ALL
from recommendations.actions import confirm_translation
from recommendations.freshness import states, text_of
from recommendations.importer import add_starter_pages, import_strategy
from recommendations.models import (
    DraftSet,
    Freshness,
    GuidingQuestion,
    Iteration,
    Lineage,
    Milestone,
    PartQuestion,
    Recommendation,
    ScopingQuestion,
    Stamp,
    WorkingGroup,
)
from tests import make
from tests.strategy_file import strategy_file

STRATEGY = settings.BASE_DIR / "recommendations" / "demo" / "strategy-2018-20.json"


def import_object(value):
    return import_strategy(json.dumps(value).encode())


class ImportingTheStrategy(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.content = STRATEGY.read_bytes()
        cls.file = json.loads(cls.content)
        add_starter_pages()  # a question names one of them
        cls.report = import_strategy(cls.content)

    def read_back(self, model, field, entries, key):
        """Every text of a field in every language, as the file has it and as it is stored."""
        there = {key(row): row for row in model.objects.all()}
        wanted, found = {}, {}
        for name, texts in entries.items():
            for language in ALL:
                code = "zh" if language.code == "zh-hans" else language.code
                wanted[name, language.code] = (texts or {}).get(code, {"text": ""})["text"]
                found[name, language.code] = text_of(there[name], field, language.code)
        return wanted, found

    def test_every_title_and_summary_arrives_in_every_language(self):
        for field in ("title", "summary"):
            entries = {entry["id"]: entry[field] for entry in self.file["recommendations"]}

            wanted, found = self.read_back(Recommendation, field, entries, lambda row: row.code)

            self.assertEqual(found, wanted)

    def test_every_question_arrives_in_every_language(self):
        entries = {entry["id"]: entry["text"] for entry in self.file["guiding_questions"]}
        wanted, found = self.read_back(GuidingQuestion, "text", entries, lambda row: row.key)
        self.assertEqual(found, wanted)

        entries = {entry["id"].lower(): entry["text"] for entry in self.file["question_template"]}
        wanted, found = self.read_back(PartQuestion, "text", entries, lambda row: row.key)
        self.assertEqual(found, wanted)

    def test_every_group_arrives_with_its_scoping_questions(self):
        entries = {entry["slug"]: entry["names"] for entry in self.file["working_groups"]}
        wanted, found = self.read_back(WorkingGroup, "name", entries, lambda row: row.slug)
        self.assertEqual(found, wanted)

        codes = list(WorkingGroup.objects.in_order().values_list("code", flat=True))
        self.assertEqual(codes, ["AD", "CB", "CH", "DV", "PA", "PT", "RA", "RS", "RR"])
        self.assertEqual(ScopingQuestion.objects.filter(group__code="PA").count(), 4)

    def test_a_window_lasts_to_the_end_of_its_last_day(self):
        iteration = Iteration.objects.get(number=1)

        self.assertEqual(iteration.opens_at, datetime(2019, 8, 9, tzinfo=UTC))
        self.assertEqual(iteration.closes_at, datetime(2019, 9, 16, tzinfo=UTC))
        self.assertIsNone(Iteration.objects.get(number=2).opens_at)

    def test_pages_know_when_the_window_opens_and_closes(self):
        turning_points = Stamp.objects.get(key="texts").turning_points

        moments = [datetime(2019, 8, 9, tzinfo=UTC), datetime(2019, 9, 16, tzinfo=UTC)]
        self.assertEqual(turning_points, [moment.timestamp() for moment in moments])

    def test_a_month_stays_a_month(self):
        self.assertEqual(Iteration.objects.get(number=2).published_on, "2019-09")
        self.assertEqual(Milestone.objects.get(key="summit-2019").start, "2019-03")

    def test_a_set_is_published_at_the_first_moment_of_its_day_or_month(self):
        self.assertEqual(
            DraftSet.objects.get(code="DV1").published_at, datetime(2019, 8, 9, tzinfo=UTC)
        )
        self.assertEqual(
            DraftSet.objects.get(code="DV2").published_at, datetime(2019, 9, 1, tzinfo=UTC)
        )

    def test_what_a_set_lacks_is_said(self):
        drafts = DraftSet.objects.get(code="DV1")

        self.assertFalse(drafts.is_complete)
        self.assertEqual(
            drafts.note_en,
            "Incomplete: there were at least 12 drafts; numbers 2 to 7, 10 and 11 were not found.",
        )
        self.assertEqual(DraftSet.objects.get(code="PA1").published_total, 15)

    def test_sections_point_to_the_scoping_questions_they_repeat(self):
        sections = DraftSet.objects.get(code="PA1").sections.all()

        keys = [(section.key, section.scoping_question.key) for section in sections]
        self.assertEqual(keys, [("Q1", "PA-S1"), ("Q2", "PA-S2"), ("Q3", "PA-S3"), ("Q4", "PA-S4")])
        self.assertEqual(sections[2].text_ar, sections[2].scoping_question.text_ar)
        self.assertEqual(sections[2].recommendations.count(), 0)

    def test_planned_languages_are_written_as_here(self):
        self.assertEqual(
            Iteration.objects.get(number=1).planned_languages,
            ["ar", "fr", "de", "hi", "zh-hans", "pt-br", "es"],
        )

    def test_later_stages_are_titles_of_the_whole_movement(self):
        third, final = Iteration.objects.filter(number__in=[3, 4]).in_order()
        self.assertEqual((third.slug, third.title_en), ("iteration-3", "Iteration 3"))
        self.assertEqual((final.slug, final.title_en), ("final", "Final recommendations"))
        self.assertEqual((third.title_ja, final.published_on), ("第3版草案", "2020-05"))

        fourth = Recommendation.objects.get(code="ALL3-4")
        self.assertEqual(fourth.title_en, "Provide for Safety and Security")
        self.assertEqual((fourth.status, fourth.source), ("draft", "not seen in the source"))
        self.assertEqual(fourth.draft_set.group_slug, "all")
        self.assertEqual(Recommendation.objects.get(code="ALL4-1").status, "final")
        self.assertEqual(Recommendation.objects.filter(draft_set__code="ALL4").count(), 10)

    def test_what_a_machine_wrote_is_known_as_such(self):
        diversity = WorkingGroup.objects.get(slug="diversity")

        found = states([diversity], ["en", "eo"])

        english, esperanto = (
            found["workinggroup", diversity.pk, "name", code] for code in ("en", "eo")
        )
        self.assertEqual((english.kind, english.is_machine), ("current", False))
        self.assertEqual((esperanto.kind, esperanto.is_machine), ("current", True))
        row = Freshness.objects.of(diversity).get(field="name", language="eo")
        self.assertEqual(row.confidence, "medium")

    def test_lineage_and_milestones_point_to_each_other(self):
        edges = Lineage.objects.filter(earlier__code="PT1-6").values_list("later__code", "basis")
        self.assertEqual(set(edges), {("PT2-6A", "similar-title"), ("PT2-6B", "similar-title")})
        self.assertEqual(Milestone.objects.get(key="final").replaces.key, "final-planned")

    def test_a_source_is_kept_with_its_address(self):
        self.assertEqual(
            Recommendation.objects.get(code="PA1-Q2-R4").source,
            "Meta-Wiki: Strategy/Wikimedia movement/2018-20/Recommendations (state of autumn 2019)"
            ", https://meta.wikimedia.org/wiki/Strategy/Wikimedia_movement/2018-20/Recommendations",
        )

    def test_each_row_has_one_history_entry(self):
        self.assertEqual(Recommendation.history.count(), Recommendation.objects.count())

    def test_a_second_time_changes_nothing(self):
        def everything():
            return {
                "history": Recommendation.history.count() + Iteration.history.count(),
                "freshness": sorted(Freshness.objects.values_list()),
                "stamps": list(Stamp.objects.values_list()),
            }

        before = everything()

        report = import_strategy(self.content)

        self.assertEqual((report.total("created"), report.total("changed")), (0, 0))
        self.assertEqual(report.total("unchanged"), self.report.total("created"))
        self.assertEqual(everything(), before)

    def test_the_language_spoken_meanwhile_does_not_matter(self):
        with override("ar"):
            report = import_strategy(self.content)

        self.assertFalse(report.did_something)


class ImportingAgain(TestCase):
    def setUp(self):
        self.file = strategy_file()
        import_object(self.file)
        self.recommendation = Recommendation.objects.get(code="DV1-9")

    def test_a_changed_text_is_an_erratum_of_published_text(self):
        self.file["recommendations"][0]["title"]["en"]["text"] = "Other terms"

        report = import_object(self.file)

        entry = self.recommendation.history.latest()
        self.assertEqual(report.changes, ["changed: recommendations[0]"])
        self.assertEqual(entry.title_en, "Other terms")
        self.assertEqual((entry.effect, entry.history_change_reason), (
            "meaning", "Changed by an import",
        ))  # fmt: skip

    def test_a_translation_that_the_file_no_longer_has_falls_behind(self):
        title = self.file["recommendations"][0]["title"]
        title["en"]["text"] = "Other terms"
        del title["de"]

        import_object(self.file)

        self.recommendation.refresh_from_db()
        self.assertEqual(self.recommendation.title_de, "Freie Lizenzen")
        state = states([self.recommendation], ["de"])
        self.assertEqual(
            state["recommendation", self.recommendation.pk, "title", "de"].kind, "behind"
        )

    def test_a_check_by_a_person_stays_while_the_text_does(self):
        confirm_translation(self.recommendation, "title", "de", by=make.person())
        german = Freshness.objects.of(self.recommendation).get(field="title", language="de")

        self.assertFalse(import_object(self.file).did_something)
        german.refresh_from_db()
        self.assertIsNotNone(german.confirmed_at)

        self.file["recommendations"][0]["title"]["de"]["text"] = "Offene Lizenzen"
        import_object(self.file)
        german.refresh_from_db()
        self.assertIsNone(german.confirmed_at)

    def test_what_the_file_does_not_mention_stays(self):
        other = make.recommendation(draft_set=self.recommendation.draft_set, number="10")

        import_object(self.file)

        self.assertTrue(Recommendation.objects.filter(pk=other.pk).exists())

    def test_a_demo_window_is_left_alone(self):
        opened = datetime(2030, 1, 1, tzinfo=UTC)
        iteration = Iteration.objects.get()
        iteration.opens_at, iteration.closes_at, iteration.is_demo_window = opened, None, True
        iteration.save()

        report = import_object(self.file)

        iteration.refresh_from_db()
        self.assertFalse(report.did_something)
        self.assertEqual(iteration.opens_at, opened)

"""Which recommendations of open iterations wait for translators."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from recommendations.actions import correct_text
from recommendations.behind import lags
from tests import make


def found(languages):
    return {
        (lag.recommendation.code, lag.language, lag.behind, lag.is_missing)
        for lag in lags(languages)
    }


class TranslationsThatLag(TestCase):
    def test_a_short_version_that_is_not_there_is_missing(self):
        row = make.recommendation(title_ar="عنوان")

        self.assertEqual(found(["ar", "en"]), {(row.code, "ar", 0, True)})

    def test_one_that_is_there_is_not(self):
        make.recommendation(title_ar="عنوان", summary_ar="ملخص")

        self.assertEqual(found(["ar"]), set())

    def test_a_text_made_from_an_older_source_is_behind(self):
        row = make.recommendation(title_ar="عنوان", summary_ar="ملخص")
        part = make.part(recommendation=row, text_ar="نص")
        correct = {"by": make.person(), "reason": "Clearer."}
        correct_text(row, {"title_en": "Another title"}, effect="meaning", **correct)
        correct_text(part, {"text_en": "Another text."}, effect="meaning", **correct)

        self.assertEqual(found(["ar"]), {(row.code, "ar", 2, False)})

    def test_a_change_of_wording_leaves_it_current(self):
        row = make.recommendation(title_ar="عنوان", summary_ar="ملخص")
        correct_text(
            row, {"title_en": "Another"}, by=make.person(), reason="Spelling.", effect="wording"
        )

        self.assertEqual(found(["ar"]), set())

    def test_closed_iterations_and_unpublished_drafts_do_not_count(self):
        now = timezone.now()
        closed = make.iteration(
            opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)
        )  # fmt: skip
        make.recommendation(draft_set=make.draft_set(iteration=closed))
        make.recommendation(draft_set=make.draft_set(published_at=None))

        self.assertEqual(found(["ar"]), set())

    def test_for_all_languages_the_planned_ones_count(self):
        iteration = make.iteration(planned_languages=["fr", "ar"])
        row = make.recommendation(draft_set=make.draft_set(iteration=iteration))

        self.assertEqual(found(None), {(row.code, "fr", 0, True), (row.code, "ar", 0, True)})

    def test_the_address_leads_to_that_language(self):
        make.recommendation()

        self.assertTrue(lags(["ar"])[0].address.startswith("/ar/iterations/"))

"""How texts stand in each language, for one text and for a whole recommendation."""

from django.test import TestCase

from recommendations.actions import confirm_translation, correct_text
from recommendations.freshness import language_bar, states
from recommendations.models import Freshness
from tests import make


class StatesOfTexts(TestCase):
    def test_what_the_source_has_and_a_language_lacks_is_missing(self):
        part = make.part(text_de="Wir empfehlen")

        found = states([part], ["en", "de", "fr"])

        kinds = {key[-1]: state.kind for key, state in found.items()}
        self.assertEqual(kinds, {"en": "current", "de": "current", "fr": "missing"})

    def test_what_the_source_lacks_is_missing_nowhere(self):
        recommendation = make.recommendation(summary_en="")

        found = states([recommendation], ["en", "fr"])

        self.assertEqual({key[2] for key in found}, {"title"})

    def test_an_abbreviated_version_can_be_planned_but_no_part(self):
        part = make.part()

        found = states([part, part.recommendation], ["fr"], planned=["fr"])

        kinds = {key[2]: state.kind for key, state in found.items()}
        self.assertEqual(kinds, {"title": "planned", "summary": "planned", "text": "missing"})

    def test_it_asks_one_question_for_many_rows(self):
        parts = [make.part() for _ in range(9)]

        with self.assertNumQueries(1):
            states(parts, ["en", "ar"])


class TheLanguageBar(TestCase):
    def setUp(self):
        iteration = make.iteration(planned_languages=["ar", "hi"])
        self.recommendation = make.recommendation(
            draft_set=make.draft_set(iteration=iteration),
            title_de="Titel", summary_de="Etwas",
            title_ar="عنوان",
            title_fr="Titre", summary_fr="Texte",
        )  # fmt: skip
        self.part = make.part(recommendation=self.recommendation, text_de="Text")

    def state(self, language):
        bar = language_bar(self.recommendation, [self.part])
        return next(state for state in bar if state.language.code == language)

    def test_it_names_all_languages_in_their_order(self):
        bar = language_bar(self.recommendation, [self.part])

        codes = [state.language.code for state in bar]
        self.assertEqual(codes[:4], ["id", "de", "en", "eo"])
        self.assertEqual(len(codes), 17)

    def test_it_counts_the_texts_of_a_language(self):
        counts = {code: self.state(code) for code in ("en", "de", "fr", "ja")}

        self.assertEqual({state.total for state in counts.values()}, {3})
        self.assertEqual(
            {code: (state.kind, state.present) for code, state in counts.items()},
            {
                "en": ("current", 3),
                "de": ("current", 3),
                "fr": ("current", 2),
                "ja": ("missing", 0),
            },
        )

    def test_planned_is_a_language_that_has_no_more_than_the_title(self):
        self.assertEqual(self.state("ar").kind, "planned")
        self.assertEqual(self.state("hi").kind, "planned")

        correct_text(
            self.recommendation, {"summary_ar": "ملخص"}, by=None, reason="New", effect="wording"
        )
        self.assertEqual(self.state("ar").kind, "current")

    def test_a_title_alone_is_not_a_translation(self):
        correct_text(
            self.recommendation, {"title_ja": "題"}, by=None, reason="New", effect="wording"
        )

        japanese = self.state("ja")
        self.assertEqual((japanese.kind, japanese.present), ("missing", 1))

    def test_what_is_behind_is_counted(self):
        correct_text(
            self.part, {"text_en": "Something else"}, by=None, reason="Wrong", effect="meaning"
        )

        german = self.state("de")
        self.assertEqual((german.kind, german.behind), ("behind", 1))
        self.assertEqual(self.state("fr").kind, "current")

    def test_a_machine_text_is_one_that_nobody_has_checked(self):
        Freshness.objects.of(self.recommendation).filter(language="fr").update(origin="machine")
        self.assertEqual((self.state("fr").kind, self.state("fr").unchecked), ("machine", 2))

        for field in ("title", "summary"):
            confirm_translation(self.recommendation, field, "fr", by=make.person())
        self.assertEqual((self.state("fr").kind, self.state("fr").unchecked), ("current", 0))

    def test_a_machine_text_can_be_behind_too(self):
        Freshness.objects.filter(language="de").update(origin="machine")
        correct_text(
            self.part, {"text_en": "Something else"}, by=None, reason="Wrong", effect="meaning"
        )

        german = self.state("de")
        self.assertEqual((german.kind, german.behind, german.unchecked), ("behind", 1, 3))

    def test_it_asks_one_question_however_many_parts_there_are(self):
        parts = [make.part(recommendation=self.recommendation) for _ in range(9)]

        with self.assertNumQueries(1):
            language_bar(self.recommendation, parts)

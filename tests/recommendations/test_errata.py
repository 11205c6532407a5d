"""Publishing a set of drafts, correcting its texts, and checking translations."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from django.utils.translation import override

from accounts.languages import ALL
from recommendations.actions import (
    confirm_translation,
    correct_text,
    publish,
    save_texts,
    windows_changed,
)
from recommendations.freshness import states, text_of
from recommendations.models import Freshness, Part, Recommendation, Stamp
from tests import cast, make


def state(instance, field, language):
    key = (instance._meta.model_name, instance.pk, field, language)
    return states([instance], [language]).get(key)


class PublishingASet(TestCase):
    def test_it_is_published_at_the_moment_given_and_its_history_says_by_whom(self):
        organiser, at = cast.organiser(), timezone.now() - timedelta(days=1)
        drafts = make.draft_set(published_at=None)

        publish(drafts, by=organiser, at=at)

        drafts.refresh_from_db()
        self.assertEqual(drafts.published_at, at)
        self.assertEqual(drafts.history.latest().history_user, organiser)

    def test_pages_are_renewed(self):
        drafts = make.draft_set(published_at=None)
        before = Stamp.objects.get(key="texts").version

        publish(drafts, by=cast.organiser())

        self.assertEqual(Stamp.objects.get(key="texts").version, before + 1)

    def test_it_happens_once(self):
        with self.assertRaises(ValueError):
            publish(make.draft_set(), by=cast.organiser())


class CorrectingPublishedText(TestCase):
    def setUp(self):
        self.member = cast.member()
        self.recommendation = make.recommendation(summary_de="Etwas", summary_ar="شيء")

    def correct(self, changes, effect="meaning", **over):
        return correct_text(
            over.get("on", self.recommendation),
            changes,
            by=self.member,
            reason=over.get("reason", "A word was missing."),
            effect=effect,
        )

    def test_the_history_says_who_why_and_to_what_effect(self):
        self.correct({"summary_en": "Something"})

        entry = self.recommendation.history.latest()
        self.assertEqual(entry.summary_en, "Something")
        self.assertEqual(
            (entry.history_user, entry.history_change_reason, entry.effect),
            (self.member, "A word was missing.", "meaning"),
        )
        self.assertEqual(self.recommendation.history.count(), 2)

    def test_a_long_reason_is_kept_whole(self):
        self.correct({"summary_en": "Something"}, reason="r" * 500)

        entry = self.recommendation.history.latest()
        self.assertEqual(entry.history_change_reason, "r" * 500)

    def test_it_needs_a_reason_and_an_effect(self):
        for wrong in ({"reason": " "}, {"effect": ""}, {"effect": "taste"}, {"reason": "r" * 501}):
            with self.subTest(wrong), self.assertRaises(ValueError):
                self.correct({"summary_en": "Something"}, **wrong)
        self.recommendation.refresh_from_db()
        self.assertEqual(self.recommendation.summary_en, make.SUMMARY)

    def test_a_part_is_frozen_with_its_recommendation(self):
        part = make.part(recommendation=self.recommendation)

        with self.assertRaises(ValueError):
            self.correct({"text_en": "Something"}, reason="", on=part)

    def test_only_texts_can_be_corrected(self):
        for name in ("status", "title", "html_en", "title_xx"):
            with self.subTest(name), self.assertRaises(ValueError):
                self.correct({name: "final"})

    def test_a_change_of_meaning_leaves_translations_behind(self):
        self.correct({"summary_en": "Something else"})

        kinds = [state(self.recommendation, "summary", code).kind for code in ("en", "de", "ar")]
        self.assertEqual(kinds, ["current", "behind", "behind"])

    def test_a_change_of_wording_takes_current_translations_along(self):
        self.correct({"summary_en": "Something else"})
        self.correct({"summary_de": "Etwas anderes"})
        self.correct({"summary_en": "Something else!"}, effect="wording")

        kinds = [state(self.recommendation, "summary", code).kind for code in ("en", "de", "ar")]
        self.assertEqual(kinds, ["current", "current", "behind"])

    def test_going_back_to_the_old_meaning_makes_translations_current(self):
        self.correct({"summary_en": "Something else"})
        self.correct({"summary_en": make.SUMMARY})

        self.assertEqual(state(self.recommendation, "summary", "de").kind, "current")

    def test_a_new_translation_is_made_from_the_present_source_by_a_person(self):
        Freshness.objects.update(origin="machine", confidence="high")
        self.correct({"summary_en": "Something else"})
        self.assertTrue(state(self.recommendation, "summary", "de").is_unchecked)

        self.correct({"summary_de": "Etwas anderes"}, effect="wording")

        german = state(self.recommendation, "summary", "de")
        self.assertEqual((german.kind, german.is_machine), ("current", False))

    def test_source_and_translation_can_be_written_together(self):
        self.correct({"summary_de": "Anderes", "summary_en": "Something else"})

        kinds = [state(self.recommendation, "summary", code).kind for code in ("en", "de", "ar")]
        self.assertEqual(kinds, ["current", "current", "behind"])
        self.assertEqual(self.recommendation.history.count(), 2)

    def test_a_text_that_is_emptied_is_missing(self):
        self.correct({"summary_de": ""})

        self.recommendation.refresh_from_db()
        self.assertIsNone(self.recommendation.summary_de)
        self.assertEqual(state(self.recommendation, "summary", "de").kind, "missing")

    def test_the_same_text_again_is_no_erratum(self):
        before = Stamp.objects.get(key="texts").version

        self.assertFalse(self.correct({"summary_en": make.SUMMARY}))

        self.assertEqual(self.recommendation.history.count(), 1)
        self.assertEqual(Stamp.objects.get(key="texts").version, before)

    def test_every_language_can_be_written_and_read_back(self):
        texts = {language.code: f"Text in {language.code}" for language in ALL}
        part = make.part(recommendation=self.recommendation)
        names = {code: f"text_{code.replace('-', '_')}" for code in texts}
        names["id"] = "text_ind"

        with override("ar"):
            self.correct({names[code]: text for code, text in texts.items()}, on=part)

        stored, entry = Part.objects.get(pk=part.pk), part.history.latest()
        for code, text in texts.items():
            self.assertEqual(text_of(stored, "text", code), text)
            self.assertEqual(text_of(entry, "text", code), text)
            self.assertEqual(text_of(stored, "html", code), f"<p>{text}</p>\n")

    def test_what_others_wrote_meanwhile_is_kept(self):
        stale = Recommendation.objects.get(pk=self.recommendation.pk)
        self.correct({"summary_de": "Neu"}, effect="wording")

        self.correct({"summary_ar": "جديد"}, effect="wording", on=stale)

        self.recommendation.refresh_from_db()
        self.assertEqual(
            (self.recommendation.summary_de, self.recommendation.summary_ar), ("Neu", "جديد")
        )
        self.assertEqual(self.recommendation.history.latest().summary_de, "Neu")

    def test_a_row_loaded_in_one_language_only_will_do(self):
        loaded = Recommendation.objects.in_language("de").get(pk=self.recommendation.pk)

        self.correct({"summary_de": "Neu"}, effect="wording", on=loaded)

        self.assertEqual(loaded.summary_de, "Neu")
        self.assertEqual(self.recommendation.history.latest().summary_ar, "شيء")

    def test_a_later_save_does_not_repeat_the_reason(self):
        row = Recommendation.objects.get(pk=self.recommendation.pk)
        save_texts(row, ["position"], by=self.member, reason="Moved")
        row.save()

        last, moved, _ = row.history.all()
        self.assertEqual((moved.history_change_reason, moved.history_user), ("Moved", self.member))
        self.assertEqual((last.history_change_reason, last.history_user), (None, None))


class EditingADraft(TestCase):
    def test_it_needs_no_reason_and_translations_fall_behind(self):
        drafts = make.draft_set(published_at=None)
        recommendation = make.recommendation(draft_set=drafts, summary_de="Etwas")

        correct_text(recommendation, {"summary_en": "Something else"}, by=cast.member())

        self.assertEqual(recommendation.history.latest().summary_en, "Something else")
        self.assertEqual(state(recommendation, "summary", "de").kind, "behind")


class ConfirmingATranslation(TestCase):
    def setUp(self):
        self.recommendation = make.recommendation(summary_de="Etwas")
        Freshness.objects.filter(language="de").update(origin="machine")

    def test_it_is_checked_from_then_on(self):
        translator = cast.translator("de")
        self.assertTrue(state(self.recommendation, "summary", "de").is_unchecked)

        confirm_translation(self.recommendation, "summary", "de", by=translator)

        german = state(self.recommendation, "summary", "de")
        self.assertEqual((german.is_machine, german.is_unchecked), (True, False))
        self.assertEqual(Freshness.objects.get(language="de").confirmed_by, translator)

    def test_there_must_be_a_text(self):
        with self.assertRaises(ValueError):
            confirm_translation(self.recommendation, "summary", "fr", by=cast.translator("fr"))


class MovingAWindow(TestCase):
    def test_pages_turn_with_every_window_there_is(self):
        iteration = make.iteration()
        drafts = make.draft_set(iteration=iteration)
        drafts.opens_at = iteration.closes_at
        drafts.closes_at = iteration.closes_at + timedelta(days=9)
        drafts.save()
        before = Stamp.objects.get(key="texts").version

        windows_changed()

        stamp = Stamp.objects.get(key="texts")
        moments = [iteration.opens_at, iteration.closes_at, drafts.closes_at]
        self.assertEqual(stamp.turning_points, [moment.timestamp() for moment in moments])
        self.assertEqual(stamp.version, before + 1)

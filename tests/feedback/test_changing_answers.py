"""Answers are changed with a reason that everyone reads, and said in other languages."""

from django.core.exceptions import PermissionDenied

from feedback.actions import answer as deeds
from feedback.actions.answered import ADDRESS
from feedback.answers import changes_of, reason_of
from feedback.models import Answer, Outbox
from tests import cast
from tests.feedback.answering import REASON, changed, drafted, published
from tests.feedback.test_answering import OfAGroup


class Changing(OfAGroup):
    def test_a_draft_needs_no_reason(self):
        answer = drafted(self.comment, by=self.member)
        answer = changed(answer, by=self.second, because="", reason="Shorter.")
        self.assertEqual(answer.reason_en, "Shorter.")
        self.assertIn("Shorter.", answer.html_en)

    def test_the_loser_of_two_overwrites_nothing(self):
        answer = drafted(self.comment, by=self.member)
        changed(answer, by=self.second, because="", reason="First.")
        with self.assertRaises(deeds.AnswerConflictError):
            changed(answer, by=self.member, because="", reason="Second.")
        answer.refresh_from_db()
        self.assertEqual(answer.reason_en, "First.")

    def test_a_published_answer_only_with_a_reason_that_everyone_reads(self):
        answer = published(self.comment, by=self.member)
        with self.assertRaises(deeds.NotReadyError):
            changed(answer, because=" ", reason="Other.")
        before = self.stamp()
        answer = changed(answer, because="Part 2 was renamed.", reason="Other.")
        self.assertEqual([each.reason for each in changes_of(answer)], ["Part 2 was renamed."])
        self.assertIsNotNone(answer.changed_at)
        self.assertGreater(self.stamp(), before)
        self.assertEqual(Outbox.objects.filter(task=ADDRESS, row_id=answer.pk).count(), 2)

    def test_the_old_wording_stays_in_its_history(self):
        answer = published(self.comment, by=self.member)
        changed(answer, reason="Other.")
        self.assertIn(REASON, answer.history.values_list("reason_en", flat=True))

    def test_translations_of_what_it_no_longer_says_are_taken_away(self):
        answer = self.translated(published(self.comment, by=self.member))
        self.assertEqual(changed(answer, reason=f"{REASON} ", keeps=True).reason_fr, "En français.")
        answer.refresh_from_db()
        self.assertIsNone(changed(answer, reason="Other.").reason_fr)

    def translated(self, answer, by=None):
        deeds.translate(
            answer, "En français.", "fr", version=answer.version, by=by or cast.translator("fr")
        )
        return Answer.objects.get(pk=answer.pk)

    def test_translators_say_it_in_their_languages_once_it_is_published(self):
        answer = published(self.comment, by=self.member)
        self.assertEqual(self.translated(answer).html_fr, "<p>En français.</p>\n")
        with self.assertRaises(PermissionDenied):
            self.translated(drafted(self.comment))
        with self.assertRaises(PermissionDenied):
            self.translated(published(self.comment), by=cast.translator("ar"))

    def test_what_was_first_said_in_another_language_is_read_by_everyone(self):
        answer = published(self.comment, by=self.member, language="fr", reason="Bien dit.")
        shown = Answer.objects.with_texts().get(pk=answer.pk)
        with self.assertNumQueries(0):
            told = reason_of(shown)
        self.assertEqual((told.text, told.language, told.is_fallback), ("Bien dit.", "fr", True))


class OnlyPrivateWords(OfAGroup):
    def test_an_answer_to_few_of_them_is_for_those_who_may_read_them(self):
        author = cast.reader()
        answer = published(self.private(author=author), by=self.member)
        seen = Answer.objects.visible_to
        self.assertEqual(set(seen(cast.reader())), set())
        for person in (author, self.second, cast.organiser()):
            self.assertEqual(set(seen(person)), {answer})

    def test_an_answer_to_many_of_them_is_public(self):
        answer = published(*[self.private() for _ in range(5)], by=self.member)
        self.assertEqual(set(Answer.objects.visible_to(cast.reader())), {answer})

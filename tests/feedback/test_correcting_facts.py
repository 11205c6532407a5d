"""The facts of a published conversation are corrected in the open."""

from django.core.cache import cache
from django.test import TestCase

from tests import cast, make

from .reporting import FACTS


class CorrectingFacts(TestCase):
    def setUp(self):
        cache.clear()
        self.reporter = cast.reader(name="Amina")
        self.conversation = make.conversation(
            title="Salon in Rabbat", kind="meeting", place="Rabat", language="fr",
            began_on="2019-08-20", people_count=30, people_certainty="exact", notes_made="minutes",
            consent="asked", context=FACTS["context"], reported_by=self.reporter,
        )  # fmt: skip
        self.statement = make.statement(conversation=self.conversation)
        self.page = f"/en/conversations/{self.conversation.pk}/"

    def correct(self, who=None, **over):
        sent = {**FACTS, "version": 1, "reason": "A slip of the pen.", **over}
        return cast.client_of(who or self.reporter).post(f"{self.page}correct/", sent)

    def test_keeps_what_stood_there_with_name_and_reason(self):
        self.client.get(f"/en/c/{self.statement.slug}/")
        self.correct(people_count="13")
        page = self.client.get(self.page)
        for words in ("Salon in Rabat", "13 people took part", "Amina", "A slip of the pen."):
            self.assertContains(page, words)
        self.assertContains(page, '<del dir="auto">Salon in Rabbat</del>')
        self.assertContains(page, '<del dir="auto">30</del>')
        correction = self.conversation.corrections.get()
        self.assertEqual(set(correction.changes), {"title", "people_count"})
        self.assertContains(self.client.get(f"/en/c/{self.statement.slug}/"), "Salon in Rabat<")

    def test_says_choices_as_they_are_called(self):
        self.correct(kind="salon")
        self.assertContains(self.client.get(self.page), '<ins dir="auto">Strategy salon</ins>')

    def test_is_for_its_reporter_and_the_liaisons_of_its_language(self):
        self.assertEqual(self.correct(cast.reader()).status_code, 403)
        self.assertEqual(self.correct(cast.liaison("ar")).status_code, 403)
        self.assertEqual(self.correct(cast.liaison("fr")).status_code, 302)

    def test_overwrites_nothing_unseen(self):
        self.correct(title="First")
        answer = self.correct(title="Second")
        for title in ("First", "Second"):
            self.assertContains(answer, title, status_code=409)
        self.conversation.refresh_from_db()
        self.assertEqual(self.conversation.title, "First")

    def test_takes_nothing_away_that_a_report_must_say(self):
        answer = self.correct(consent="")
        self.assertContains(answer, "Say what people knew of this report.", status_code=400)
        self.assertEqual(self.correct(reason="").status_code, 400)
        self.assertEqual(self.conversation.corrections.count(), 0)

    def test_that_change_nothing_leave_no_trace(self):
        self.correct(title="Salon in Rabbat")
        self.assertEqual(self.conversation.corrections.count(), 0)

"""What became of a conversation, ready to be taken to where it was held; and in the reports."""

from django.test import TestCase

from feedback.actions.answer_changes import link
from feedback.models import Visibility
from tests import cast, make
from tests.feedback.answering import published
from tests.feedback.monthly import OfOneMonth
from tests.feedback.test_outcomes import later_text


class CarryingBack(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.reporter = cast.reader()
        cls.conversation = make.conversation(
            reported_by=cls.reporter, language="fr", title="Soirée [[à Douala]]"
        )
        group = make.group(slug="diversity", name_en="Diversity", name_fr="Diversité")
        recommendation = make.recommendation(draft_set=make.draft_set(group=group))
        statement = {"conversation": cls.conversation, "recommendation": recommendation}
        cls.said = make.statement(body="Du temps, {{svp}}.", **statement)
        cls.hidden = make.statement(body="Cachée.", visibility=Visibility.HIDDEN, **statement)
        cls.address = f"/en/conversations/{cls.conversation.pk}/outcome/"

    def page(self, by=None, **query):
        return cast.client_of(by or self.reporter).get(self.address, query)

    def test_tells_statement_outcome_reason_and_link_in_the_language_of_the_conversation(self):
        answer = published(self.said, language="fr", reason="C’est fait.")
        part = later_text(self.said)
        link(answer, part.recommendation, part, version=answer.version, by=None)
        context = self.page().context
        for text in (context["wikitext"].replace("&#35;", "#"), context["text"]):
            for told in ("C’est fait.", "Diversité", self.said.short_id, f"/answers/{answer.pk}/"):
                self.assertIn(told, text)
            self.assertIn(part.recommendation.code, text)
            self.assertNotIn("Cachée", text)
        self.assertIn("/c/", context["wikitext"])
        self.assertNotIn("/en/", context["wikitext"] + context["text"])

    def test_no_word_of_it_does_anything_on_a_wiki(self):
        wikitext = self.page().context["wikitext"]
        self.assertNotIn("[[", wikitext)
        self.assertNotIn("{{", wikitext)

    def test_in_another_language_with_what_stands_in(self):
        published(self.said, reason="It is done.")
        self.assertIn("Diversity", self.page(**{"in": "en"}).context["text"])
        self.assertIn("It is done.", self.page(**{"in": "ar"}).context["text"])

    def test_is_for_its_reporter_and_its_liaisons(self):
        self.assertEqual(self.page(by=cast.liaison("fr")).status_code, 200)
        self.assertEqual(self.page(by=cast.liaison("ar")).status_code, 403)
        self.assertEqual(self.page(by=cast.reader()).status_code, 403)


class InTheMonthlyReport(OfOneMonth):
    def test_an_answer_stands_once_in_a_row_for_all_it_is_for(self):
        first, second = self.say(language="en"), self.say(language="en")
        answer = published(first, second, reason="We heard both.")
        page = self.client.get(self.address)
        self.assertContains(page, "We heard both.", count=1)
        self.assertContains(page, f"Answer {answer.pk}")
        self.assertContains(page, f"to {first.short_id} and 1 more")
        for form in ("report.csv", "report.txt"):
            file = b"".join(self.client.get(f"{self.address}{form}")).decode()
            self.assertIn("We heard both.", file)

    def test_an_answer_to_few_private_words_does_not(self):
        private = self.say(visibility=Visibility.GROUP, chosen_visibility=Visibility.GROUP)
        self.say()
        published(private, reason="Only for you.")
        self.assertNotContains(self.client.get(self.address), "Only for you.")

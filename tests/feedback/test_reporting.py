"""Reporting what was said elsewhere: saved as one types, finished later, lost never."""

import uuid

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import Conversation, Outbox
from tests import cast, make

from .reporting import FACTS, WORDS, again, typed

NEW = "/en/conversations/new/"
AUTOSAVE = {"HX-Request": "true"}


def edit(conversation):
    return f"/en/conversations/{conversation.pk}/edit/"


class Reporting(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation()
        cls.question = make.guiding_question(key="likes")
        cls.member = cast.reader(name="Amina")
        cls.code = cls.recommendation.code

    def setUp(self):
        self.browser = cast.client_of(self.member)
        self.words = {**WORDS, "target": self.code}

    def report(self, *statements, **over):
        self.browser.post(NEW, typed(*(statements or [self.words]), **over))
        return Conversation.objects.latest("pk")

    def bodies(self, conversation):
        return list(conversation.drafts.values_list("body", flat=True))


class TheFirstSave(Reporting):
    def test_keeps_the_facts_and_the_statements_for_their_reporter_alone(self):
        report = self.report({**self.words, "question": "likes", "voiced_by": "12"})
        self.assertEqual((report.state, report.reported_by), ("draft", self.member))
        kept = {name: str(getattr(report, name) or "") for name in ("title", "began_on", "consent")}
        self.assertEqual(
            kept, {"title": "Salon in Rabat", "began_on": "2019-08-20", "consent": "asked"}
        )
        draft = report.drafts.get()
        self.assertEqual(
            (draft.target, draft.question, draft.voiced_by), (self.code, self.question, 12)
        )
        other = cast.client_of(cast.organiser())
        self.assertEqual(other.get(f"/en/conversations/{report.pk}/").status_code, 404)

    def test_twice_is_one_report(self):
        sent = typed(self.words)
        self.browser.post(NEW, sent)
        self.browser.post(NEW, sent)
        self.assertEqual(Conversation.objects.count(), 1)

    def test_takes_a_report_with_nothing_in_it_but_a_word(self):
        empty = dict.fromkeys(FACTS, "")
        self.browser.post(NEW, typed({"body": "Only this."}, **empty))
        report = Conversation.objects.get()
        self.assertEqual((report.title, self.bodies(report)), ("", ["Only this."]))

    def test_keeps_all_but_what_is_wrong_and_says_what_is(self):
        answer = self.browser.post(NEW, typed(self.words, began_on="tomorrow", title="Salon"))
        self.assertContains(answer, "Enter a valid date.", status_code=400)
        report = Conversation.objects.get()
        self.assertEqual((report.title, report.began_on), ("Salon", None))

    def test_keeps_no_last_day_before_the_first(self):
        answer = self.browser.post(NEW, typed(self.words, ended_on="2019-08-01"))
        self.assertContains(answer, "The last day is before the first one.", status_code=400)
        self.assertIsNone(Conversation.objects.get().ended_on)

    def test_is_not_for_strangers_nor_for_the_key_of_another(self):
        self.assertIn("/accounts/login/", self.client.post(NEW, typed()).headers["Location"])
        report = self.report()
        other = cast.client_of(cast.reader())
        self.assertEqual(other.post(NEW, again(report)).status_code, 403)

    def test_of_a_form_without_its_boxes_loses_nothing(self):
        report = self.report()
        sent = again(report)
        del sent["s-TOTAL_FORMS"]
        self.assertEqual(self.browser.post(edit(report), sent).status_code, 400)
        self.assertEqual(self.bodies(report), [WORDS["body"]])


class SavingAsOneTypes(Reporting):
    def test_says_when_it_was_saved_and_carries_the_next_version(self):
        answer = self.browser.post(NEW, typed(self.words), headers=AUTOSAVE)
        report = Conversation.objects.get()
        self.assertContains(answer, 'name="version" value="1"')
        self.assertContains(answer, f"{report.saved_at:%H:%M} UTC")
        self.assertEqual(answer["HX-Replace-Url"], edit(report))

    def test_of_a_page_whose_answer_was_lost_has_no_conflict_with_itself(self):
        window = uuid.uuid4()
        report = self.report(window=window)
        sent = again(report, {**self.words, "body": "More."}, version=0, window=window)
        self.assertEqual(self.browser.post(edit(report), sent, headers=AUTOSAVE).status_code, 200)
        self.assertEqual(self.bodies(report), ["More."])

    def test_of_another_window_overwrites_nothing(self):
        report = self.report()
        self.browser.post(edit(report), again(report, {**self.words, "body": "First window."}))
        stale = again(report, {**self.words, "body": "Second window."})
        answer = self.browser.post(edit(report), stale, headers=AUTOSAVE)
        self.assertEqual((answer.status_code, self.bodies(report)), (409, ["First window."]))

    def test_a_conflict_shows_both_and_the_next_save_decides(self):
        report = self.report()
        self.browser.post(edit(report), again(report, {**self.words, "body": "First window."}))
        stale = again(report, {**self.words, "body": "Second window."})
        answer = self.browser.post(edit(report), stale)
        for words in ("First window.", "Second window."):
            self.assertContains(answer, words, status_code=409)
        self.assertContains(answer, 'name="version" value="2"', status_code=409)
        self.browser.post(edit(report), {**stale, "version": 2, "window": uuid.uuid4()})
        self.assertEqual(self.bodies(report), ["Second window."])


class GoingOn(Reporting):
    def test_opens_as_it_was_saved_with_a_box_at_the_same_place(self):
        report = self.report({**self.words, "question": "likes"})
        page = self.browser.get(edit(report))
        boxes = page.context["page"].boxes
        self.assertEqual([form["body"].value() for form in boxes], [WORDS["body"], None])
        self.assertEqual(
            [(form["target"].value(), form["question"].value()) for form in boxes],
            [(self.code, "likes")] * 2,
        )

    def test_adding_a_box_without_script_saves_and_leads_to_it(self):
        answer = self.browser.post(NEW, typed(self.words, deed="add"))
        report = Conversation.objects.get()
        self.assertEqual(answer.headers["Location"], f"{edit(report)}#statement-2")

    def test_an_emptied_box_is_no_statement_any_more(self):
        report = self.report(self.words, {**self.words, "body": "Second."})
        self.browser.post(
            edit(report),
            again(report, {**self.words, "body": ""}, {**self.words, "body": "Second."}),
        )
        self.assertEqual(self.bodies(report), ["Second."])

    def test_offers_the_drafts_that_are_open_by_group_and_others_when_asked(self):
        earlier = make.recommendation(
            draft_set=make.draft_set(
                iteration=make.iteration(number=77, opens_at=None), group=make.group()
            ),
            title_en="Of another round",
        )
        page = self.browser.get(NEW)
        self.assertContains(page, f'<option value="{self.code}">')
        self.assertNotContains(page, "Of another round")
        self.assertContains(self.browser.get(f"{NEW}?iteration=77"), f"{earlier.code} Of another")

    def test_asks_as_much_for_nine_statements_as_for_one(self):
        report = self.report()
        with CaptureQueriesContext(connection) as one:
            self.browser.get(edit(report))
        count = len(one)
        nine = [{**self.words, "body": f"{number}"} for number in range(9)]
        self.browser.post(edit(report), again(report, *nine))
        with self.assertNumQueries(count):
            self.browser.get(edit(report))

    def test_is_for_its_reporter_only(self):
        report = self.report()
        Conversation.objects.update(state="submitted")
        liaison = cast.client_of(cast.liaison("fr"))
        self.assertEqual(liaison.get(edit(report)).status_code, 403)


class MyConversations(Reporting):
    def test_lists_own_reports_however_far_they_are(self):
        report = self.report()
        page = self.browser.get("/en/conversations/mine/")
        self.assertContains(page, f'href="{edit(report)}"')
        other = cast.client_of(cast.reader()).get("/en/conversations/mine/")
        self.assertNotContains(other, "Salon in Rabat")

    def test_a_draft_is_deleted_after_asking_once(self):
        report = self.report()
        address = f"/en/conversations/{report.pk}/delete/"
        self.assertContains(self.browser.get(address), "This cannot be undone.")
        self.browser.post(address)
        self.assertEqual(Conversation.objects.count(), 0)

    def test_what_is_published_is_not_deleted(self):
        report = self.report()
        Conversation.objects.update(state="published")
        self.assertEqual(
            self.browser.post(f"/en/conversations/{report.pk}/delete/").status_code, 403
        )


class NoLetters(Reporting):
    def test_go_out_while_it_is_written(self):
        self.report()
        self.assertEqual(Outbox.objects.count(), 0)

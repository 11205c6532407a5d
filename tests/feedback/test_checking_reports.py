"""A monthly report is opened for checking, corrected in public for a week, and then final."""

from datetime import timedelta

import time_machine

from feedback.actions.moderate import decide
from feedback.actions.monthly_reports import finish_due
from feedback.actions.participate import edit
from feedback.models import Comment, Conversation, Decision, MonthlyReport, ReportCorrection
from feedback.relay import make_round
from feedback.reports.months import earlier_month, month_of
from tests import cast, make

from .monthly import IN_MONTH, MONTH, OfOneMonth


class OpeningAReport(OfOneMonth):
    def setUp(self):
        self.said = self.say()
        self.browser = cast.client_of(self.liaison)

    def test_a_liaison_opens_it_with_one_button(self):
        self.assertIn(f"{self.address}open/", self.text(browser=self.browser))
        self.assertIn("<button", self.text(f"{self.address}open/", self.browser))
        answer = self.browser.post(f"{self.address}open/", follow=True)
        report = MonthlyReport.objects.get()
        self.assertEqual((report.group, report.month), (self.group, MONTH))
        self.assertEqual(report.opened_by, self.liaison)
        self.assertContains(answer, "Open for checking until")

    def test_pressed_twice_it_is_one(self):
        for _each in range(2):
            self.browser.post(f"{self.address}open/")
        self.assertEqual(MonthlyReport.objects.count(), 1)

    def test_strangers_see_it_with_their_next_request(self):
        self.assertIn("In preparation", self.text())
        self.browser.post(f"{self.address}open/")
        self.assertIn("Open for checking until", self.text())

    def test_a_month_that_is_not_over_stays_closed(self):
        month = month_of(self.said.stored_at + timedelta(days=31))
        self.assertGreater(month, MONTH)
        address = f"/en/reports/diversity/{month:%Y-%m}/"
        self.assertNotIn("open/", self.text(address, self.browser))
        self.assertEqual(self.browser.post(f"{address}open/").status_code, 409)
        self.assertEqual(MonthlyReport.objects.count(), 0)

    def test_others_may_not(self):
        for person in (cast.reader(), cast.member(self.group), cast.translator("fr")):
            browser = cast.client_of(person)
            self.assertNotIn("open/", self.text(browser=browser))
            self.assertEqual(browser.post(f"{self.address}open/").status_code, 403)
        self.assertEqual(MonthlyReport.objects.count(), 0)

    def test_no_words_are_kept_in_it(self):
        self.state(self.meeting())
        report = self.finish(self.open())
        for text in (self.said.body, "Salon de Douala", "Une soirée"):
            self.assertNotIn(text, str(report.rows_opened) + str(report.rows_final))


class CheckingAReport(OfOneMonth):
    def setUp(self):
        self.meeting_held = self.meeting()
        self.statement = self.state(self.meeting_held)
        self.said = self.say(body="First words.")
        self.report = self.open()

    def test_what_changes_is_said_in_its_row(self):
        Conversation.objects.update(people_count=28, people_certainty="exact", title="Soirée")
        edit(self.said, body="Other words.", language="en", version=1, by=self.said.author)
        added = self.say()
        decide(
            self.statement, Decision.Kind.HIDE, by=self.liaison, rule=make.rule(), reason="A rule."
        )
        another = self.state(self.meeting_held)
        text = self.text()
        for told in (
            "It said “About 30 people”; it is “Exactly 28 people”.",
            "Title, place, link or context of the conversation were changed.",
            f"{self.said.short_id} has another wording now.",
            f"{added.short_id} is new here.",
            f"{another.short_id} is new here.",
            f"{self.statement.short_id} can no longer be read here.",
        ):
            self.assertIn(told, text)

    def test_a_row_that_is_gone_is_told_below_the_table(self):
        decide(self.said, Decision.Kind.HIDE, by=self.liaison, rule=make.rule(), reason="A rule.")
        self.assertIn(f"{self.said.short_id} can no longer be read here.", self.text())

    def test_unchanged_it_says_nothing(self):
        text = self.text()
        self.assertNotIn('chip-attention">changed', text)
        self.assertNotIn("can no longer be read here", text)


class FinishingAReport(OfOneMonth):
    def setUp(self):
        self.said = self.say(body="First words.")

    def test_after_seven_days_a_round_of_the_relay_makes_it_final(self):
        report = self.open()
        with time_machine.travel(report.open_until - timedelta(minutes=1), tick=False):
            make_round()
            self.assertIn("Open for checking until", self.text())
        with time_machine.travel(report.open_until, tick=False):
            make_round()
            make_round()
            self.assertIn("Final since", self.text())
        report.refresh_from_db()
        self.assertEqual(report.final_at, report.open_until)

    def test_a_second_run_finds_nothing(self):
        report = self.open()
        self.assertEqual(finish_due(at=report.open_until), 1)
        self.assertEqual(finish_due(at=report.open_until), 0)

    def test_later_words_and_wordings_do_not_come_in(self):
        self.finish(self.open())
        edit(self.said, body="Other words.", language="en", version=1, by=self.said.author)
        self.say(body="Approved late.")
        text = self.text()
        self.assertIn("First words.", text)
        self.assertNotIn("Other words.", text)
        self.assertNotIn("Approved late.", text)

    def test_what_is_hidden_later_leaves_its_id_on_the_page_and_in_all_files(self):
        self.finish(self.open())
        decide(self.said, Decision.Kind.HIDE, by=self.liaison, rule=make.rule(), reason="A rule.")
        text = self.text()
        self.assertIn(self.said.short_id, text)
        self.assertIn("These words can no longer be read.", text)
        self.assertNotIn("First words.", text)
        for file in ("report.txt", "report.csv"):
            words = b"".join(self.client.get(f"{self.address}{file}")).decode()
            self.assertIn(self.said.number.__str__(), words)
            self.assertNotIn("First words.", words)

    def test_a_wording_that_was_redacted_is_redacted_in_it(self):
        self.finish(self.open())
        edit(self.said, body="Other words.", language="en", version=1, by=self.said.author)
        history = Comment.history.model.objects.filter(id=self.said.pk, version=1)
        history.update(body="First […].")
        self.assertIn("First […].", self.text(f"{self.address}?again"))

    def test_its_conversation_is_told_with_the_numbers_that_were_checked(self):
        meeting = self.meeting()
        self.state(meeting)
        self.finish(self.open())
        Conversation.objects.update(people_count=99)
        text = self.text()
        self.assertIn("About 30 people", text)
        self.assertNotIn("99", text)

    def test_the_answers_of_the_group_still_come_in(self):
        self.finish(self.open())
        self.say(parent=self.said, author=cast.member(self.group), body="We took it up.")
        self.assertIn("We took it up.", self.text(f"{self.address}?again"))


class WhatChangesAfterwards(OfOneMonth):
    """Goes into the next report, once."""

    def setUp(self):
        self.before = earlier_month(MONTH)
        self.old = self.say(stored_at=IN_MONTH.replace(year=self.before.year,
                                                       month=self.before.month))  # fmt: skip
        self.say()
        self.finish(self.open(self.before))

    def test_the_next_one_tells_it(self):
        decide(self.old, Decision.Kind.HIDE, by=self.liaison, rule=make.rule(), reason="A rule.")
        self.open()
        text = self.text()
        self.assertIn("Corrections to earlier reports", text)
        self.assertIn(f"{self.old.short_id} can no longer be read here.", text)

    def test_the_one_after_it_does_not_tell_it_again(self):
        decide(self.old, Decision.Kind.HIDE, by=self.liaison, rule=make.rule(), reason="A rule.")
        self.open()
        after = month_of(IN_MONTH + timedelta(days=31))
        with time_machine.travel(IN_MONTH + timedelta(days=62), tick=False):
            self.assertEqual(self.open(after).earlier_changes, [])

    def test_without_a_change_nothing_is_told(self):
        self.open()
        self.assertNotIn("Corrections to earlier reports", self.text())


class CorrectingAReport(OfOneMonth):
    def setUp(self):
        self.said = self.say()
        self.report = self.open()
        self.reader = cast.reader(name="Careful reader")
        self.browser = cast.client_of(self.reader)
        self.key = self.report.rows_opened[0][0]

    def correct(self, **over):
        sent = {"words": "It was in Accra.", "language": "en", "about": self.key, **over}
        return self.browser.post(f"{self.address}correct/", sent, follow=True)

    def test_anyone_with_an_account_says_what_is_wrong_and_all_can_read_it(self):
        self.assertIn("Something is wrong in this row", self.text())
        self.correct()
        text = self.text()
        self.assertIn("It was in Accra.", text)
        self.assertIn("Correction by Careful reader", text)

    def test_sent_twice_it_is_one(self):
        self.correct()
        self.correct()
        self.assertEqual(ReportCorrection.objects.count(), 1)

    def test_a_stranger_is_sent_to_sign_in(self):
        answer = self.client.get(f"{self.address}correct/")
        self.assertIn("/accounts/login/", answer.headers["Location"])

    def test_it_needs_words_and_a_row_that_is_there(self):
        self.assertEqual(self.correct(words=" ").status_code, 400)
        self.assertEqual(self.correct(about="conversation-77").status_code, 404)
        self.assertEqual(self.correct(about="").status_code, 200)
        self.assertEqual(ReportCorrection.objects.get().about, "")

    def test_nobody_floods_it(self):
        with self.settings(MESSAGES_AN_HOUR=1):
            self.correct()
            self.assertContains(self.correct(words="More."), "More.", status_code=429)
        self.assertEqual(ReportCorrection.objects.count(), 1)

    def test_in_preparation_there_is_nothing_to_correct(self):
        MonthlyReport.objects.all().delete()
        self.assertEqual(self.correct().status_code, 404)

    def test_a_liaison_answers_once(self):
        self.correct()
        correction = ReportCorrection.objects.get()
        address = f"/en/reports/corrections/{correction.pk}/"
        liaison = cast.client_of(self.liaison)
        self.assertIn(address, self.text(browser=liaison))
        self.assertEqual(liaison.post(address, {"answer": " "}).status_code, 400)
        liaison.post(address, {"answer": "Right: it was."})
        self.assertIn("Right: it was.", self.text())
        again = liaison.post(address, {"answer": "No."})
        self.assertEqual(again.status_code, 409)
        correction.refresh_from_db()
        self.assertEqual((correction.answer, correction.answered_by), ("Right: it was.",
                                                                       self.liaison))  # fmt: skip

    def test_others_do_not_answer(self):
        self.correct()
        address = f"/en/reports/corrections/{ReportCorrection.objects.get().pk}/"
        self.assertEqual(self.browser.post(address, {"answer": "No."}).status_code, 403)

    def test_words_that_break_a_rule_are_hidden_with_an_answer(self):
        self.correct(words="An insult.")
        correction = ReportCorrection.objects.get()
        cast.client_of(self.liaison).post(
            f"/en/reports/corrections/{correction.pk}/", {"answer": "A rule.", "hides": "on"}
        )
        text = self.text()
        self.assertNotIn("An insult.", text)
        self.assertIn("A liaison has hidden these words.", text)

    def test_one_to_a_final_report_stands_in_the_report_of_its_month(self):
        self.finish(self.report)
        late = self.report.final_at + timedelta(minutes=1)
        with time_machine.travel(late, tick=False):
            self.browser.force_login(self.reader)
            self.correct()
            text = self.text(f"/en/reports/diversity/{month_of(late):%Y-%m}/")
        self.assertIn("Corrections to earlier reports", text)
        self.assertIn("It was in Accra.", text)
        self.assertNotIn("It was in Accra.", self.text())

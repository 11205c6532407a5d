"""Reporting a contribution: who may, what it does and does not do, and what becomes of it."""

import uuid

from django.test import TestCase, override_settings

from feedback.actions.flag import NotOpenForFlagsError, flag
from feedback.actions.moderate import AlreadyDecidedError, decide
from feedback.models import Comment, Decision, Flag, Visibility
from feedback.models.decision import possible_kinds
from tests import cast, make

from .test_deciding import HIDE, send, state_of

DISMISS = Decision.Kind.DISMISS


def page(comment):
    return f"/en/c/{comment.slug}/report/"


def filled(**over):
    return {"key": uuid.uuid4(), "reason": "attack", "note": "It insults Amal.", **over}


class ReportingAContribution(TestCase):
    def setUp(self):
        self.comment = make.comment(language="ar")

    def test_a_stranger_does_it_and_gets_a_receipt(self):
        answer = self.client.post(page(self.comment), filled())

        flag = Flag.objects.get()
        self.assertRedirects(answer, f"/en/receipt/report/{flag.key}/")
        self.assertEqual(
            (flag.comment, flag.reason, flag.note, flag.language, flag.by, flag.state),
            (self.comment, "attack", "It insults Amal.", "en", None, "open"),
        )

    def test_with_an_account_it_is_theirs(self):
        reader = cast.reader()

        cast.client_of(reader).post(page(self.comment), filled())

        self.assertEqual(Flag.objects.get().by, reader)

    def test_it_hides_nothing(self):
        for _ in range(3):
            self.client.post(page(self.comment), filled())

        self.assertEqual(state_of(self.comment), Visibility.PUBLIC)
        self.assertEqual(Flag.objects.count(), 3)
        self.assertContains(self.client.get(f"/en/c/{self.comment.slug}/"), self.comment.html)

    def test_a_reason_is_needed_a_note_is_not(self):
        self.assertEqual(self.client.post(page(self.comment), filled(reason="")).status_code, 400)
        self.client.post(page(self.comment), filled(note=""))

        self.assertEqual(Flag.objects.get().note, "")

    def test_a_second_click_is_the_same_report(self):
        sent = filled()

        answers = [self.client.post(page(self.comment), sent) for _ in range(2)]

        self.assertEqual(len({answer.headers["Location"] for answer in answers}), 1)
        self.assertEqual(Flag.objects.count(), 1)

    def test_an_account_has_one_open_report_on_a_contribution(self):
        browser = cast.client_of(cast.reader())

        answers = [browser.post(page(self.comment), filled()) for _ in range(2)]

        self.assertEqual(len({answer.headers["Location"] for answer in answers}), 1)
        self.assertEqual(Flag.objects.count(), 1)

    def test_a_machine_falls_into_the_trap(self):
        answer = self.client.post(page(self.comment), filled(website="http://spam.example"))

        self.assertEqual(answer.status_code, 400)
        self.assertFalse(Flag.objects.exists())

    @override_settings(REPORTS_AN_HOUR=2)
    def test_many_reports_of_one_visitor_are_refused_and_keep_what_was_typed(self):
        for _ in range(2):
            self.client.post(page(make.comment()), filled())

        answer = self.client.post(page(self.comment), filled(note="The third."))

        self.assertContains(answer, "The third.", status_code=429)
        self.assertEqual(Flag.objects.count(), 2)

    def test_nobody_reports_their_own_words(self):
        browser = cast.client_of(self.comment.author)

        self.assertEqual(browser.post(page(self.comment), filled()).status_code, 403)
        self.assertNotContains(browser.get(f"/en/c/{self.comment.slug}/"), page(self.comment))

    def test_words_that_were_hidden_meanwhile_are_not_reported(self):
        Comment.objects.update(visibility="hidden")
        sent = {"key": uuid.uuid4(), "by": None, "reason": "spam", "note": "", "language": "en"}

        with self.assertRaises(NotOpenForFlagsError):
            flag(self.comment, address="10.0.0.1", **sent)

    def test_each_contribution_says_where(self):
        shown = self.client.get(f"/en/c/{self.comment.slug}/")

        self.assertContains(shown, f'href="{page(self.comment)}"')


class TheReceipt(TestCase):
    def setUp(self):
        self.comment = make.comment(language="ar")
        self.flag = make.flag(comment=self.comment, note="Look at the second line.")
        self.page = f"/en/receipt/report/{self.flag.key}/"

    def test_says_that_a_report_waits(self):
        answer = self.client.get(self.page)

        for words in ("Waiting for a liaison", "It is advertising or spam", self.flag.note):
            self.assertContains(answer, words)

    def test_says_what_was_decided_and_why_but_not_by_whom(self):
        decide(
            self.comment,
            HIDE,
            by=cast.organiser(name="Olga"),
            rule=make.rule(),
            reason="An advert.",
        )

        answer = self.client.get(self.page)

        for words in ("A liaison decided on the contribution", "An advert.", "Rule: respect"):
            self.assertContains(answer, words)
        self.assertNotContains(answer, "Olga")

    def test_says_nothing_of_the_reason_where_the_words_are_private(self):
        decide(self.comment, HIDE, by=cast.organiser(), rule=make.rule(), reason="An advert.")
        Comment.objects.update(chosen_visibility="group")

        self.assertNotContains(self.client.get(self.page), "An advert.")

    def test_is_kept_out_of_search_engines_and_caches(self):
        answer = self.client.get(self.page)

        self.assertIn("noindex", answer.headers["X-Robots-Tag"])
        self.assertIn("no-store", answer.headers["Cache-Control"])


class DecidingOnWhatWasReported(TestCase):
    def setUp(self):
        self.comment = make.comment(language="ar")
        self.liaison = cast.liaison("ar")

    def states(self):
        return list(Flag.objects.order_by("pk").values_list("state", flat=True))

    def test_every_open_report_is_settled_by_the_decision(self):
        make.flag(comment=self.comment)
        make.flag(comment=self.comment)
        make.flag()

        send(self.liaison, self.comment, "hide")

        self.assertEqual(self.states(), ["followed", "followed", "open"])
        self.assertEqual(Decision.objects.get().flags.count(), 2)

    def test_a_dismissal_leaves_the_words_and_settles_them_otherwise(self):
        make.flag(comment=self.comment)

        send(self.liaison, self.comment, "dismiss", "A sharp word is no insult.")

        self.assertEqual(self.states(), ["dismissed"])
        self.assertEqual(state_of(self.comment), Visibility.PUBLIC)

    def test_a_dismissal_names_the_rule_that_nothing_is_broken(self):
        make.flag(comment=self.comment)
        in_order = make.rule("in-order")

        send(self.liaison, self.comment, "dismiss", "A sharp word is no insult.", rule="")

        self.assertEqual(Decision.objects.get().rule, in_order)

    def test_what_was_settled_stays_settled_by_the_first(self):
        make.flag(comment=self.comment)
        send(self.liaison, self.comment, "dismiss", "A sharp word is no insult.")

        send(self.liaison, self.comment, "hide")

        self.assertEqual(self.states(), ["dismissed"])

    def test_nothing_is_dismissed_where_nothing_was_reported(self):
        self.assertNotIn(DISMISS, possible_kinds(self.comment))
        with self.assertRaises(AlreadyDecidedError):
            decide(self.comment, DISMISS, by=self.liaison, rule=make.rule(), reason="Nothing.")

    def test_the_second_liaison_who_dismisses_sees_that_the_first_did(self):
        make.flag(comment=self.comment)
        send(cast.liaison("ar", name="Zahra"), self.comment, "dismiss", "No insult.")

        answer = send(self.liaison, self.comment, "dismiss", "No insult at all.")

        self.assertContains(answer, "<bdi>Zahra</bdi> was quicker", status_code=409)
        self.assertEqual(Decision.objects.count(), 1)


class WhoReadsAReport(TestCase):
    def test_those_who_may_decide_and_nobody_else(self):
        comment = make.comment(language="ar")
        make.flag(comment=comment, note="He lives next door.", by=cast.reader(name="Rosa"))
        address = f"/en/c/{comment.slug}/decide/"

        for person in (cast.liaison("ar"), cast.organiser()):
            shown = cast.client_of(person).get(address)
            self.assertContains(shown, "He lives next door.")
            self.assertContains(shown, "<bdi>Rosa</bdi>")
        for person in (cast.liaison("es"), comment.author, cast.member("diversity")):
            shown = cast.client_of(person).get(address)
            self.assertNotContains(shown, "He lives next door.", status_code=403)

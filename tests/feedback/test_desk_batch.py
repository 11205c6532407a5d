"""One decision on several contributions of the queue: the same deed for each."""

from django.test import TestCase

from feedback.actions.escalate import escalate
from feedback.actions.participate import withdraw
from feedback.models import Comment, Decision, Escalation, Visibility
from feedback.models.rule import IN_ORDER
from feedback.queue import PER_PAGE
from tests import cast, make

from .test_deciding import send as send_decision
from .test_deciding import state_of
from .test_desk import waiting

QUEUE = "/en/desk/queue/"


def said(response):
    return [str(message) for message in response.context["messages"]]


class DecidingOnSeveral(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar", name="Zahra")
        self.client = cast.client_of(self.liaison)
        self.first, self.second = waiting(language="ar"), waiting(language="ar")
        self.rule = make.rule("advertising")
        make.rule(IN_ORDER)

    def decide(self, kind, *comments, reason="It sells something.", address=QUEUE, **over):
        items = [f"{comment.slug}:{comment.version}:{self.seen(comment)}" for comment in comments]
        sent = {"kind": kind, "item": items, "rule": self.rule.key, "reason": reason, **over}
        return self.client.post(address, sent, follow=True)

    def seen(self, comment):
        newest = comment.decisions.last()
        return newest.pk if newest else 0

    def states(self):
        return state_of(self.first), state_of(self.second)

    def test_all_that_is_ticked_is_decided_with_one_rule_and_one_reason(self):
        response = self.decide("hide", self.first, self.second)

        self.assertEqual(self.states(), (Visibility.HIDDEN, Visibility.HIDDEN))
        decided = Decision.objects.values_list("kind", "rule__key", "reason", "by")
        self.assertEqual(
            set(decided), {("hide", "advertising", "It sells something.", self.liaison.pk)}
        )
        self.assertEqual(said(response), ["2 contributions are hidden. Replies to them stay."])

    def test_what_is_not_ticked_stays(self):
        self.decide("hide", self.first)

        self.assertEqual(self.states(), (Visibility.HIDDEN, Visibility.WAITING))

    def test_an_approval_needs_no_words(self):
        response = self.decide("approve", self.first, reason="", rule="")

        self.assertEqual(state_of(self.first), Visibility.PUBLIC)
        self.assertEqual(said(response), ["1 contribution is approved and can be read."])

    def test_it_goes_back_to_the_queue_as_it_was_filtered_where_the_messages_stand(self):
        address = f"{QUEUE}?language=ar&order=newest"

        response = self.decide("approve", self.first, address=address)

        self.assertEqual(response.redirect_chain, [(f"{address}#main", 302)])

    def test_hidden_ones_are_restored_together(self):
        self.decide("hide", self.first, self.second)
        self.decide("restore", self.first, self.second, address=f"{QUEUE}?show=hidden")

        self.assertEqual(self.states(), (Visibility.PUBLIC, Visibility.PUBLIC))

    def test_without_a_reason_nothing_is_hidden_and_the_ticks_stay(self):
        response = self.decide("hide", self.first, reason=" ")

        self.assertContains(response, "Say why in a few words", status_code=400)
        self.assertContains(response, f'value="{self.first.slug}:1:0" checked', status_code=400)
        self.assertContains(response, " checked>", count=2, status_code=400)  # and the keys
        self.assertEqual(self.states(), (Visibility.WAITING, Visibility.WAITING))

    def test_without_a_rule_nothing_is_hidden(self):
        response = self.decide("hide", self.first, rule="")

        self.assertContains(response, "Choose the rule", status_code=400)
        self.assertEqual(state_of(self.first), Visibility.WAITING)

    def test_nothing_ticked_is_said(self):
        response = self.decide("approve")

        self.assertContains(response, "Tick at least one contribution first.", status_code=400)

    def test_nonsense_is_refused(self):
        page_and_one = [f"{self.first.slug}-{number}:1:0" for number in range(PER_PAGE + 1)]
        for sent in (
            {"item": ["x"]}, {"item": [f"{self.first.slug}:0:0"]}, {"kind": "block"}, {"kind": "x"},
            {"item": page_and_one},
        ):  # fmt: skip
            over = {"kind": "approve", "item": [f"{self.first.slug}:1:0"], **sent}
            self.assertEqual(self.client.post(QUEUE, over).status_code, 400, sent)
        self.assertEqual(Decision.objects.count(), 0)


class WhatChangedMeanwhile(DecidingOnSeveral):
    """Each that is not what was seen is named, and the others are decided."""

    def test_what_somebody_else_decided_stays_decided(self):
        other = cast.liaison("ar", name="Karim")
        item = f"{self.first.slug}:1:0"
        send_decision(other, self.first, "hide", "Spam.")

        response = self.decide(
            "approve", self.second, item=[item, f"{self.second.slug}:1:0"]
        )  # fmt: skip

        self.assertEqual(self.states(), (Visibility.HIDDEN, Visibility.PUBLIC))
        done, not_done = said(response)
        self.assertEqual(done, "1 contribution is approved and can be read.")
        self.assertTrue(not_done.startswith("Not decided, because this cannot be decided"))
        for words in (self.first.short_id, "Hidden", "Karim"):
            self.assertIn(words, not_done)
        self.assertEqual(Decision.objects.filter(comment=self.first).count(), 1)

    def test_words_that_changed_are_not_approved_unread(self):
        Comment.objects.filter(pk=self.first.pk).update(version=2)

        response = self.decide("approve", self.first, self.second)

        self.assertEqual(self.states(), (Visibility.WAITING, Visibility.PUBLIC))
        self.assertIn("changed the words after you opened the page", said(response)[1])

    def test_what_was_withdrawn_is_not_before_them_any_more(self):
        withdraw(self.first)

        response = self.decide("approve", self.first)

        self.assertEqual(state_of(self.first), Visibility.WITHDRAWN)
        self.assertIn("they are not before you any more", said(response)[0])

    def test_what_is_not_theirs_is_not_decided(self):
        cast.liaison("es")
        words, own = waiting(language="es"), waiting(language="ar", author=self.liaison, name="")

        self.decide("approve", words, own)

        self.assertEqual((state_of(words), state_of(own)), ("waiting", "waiting"))


class Escalating(TestCase):
    def setUp(self):
        self.comment = make.comment(language="es")
        self.address = f"/en/c/{self.comment.slug}/escalate/"
        self.client = cast.client_of(cast.liaison("ar", name="Zahra"))

    def test_one_press_puts_it_before_the_organisers(self):
        response = self.client.post(self.address, {"note": "A red line.", "back": QUEUE})

        self.assertRedirects(response, f"{QUEUE}#main", fetch_redirect_response=False)
        desk = cast.client_of(cast.organiser()).get(f"{QUEUE}?show=escalated")
        self.assertContains(desk, "Given to the organisers by <bdi>Zahra</bdi>")
        self.assertContains(desk, "A red line.")

    def test_a_second_press_changes_nothing(self):
        self.client.post(self.address, {"note": "First."})
        response = self.client.post(self.address, {"note": "Second."}, follow=True)

        self.assertContains(response, "was with the organisers already.")
        self.assertEqual(Escalation.objects.get().note, "First.")

    def test_it_is_for_those_who_moderate(self):
        for person in (cast.reader(), cast.member("diversity")):
            self.assertEqual(cast.client_of(person).post(self.address).status_code, 403)
        self.assertEqual(Escalation.objects.count(), 0)

    def test_what_one_may_not_read_is_not_there(self):
        cast.liaison("es")
        hidden = make.comment(language="es", visibility=Visibility.HIDDEN)

        response = self.client.post(f"/en/c/{hidden.slug}/escalate/")

        self.assertEqual(response.status_code, 404)

    def test_a_note_that_is_too_long_is_a_bad_request(self):
        self.assertEqual(self.client.post(self.address, {"note": "x" * 501}).status_code, 400)

    def test_an_escalated_one_has_no_second_button(self):
        escalate(self.comment, by=cast.liaison("es"))

        desk = cast.client_of(cast.organiser()).get(QUEUE)
        self.assertNotContains(desk, self.address)

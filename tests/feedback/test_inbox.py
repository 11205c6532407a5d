"""The inbox on the desk: who reads which message, what they mark, and how long it is kept."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.heaps import heaps
from feedback.models import Message
from feedback.relay import make_round
from tests import cast, make

PAGE = "/en/desk/messages/"


def heap_of_messages(person):
    return next(heap for heap in heaps(person) if heap.name == "Messages to you")


STATE = Message.State


class ReadingMessages(TestCase):
    def setUp(self):
        self.liaison, self.organiser = cast.liaison("ar"), cast.organiser()
        self.own = make.message(to=self.liaison, body="For the liaison.")
        self.theirs = make.message(body="For the organisers.")

    def read_by(self, person):
        return [each.body for each in cast.client_of(person).get(PAGE).context["page"]]

    def test_a_liaison_reads_what_is_for_them(self):
        self.assertEqual(self.read_by(self.liaison), ["For the liaison."])

    def test_organisers_read_what_is_for_the_organisers(self):
        self.assertEqual(self.read_by(self.organiser), ["For the organisers."])
        self.assertEqual(self.read_by(cast.organiser()), ["For the organisers."])

    def test_another_liaison_reads_neither(self):
        other = cast.liaison("ar")

        self.assertEqual(self.read_by(other), [])
        page = f"{PAGE}{self.own.pk}/"
        self.assertEqual(cast.client_of(other).get(page).status_code, 404)

    def test_a_reader_may_not_enter(self):
        self.assertEqual(cast.client_of(cast.reader()).get(PAGE).status_code, 403)

    def test_what_waits_for_one_who_is_no_longer_a_liaison_reaches_the_organisers(self):
        answered = make.message(to=self.liaison, body="Long done.", state=STATE.ANSWERED)
        self.liaison.assignments.all().delete()

        self.assertEqual(
            self.read_by(self.organiser), ["For the organisers.", "For the liaison."]
        )  # fmt: skip
        page = f"{PAGE}{answered.pk}/"
        self.assertEqual(cast.client_of(self.organiser).get(page).status_code, 404)
        self.assertEqual(cast.client_of(self.liaison).get(PAGE).status_code, 403)

    def test_a_closed_account_reads_no_more_and_loses_nothing(self):
        self.liaison.is_active = False
        self.liaison.save()

        self.assertIn("For the liaison.", self.read_by(self.organiser))

    def test_words_are_text_and_carry_their_language(self):
        make.message(to=self.liaison, body="<b>نص</b>\n\nسطر", language="ar", name="G<i>")

        answer = cast.client_of(self.liaison).get(PAGE)

        self.assertContains(answer, '<div class="said" lang="ar" dir="rtl"><p>&lt;b&gt;نص')
        self.assertContains(answer, "G&lt;i&gt;")

    def test_the_address_to_answer_is_a_link_and_cannot_carry_more(self):
        make.message(to=self.liaison, reply_address="a?subject=x&b@example.org")

        answer = cast.client_of(self.liaison).get(PAGE)

        self.assertContains(answer, 'href="mailto:a%3Fsubject%3Dx%26b@example.org"')

    def test_the_desk_says_how_many_are_new(self):
        make.message(to=self.liaison, state=STATE.READ)

        self.assertContains(cast.client_of(self.liaison).get("/en/desk/"), "Messages to you")
        self.assertEqual(heap_of_messages(self.liaison).number, 1)
        self.assertEqual(heap_of_messages(cast.liaison("ar")).number, 0)

    def test_nine_cost_as_many_queries_as_one(self):
        browser = cast.client_of(self.liaison)
        with CaptureQueriesContext(connection) as one:
            browser.get(PAGE)
        for _ in range(8):
            make.message(to=self.liaison, author=cast.reader(), marked_by=self.liaison,
                         marked_at=timezone.now(), state=STATE.READ)  # fmt: skip

        with self.assertNumQueries(len(one)):
            browser.get(PAGE)


class MarkingMessages(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar", name="Amal")
        self.message = make.message(to=self.liaison)
        self.page = f"{PAGE}{self.message.pk}/"
        self.client.force_login(self.liaison)

    def test_what_is_answered_leaves_the_list_and_says_by_whom(self):
        self.assertRedirects(self.client.post(self.page, {"state": "answered"}), PAGE)

        self.message.refresh_from_db()
        self.assertEqual((self.message.state, self.message.marked_by), ("answered", self.liaison))
        self.assertEqual(list(self.client.get(PAGE).context["page"]), [])
        self.assertContains(self.client.get(f"{PAGE}?show=answered"), "marked by <bdi>Amal</bdi>")

    def test_what_was_read_still_waits_for_an_answer(self):
        self.client.post(self.page, {"state": "read"})

        self.assertEqual(list(self.client.get(PAGE).context["page"]), [self.message])
        self.assertEqual(heap_of_messages(self.liaison).number, 0)

    def test_another_state_does_not_exist(self):
        self.assertEqual(self.client.post(self.page, {"state": "gone"}).status_code, 400)
        self.assertEqual(self.client.get(f"{PAGE}?show=gone").status_code, 400)

    def test_opening_it_marks_nothing(self):
        self.client.get(self.page)

        self.message.refresh_from_db()
        self.assertEqual((self.message.state, self.message.marked_by), ("new", None))

    def test_others_cannot_mark_it(self):
        browser = cast.client_of(cast.organiser())

        self.assertEqual(browser.post(self.page, {"state": "answered"}).status_code, 404)


class KeepingMessages(TestCase):
    def test_after_a_year_they_are_deleted_with_the_next_round(self):
        now = timezone.now()
        make.message(written_at=now - timedelta(days=366))
        kept = make.message(written_at=now - timedelta(days=364))

        make_round()

        self.assertEqual(list(Message.objects.all()), [kept])

    def test_an_account_that_is_deleted_takes_no_message_with_it(self):
        liaison = cast.liaison("ar")
        message = make.message(to=liaison, body="Wait for me.")
        liaison.delete()

        self.assertIn(message, Message.objects.visible_to(cast.organiser()))

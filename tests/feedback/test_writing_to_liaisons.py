"""A message to a liaison or the organisers: what is asked, what is stored, how much goes out."""

import uuid
from datetime import UTC, datetime, timedelta

import time_machine
from django.core.cache import cache
from django.test import TestCase, override_settings
from django.utils import timezone

from feedback.models import Message, Outbox
from tests import cast, make
from tests.feedback.test_notices import author as with_address

ORGANISERS = "/en/liaisons/organisers/write/"
SENT = "/en/liaisons/sent/"


def filled(**over):
    return {
        "key": uuid.uuid4(),
        "body": "متى الاجتماع؟",
        "reply_address": "guest@example.org",
        "language": "ar",
        **over,
    }


class WritingToALiaison(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar", name="Amal", email="amal@example.org")
        make.listing(self.liaison)
        self.page = f"/en/liaisons/{self.liaison.pk}/write/"

    def test_the_page_shows_the_name_and_not_the_address(self):
        answer = self.client.get(self.page)

        self.assertContains(answer, "Write to <bdi>Amal</bdi>")
        self.assertNotContains(answer, "amal@example.org")

    def test_the_words_are_stored_and_their_reader_is_told_in_the_background(self):
        self.assertRedirects(self.client.post(self.page, filled(name=" Guest ")), SENT)

        message = Message.objects.get()
        self.assertEqual(
            (message.to, message.author, message.name, message.body, message.language),
            (self.liaison, None, "Guest", "متى الاجتماع؟", "ar"),
        )
        self.assertEqual(message.state, Message.State.NEW)
        self.assertEqual(
            list(Outbox.objects.values_list("task", "row_id")),
            [("feedback.tell_of_message", message.pk)],
        )

    def test_one_who_is_not_in_the_list_cannot_be_written_to(self):
        unlisted, reader = cast.liaison("es"), cast.reader()
        for person in (unlisted, reader):
            page = f"/en/liaisons/{person.pk}/write/"
            self.assertEqual(self.client.post(page, filled()).status_code, 404)
        self.assertFalse(Message.objects.exists())

    def test_nobody_writes_to_one_whose_role_has_ended(self):
        self.liaison.assignments.all().delete()

        self.assertEqual(self.client.post(self.page, filled()).status_code, 404)

    def test_that_they_are_away_is_said_first_with_whom_to_ask_instead(self):
        self.liaison.liaison_profile.away_until = timezone.now().date() + timedelta(days=3)
        self.liaison.liaison_profile.save()
        for name, languages in {"Badr": ["ar", "fr"], "Carla": ["es"]}.items():
            make.listing(cast.liaison(*languages, name=name))
        asleep = cast.liaison("ar", name="Dina")
        make.listing(asleep, away_until=timezone.now().date())

        answer = self.client.get(self.page)

        self.assertContains(answer, "is away until")
        self.assertEqual([each.person.name for each in answer.context["others"]], ["Badr"])
        self.assertContains(answer, f'class="in-text" href="{ORGANISERS}"')

    def test_one_who_is_there_has_no_such_notice(self):
        self.assertNotContains(self.client.get(self.page), "is away until")


class TheForm(TestCase):
    def refused(self, **over):
        answer = self.client.post(ORGANISERS, filled(**over))
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(Message.objects.exists())
        return answer

    def test_a_message_to_the_organisers_names_nobody(self):
        self.client.post(ORGANISERS, filled())

        self.assertIsNone(Message.objects.get().to)

    def test_words_and_an_address_are_needed_and_what_was_typed_stays(self):
        self.assertContains(self.refused(reply_address=""), "متى الاجتماع؟", status_code=400)
        self.refused(reply_address="nobody")
        self.refused(body="  ")
        self.refused(body="x" * 5001)

    def test_what_only_a_machine_fills_in_stores_nothing(self):
        self.refused(website="http://example.org")

    def test_a_line_break_in_the_address_is_no_second_header(self):
        self.refused(reply_address="a@example.org\nBcc: b@example.org")

    def test_a_form_that_lost_its_key_gets_another_one(self):
        answer = self.refused(key="")

        key = answer.context["form"]["key"].value()
        self.assertRedirects(self.client.post(ORGANISERS, filled(key=key)), SENT)

    def test_any_language_can_be_named(self):
        self.client.post(ORGANISERS, filled(language="other", other_language="sw"))

        self.assertEqual(Message.objects.get().language, "sw")

    def test_with_an_account_the_name_is_known_and_a_confirmed_address_offered(self):
        person = with_address("amal@example.org", name="Amal")
        self.client.force_login(person)

        answer = self.client.get(ORGANISERS)
        self.client.post(ORGANISERS, filled(name="Somebody else"))

        self.assertContains(answer, 'value="amal@example.org"')
        self.assertNotIn("name", answer.context["form"].fields)
        self.assertEqual((Message.objects.get().author, Message.objects.get().name), (person, ""))

    def test_an_address_that_is_not_confirmed_is_not_offered(self):
        self.client.force_login(with_address("amal@example.org", verified=False))

        self.assertNotContains(self.client.get(ORGANISERS), "amal@example.org")

    def test_the_same_send_twice_is_one_message(self):
        values = filled()
        for _ in range(2):
            self.assertRedirects(self.client.post(ORGANISERS, values), SENT)

        self.assertEqual(Message.objects.count(), 1)
        self.assertEqual(Outbox.objects.count(), 1)


@override_settings(MESSAGES_AN_HOUR=3)
class HowManyGoOut(TestCase):
    def setUp(self):
        clock = time_machine.travel(datetime(2026, 5, 4, 12, tzinfo=UTC), tick=False)
        self.clock = clock.start()
        self.addCleanup(clock.stop)

    def send(self, number, browser=None, **options):
        cache.clear()
        browser = browser or self.client
        return [browser.post(ORGANISERS, filled(), **options).status_code for _ in range(number)]

    def test_beyond_the_limit_they_are_refused_and_the_words_stay(self):
        self.assertEqual(self.send(4), [302, 302, 302, 429])
        self.assertEqual(Message.objects.count(), 3)

        self.assertContains(
            self.client.post(ORGANISERS, filled()), "متى الاجتماع؟", status_code=429
        )  # fmt: skip

    def test_time_fills_the_bucket_again(self):
        self.send(3)
        self.clock.shift(timedelta(minutes=20))

        self.assertEqual(self.send(2), [302, 429])

    def test_each_account_and_each_address_has_its_own(self):
        self.send(3)

        self.assertEqual(self.send(1, REMOTE_ADDR="203.0.113.9"), [302])
        self.assertEqual(self.send(1, cast.client_of(cast.reader())), [302])

    def test_what_was_sent_already_is_not_counted_again(self):
        values = filled()
        sent = [self.client.post(ORGANISERS, values).status_code for _ in range(5)]

        self.assertEqual(sent, [302] * 5)

    def test_comments_are_counted_apart(self):
        self.send(4)

        self.assertEqual(make.comment().visibility, "public")

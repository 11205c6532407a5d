"""How much one may write before words wait for a liaison; nothing is refused, nothing is lost."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import time_machine
from django.apps import apps
from django.core.cache import cache
from django.test import Client, TestCase, override_settings

from feedback.limits import address_key
from feedback.models import Allowance, Comment, Visibility
from tests import cast, make

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Limits(TestCase):
    def setUp(self):
        cache.clear()
        clock = time_machine.travel(NOON, tick=False)
        self.clock = clock.start()
        self.addCleanup(clock.stop)
        self.recommendation = make.recommendation()
        self.question = make.guiding_question()

    def send(self, browser=None, **over):
        """One send of one box; its comment."""
        options = {name: over.pop(name) for name in ("headers", "REMOTE_ADDR") if name in over}
        answer = (browser or self.client).post(
            f"/en/write/{self.recommendation.code}/",
            {
                "key": uuid.uuid4(),
                "read_language": "en",
                "read_revision": self.recommendation.history.latest().history_id,
                "language": "en",
                "free": "Some words.",
                "deed": "send",
                **over,
            },
            **options,
        )
        self.assertEqual(answer.status_code, 302, "a send is never refused")
        return Comment.objects.order_by("pk").last()

    def appear(self, number, **over):
        """How many of so many sends can be read at once."""
        sent = [self.send(**over) for _ in range(number)]
        self.assertEqual(len({comment.pk for comment in sent}), number)
        return sum(comment.visibility == Visibility.PUBLIC for comment in sent)

    def later(self, **over):
        self.clock.shift(timedelta(**over))


class WithAnAccount(Limits):
    def setUp(self):
        super().setUp()
        self.person = cast.reader(date_joined=NOON - timedelta(days=30))
        self.client.force_login(self.person)

    def test_ten_appear_at_once_and_the_next_waits(self):
        self.assertEqual(self.appear(12), 10)
        waiting = Comment.objects.filter(visibility=Visibility.WAITING)
        self.assertEqual([comment.body for comment in waiting], ["Some words."] * 2)

    def test_then_two_a_minute(self):
        self.appear(10)
        for _ in range(3):
            self.later(minutes=1)
            self.assertEqual(self.appear(3), 2)

    def test_one_comes_back_in_half_a_minute_and_not_before(self):
        self.appear(10)
        self.later(seconds=29)
        self.assertEqual(self.appear(1), 0)
        self.later(seconds=1)
        self.assertEqual(self.appear(1), 1)

    def test_never_more_than_ten_at_once_however_long_one_waits(self):
        self.appear(10)
        self.later(days=2)
        self.assertEqual(self.appear(12), 10)

    def test_each_box_counts(self):
        self.appear(9)
        boxes = {f"q-{self.question.key}": "One.", "free": "Two."}
        self.assertEqual(self.send(**boxes).visibility, Visibility.WAITING)
        self.assertEqual(self.send().visibility, Visibility.PUBLIC)  # one was left

    def test_each_person_has_their_own(self):
        self.appear(10)
        other = cast.client_of(cast.reader(date_joined=NOON - timedelta(days=30)))
        self.assertEqual(self.appear(10, browser=other), 10)

    def test_the_same_send_again_takes_nothing(self):
        key = uuid.uuid4()
        for _ in range(5):
            self.send(key=key)
        self.assertEqual(Comment.objects.count(), 1)
        self.assertEqual(self.appear(9), 9)

    @override_settings(POSTS_AT_ONCE=3, POSTS_A_MINUTE=60)
    def test_they_are_settings(self):
        self.assertEqual(self.appear(4), 3)
        self.later(seconds=1)
        self.assertEqual(self.appear(2), 1)

    def test_a_clock_that_goes_back_gives_nothing_and_takes_nothing(self):
        self.appear(10)
        self.later(hours=-2)
        self.assertEqual(self.appear(1), 0)
        self.later(minutes=1)
        self.assertEqual(self.appear(3), 2)

    def test_what_waits_can_be_let_through(self):
        self.appear(10)
        waiting = self.send()
        self.assertEqual(waiting.chosen_visibility, Visibility.PUBLIC)
        desk = cast.client_of(cast.organiser()).get("/en/desk/queue/")
        self.assertContains(desk, waiting.short_id)


class OnTheFirstDay(Limits):
    def setUp(self):
        super().setUp()
        self.person = cast.reader(date_joined=NOON)
        self.client.force_login(self.person)

    def write_forty(self):
        written = 0
        for _ in range(4):
            written += self.appear(10)
            self.later(minutes=10)
        self.assertEqual(written, 40)

    def test_forty_appear_and_no_more(self):
        self.write_forty()
        self.assertEqual(self.appear(3), 0)

    def test_the_second_day_is_like_all_others(self):
        self.write_forty()
        self.later(days=1)
        self.assertEqual(self.appear(12), 10)


class WithoutAnAccount(Limits):
    """Their words wait anyway; what is counted shows in the allowance of their address."""

    def sends_within(self, number, **over):
        """Of so many sends, how many the allowance of their address had room for."""
        return sum(self.has_room(**over) for _ in range(number))

    def has_room(self, **over):
        before = dict(Allowance.objects.values_list("key", "left"))
        self.send(name="Amina", **over)
        after = dict(Allowance.objects.values_list("key", "left"))
        [key] = [key for key in after if after[key] != before.get(key)] or [None]
        return key is not None

    def test_they_wait_for_a_liaison_and_none_is_lost(self):
        for _ in range(25):
            self.assertEqual(self.send(name="Amina").visibility, Visibility.WAITING)
        self.assertEqual(Comment.objects.count(), 25)

    def test_twenty_an_hour_from_one_address(self):
        self.assertEqual(self.sends_within(25), 20)
        self.later(minutes=30)
        self.assertEqual(self.sends_within(15), 10)

    def test_another_address_has_its_own(self):
        self.sends_within(20)
        self.assertEqual(self.sends_within(3, REMOTE_ADDR="192.0.2.7"), 3)

    def test_headers_of_strangers_are_not_believed(self):
        for number in range(20):
            self.send(name="Amina", headers={"X-Forwarded-For": f"192.0.2.{number}"})
        self.assertFalse(self.has_room(headers={"X-Forwarded-For": "192.0.2.99"}))
        self.assertFalse(self.has_room(headers={"Forwarded": "for=192.0.2.99"}))
        self.assertFalse(self.has_room(headers={"X-Real-IP": "192.0.2.99"}))

    @override_settings(TRUSTED_PROXIES=1)
    def test_behind_a_proxy_of_ours_what_it_adds_counts_and_what_came_with_it_does_not(self):
        for number in range(20):
            forged = f"198.51.100.{number}, 192.0.2.1"
            self.send(name="Amina", headers={"X-Forwarded-For": forged})
        self.assertFalse(self.has_room(headers={"X-Forwarded-For": "203.0.113.5, 192.0.2.1"}))
        self.assertTrue(self.has_room(headers={"X-Forwarded-For": "192.0.2.1, 203.0.113.5"}))

    @override_settings(TRUSTED_PROXIES=2)
    def test_behind_two_the_one_before_the_last_counts(self):
        for number in range(20):
            chain = f"192.0.2.1, 10.0.0.{number}"
            self.send(name="Amina", headers={"X-Forwarded-For": chain})
        self.assertFalse(self.has_room(headers={"X-Forwarded-For": "192.0.2.1, 10.0.0.99"}))

    def test_an_address_may_be_nonsense(self):
        for address in ("", "unix:", "not an address", "::ffff:999.1.1.1", "1" * 500, "\xff"):
            with self.subTest(address):
                self.send(name="Amina", REMOTE_ADDR=address)


class TheKeyOfAnAddress(Limits):
    def test_one_network_of_ipv6_is_one_address(self):
        here, there = address_key("2001:db8:1:2::1"), address_key("2001:db8:1:2:ffff::9")
        self.assertEqual(here, there)
        self.assertNotEqual(here, address_key("2001:db8:1:3::1"))

    def test_ipv4_written_as_ipv6_is_the_same(self):
        self.assertEqual(address_key("::ffff:192.0.2.1"), address_key("192.0.2.1"))
        self.assertNotEqual(address_key("192.0.2.1"), address_key("192.0.2.2"))

    def test_it_cannot_be_made_without_our_secret(self):
        key = address_key("192.0.2.1")
        with override_settings(SECRET_KEY="another"):
            self.assertNotEqual(address_key("192.0.2.1"), key)

    def test_no_address_is_stored_anywhere(self):
        address = "203.0.113.77"
        self.send(name="Amina", REMOTE_ADDR=address)
        self.client.force_login(cast.reader())
        self.send(REMOTE_ADDR=address)
        self.client.get("/en/mine/", REMOTE_ADDR=address)
        cells = [
            str(value)
            for model in apps.get_models(include_auto_created=True)
            for row in model._base_manager.values_list()
            for value in row
        ]
        self.assertGreater(len(cells), 100)
        self.assertEqual([cell for cell in cells if address in cell], [])
        keys = list(Allowance.objects.filter(key__startswith="address:"))
        self.assertEqual(len(keys), 1)
        self.assertTrue(re.fullmatch(r"address:[0-9a-f]{40}", keys[0].key))

    def test_what_is_kept_of_it_goes_after_two_days(self):
        self.send(name="Amina")
        old = Allowance.objects.get().key
        self.later(days=3)
        self.send(name="Amina")
        self.assertFalse(Allowance.objects.filter(key=old).exists())


class Reading(Limits):
    def test_is_not_limited(self):
        for _ in range(60):
            self.assertEqual(self.client.get("/en/recent/").status_code, 200)
        self.assertEqual(Allowance.objects.count(), 0)

    def test_and_previews_take_nothing(self):
        browser = Client()
        address = f"/en/write/{self.recommendation.code}/"
        for _ in range(25):
            browser.get(address)
            browser.post(address, {"deed": "preview", "free": "x", "language": "en"})
        self.assertEqual(Allowance.objects.count(), 0)

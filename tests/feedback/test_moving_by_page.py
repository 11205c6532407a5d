"""The organisers' page of dates and the forms that move one."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from recommendations.models import DateMove, Milestone
from tests import cast, make

DATES = "/en/desk/organiser/dates/"
TODAY = datetime(2019, 9, 3, 12, tzinfo=UTC)
OPENED = datetime(2019, 8, 9, tzinfo=UTC)
CLOSES = datetime(2019, 9, 16, tzinfo=UTC)
REASON = "The translations came late."


class Forms(TestCase):
    def setUp(self):
        self.enterContext(time_machine.travel(TODAY, tick=False))
        self.iteration = make.iteration(opens_at=OPENED, closes_at=CLOSES)
        self.organiser = cast.organiser()
        self.client.force_login(self.organiser)

    def send(self, address, **over):
        """The form as it is shown, with what somebody typed over it."""
        form = self.client.get(address).context["form"]
        shown = {name: form[name].value() or "" for name in form.fields}
        return self.client.post(address, {**shown, "reason": REASON, **over})


class MovingAWindowByThePage(Forms):
    def setUp(self):
        super().setUp()
        self.address = f"{DATES}iterations/{self.iteration.number}/"

    def test_it_is_moved_and_said_on_the_page_of_dates(self):
        answer = self.send(self.address, closes_at="2019-10-01T12:00")
        self.assertRedirects(answer, DATES)
        self.iteration.refresh_from_db()
        self.assertEqual(self.iteration.closes_at, datetime(2019, 10, 1, 12, tzinfo=UTC))
        self.assertEqual(self.iteration.opens_at, OPENED)
        page = self.client.get(DATES)
        for words in ("1 October 2019, 12:00 UTC", "15 September 2019, 23:59 UTC", REASON):
            self.assertContains(page, words)

    def test_the_last_minute_of_a_day_is_shown_and_meant_as_its_end(self):
        self.assertContains(self.client.get(self.address), 'value="2019-09-15T23:59"')
        self.send(self.address, closes_at="2019-09-30T23:59")
        self.iteration.refresh_from_db()
        self.assertEqual(self.iteration.closes_at, datetime(2019, 10, 1, tzinfo=UTC))

    def test_what_is_wrong_is_said_at_its_field_and_nothing_is_moved(self):
        wrong = [
            {"closes_at": "2019-09-03T11:00"}, {"closes_at": "2019-08-01T00:00"}, {},
            {"opens_at": ""}, {"closes_at": "soon"},
            {"closes_at": "2019-10-01T12:00", "reason": "."},
        ]  # fmt: skip
        for over in wrong:
            with self.subTest(over):
                self.assertEqual(self.send(self.address, **over).status_code, 400)
        answer = self.send(self.address, closes_at="2019-09-03T11:00")
        self.assertIn("This moment is over", str(answer.context["form"].errors["closes_at"]))
        self.assertEqual(DateMove.objects.count(), 0)

    def test_of_two_moves_at_once_the_second_sees_the_first_and_can_send_again(self):
        form = self.client.get(self.address).context["form"]
        stale = {"opens_at": "2019-08-09T00:00", "closes_at": "2019-11-01T12:00",
                 "reason": REASON, "seen": form["seen"].value()}  # fmt: skip
        self.send(self.address, closes_at="2019-10-01T12:00")
        answer = self.client.post(self.address, stale)
        self.assertContains(answer, "Somebody moved this date", status_code=400)
        seen = answer.context["form"]["seen"].value()
        self.assertRedirects(self.client.post(self.address, {**stale, "seen": seen}), DATES)
        self.assertEqual(DateMove.objects.count(), 2)

    def test_a_nonsense_of_a_hidden_field_is_a_bad_form(self):
        answer = self.send(self.address, closes_at="2019-10-01T12:00", seen="x|y")
        self.assertEqual(answer.status_code, 400)

    def test_one_group_gets_other_dates(self):
        draft_set = make.draft_set(iteration=self.iteration)
        address = f"{DATES}sets/{draft_set.code}/"
        self.assertContains(self.client.get(address), "These are the dates of the iteration.")
        self.assertRedirects(self.send(address, closes_at="2019-10-01T12:00"), DATES)
        draft_set.refresh_from_db()
        self.assertEqual(draft_set.closes_at, datetime(2019, 10, 1, 12, tzinfo=UTC))
        self.assertContains(self.client.get(DATES), "1 October 2019, 12:00 UTC")


class MovingAMilestoneByThePage(Forms):
    def setUp(self):
        super().setUp()
        Milestone.objects.create(key="final", start="2019-11", status="planned", title_en="Final")
        self.address = f"{DATES}milestones/final/"

    def test_it_is_moved(self):
        self.assertContains(self.client.get(DATES), "November 2019")
        self.assertRedirects(self.send(self.address, start="2020-03", end="2020-05"), DATES)
        self.assertContains(self.client.get(DATES), "March 2020 to May 2020")

    def test_days_that_are_none_are_refused(self):
        for over in ({"start": "2020-02-31"}, {"start": "spring"}, {"start": ""}, {"end": "2018"}):
            with self.subTest(over):
                self.assertEqual(self.send(self.address, **over).status_code, 400)

    def test_what_took_place_is_not_listed_and_has_no_form(self):
        Milestone.objects.update(status="actual")
        self.assertNotContains(self.client.get(DATES), "November 2019")
        self.assertEqual(self.client.get(self.address).status_code, 404)


class ThePage(TestCase):
    def test_it_asks_as_much_for_nine_as_for_one(self):
        self.client.force_login(cast.organiser())

        def fill():
            iteration = make.iteration()
            make.draft_set(iteration=iteration)
            now = iteration.opens_at
            make.draft_set(iteration=iteration, opens_at=now, closes_at=now + timedelta(days=90))

        fill()
        self.client.get(DATES)
        with CaptureQueriesContext(connection) as one:
            self.client.get(DATES)
        for _ in range(8):
            fill()
        with self.assertNumQueries(len(one)):
            self.client.get(DATES)

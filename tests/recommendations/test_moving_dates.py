"""Moving a window or a milestone: the rules, the history, and the old date that stays shown."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.core.exceptions import ValidationError
from django.test import Client, TestCase

from accounts.languages import spoken
from recommendations.actions import move_milestone, move_window
from recommendations.models import DateMove, Milestone
from recommendations.models.iteration import Days, Window
from tests import cast, make

OPENED = datetime(2019, 8, 9, tzinfo=UTC)
CLOSES = datetime(2019, 9, 16, tzinfo=UTC)  # shown as 15 September, 23:59
LATER = datetime(2019, 10, 1, tzinfo=UTC)
TODAY = datetime(2019, 9, 3, 12, tzinfo=UTC)
REASON = "The translations came late."


def move(thing, opens_at=OPENED, closes_at=LATER, **over):
    over = {"seen": thing.window, "by": over.pop("by", None), "reason": REASON, **over}
    return move_window(thing, Window(opens_at, closes_at), **over)


class Moving(TestCase):
    def setUp(self):
        self.enterContext(time_machine.travel(TODAY, tick=False))
        self.iteration = make.iteration(opens_at=OPENED, closes_at=CLOSES)


class MovingAWindow(Moving):
    def test_the_new_dates_hold_and_the_old_ones_are_kept_with_the_reason(self):
        organiser = cast.organiser()

        move(self.iteration, by=organiser)

        self.iteration.refresh_from_db()
        self.assertEqual((self.iteration.opens_at, self.iteration.closes_at), (OPENED, LATER))
        kept = DateMove.objects.get()
        self.assertEqual(
            (kept.iteration, kept.by, kept.moved_at), (self.iteration, organiser, TODAY)
        )
        self.assertEqual((kept.old_closing, kept.new_closing), (CLOSES, LATER))
        self.assertEqual((kept.moves_start, kept.moves_end), (False, True))
        row = self.iteration.history.latest()
        self.assertEqual((row.history_change_reason, row.history_user), (REASON, organiser))

    def test_a_set_that_follows_its_iteration_gets_a_window_of_its_own(self):
        draft_set = make.draft_set(iteration=self.iteration)

        move(draft_set)

        draft_set.refresh_from_db()
        self.assertEqual(draft_set.closes_at, LATER)
        self.assertEqual(DateMove.objects.get().old_closing, CLOSES)
        self.iteration.refresh_from_db()
        self.assertEqual(self.iteration.closes_at, CLOSES)

    def test_what_cannot_be_is_refused_and_nothing_changes(self):
        wrong = {
            "opens_at": [(None, LATER)],
            "closes_at": [(OPENED, TODAY - timedelta(hours=1)), (LATER, CLOSES), (LATER, LATER)],
            "same": [(OPENED, CLOSES)],
        }
        for code, windows in wrong.items():
            for window in windows:
                with self.subTest(window), self.assertRaises(ValidationError) as refused:
                    move(self.iteration, *window)
                self.assertEqual(refused.exception.code, code)
        self.assertEqual(DateMove.objects.count(), 0)

    def test_a_date_that_somebody_else_moved_is_not_moved_over(self):
        seen = self.iteration.window
        move(self.iteration)
        with self.assertRaises(ValidationError) as refused:
            move(self.iteration, closes_at=LATER + timedelta(days=1), seen=seen)
        self.assertEqual(refused.exception.code, "overtaken")

    def test_it_needs_a_reason(self):
        with self.assertRaises(ValueError):
            move(self.iteration, reason=" ")

    def test_a_closed_window_opens_again_and_late_words_are_late_no_more(self):
        comment = make.comment(
            draft_set=make.draft_set(iteration=self.iteration), said_at=CLOSES + timedelta(days=1)
        )
        self.assertTrue(comment.is_late)
        with time_machine.travel(CLOSES + timedelta(days=2)):
            self.assertEqual(self.iteration.window.phase(), "closed")
            move(self.iteration)
            self.iteration.refresh_from_db()
            self.assertEqual(self.iteration.window.phase(), "open")
        self.assertFalse(type(comment).objects.get().is_late)


class TheOldDateOnThePages(Moving):
    def setUp(self):
        super().setUp()
        self.recommendation = make.recommendation(
            draft_set=make.draft_set(iteration=self.iteration, group=make.group(slug="diversity"))
        )
        self.pages = (
            "", "timeline/", "iterations/1/", "groups/diversity/", "iterations/1/diversity/1/",
            f"write/{self.recommendation.code}/",
        )  # fmt: skip

    def test_it_is_said_struck_through_with_the_day_and_the_reason_on_every_page(self):
        before = {page: self.client.get(f"/en/{page}") for page in self.pages}
        move(self.iteration)
        for page in self.pages:
            with self.subTest(page):
                tag = before[page].headers.get("ETag", "none")
                answer = Client().get(f"/en/{page}", headers={"If-None-Match": tag})
                self.assertContains(answer, "Open for feedback until")
                self.assertContains(answer, "30 September 2019, 23:59 UTC</time>")
                self.assertContains(answer, "The closing date was moved on 3 September 2019.")
                self.assertContains(answer, "15 September 2019, 23:59 UTC</time></del>")
                self.assertContains(answer, REASON)

    def test_in_arabic_too_with_the_reason_in_the_language_it_was_typed_in(self):
        with spoken("en"):
            move(self.iteration)
        answer = self.client.get("/ar/groups/diversity/")
        self.assertContains(answer, "15 سبتمبر 2019")
        self.assertContains(answer, "</time></del>")
        self.assertContains(answer, f'<span lang="en" dir="auto">{REASON}</span>')

    def test_a_set_with_a_window_of_its_own_shows_its_own_moves_only(self):
        move(self.recommendation.draft_set, reason="For this group only.")
        move(self.iteration, reason="For all the others.")
        for page in ("groups/diversity/", "iterations/1/diversity/1/"):
            answer = self.client.get(f"/en/{page}")
            self.assertContains(answer, "For this group only.", count=1)
            self.assertNotContains(answer, "For all the others.")

    def test_every_former_date_stays(self):
        move(self.iteration)
        self.iteration.refresh_from_db()
        move(self.iteration, closes_at=LATER + timedelta(days=5), reason="Once more.")
        answer = self.client.get("/en/iterations/1/")
        for words in ("15 September 2019", "30 September 2019", REASON, "Once more."):
            self.assertContains(answer, words)

    def test_nobody_is_named(self):
        move(self.iteration, by=cast.organiser(name="Olga Organises"))
        for page in self.pages:
            self.assertNotContains(self.client.get(f"/en/{page}"), "Olga Organises")


class MovingAMilestone(TestCase):
    def setUp(self):
        self.milestone = Milestone.objects.create(
            key="final", start="2019-11", status="planned", title_en="Final text"
        )

    def move(self, start, end="", **over):
        seen = over.pop("seen", Days(self.milestone.start, self.milestone.end))
        days = Days(start, end)
        return move_milestone(self.milestone, days, seen=seen, by=None, reason=REASON, **over)

    def test_the_timeline_shows_both_dates_and_the_reason(self):
        before = self.client.get("/en/timeline/")
        self.move("2020-03", "2020-05-15")
        answer = self.client.get("/en/timeline/", headers={"If-None-Match": before.headers["ETag"]})
        for words in ("March 2020 to 15 May 2020", "<del>November 2019</del>", REASON):
            self.assertContains(answer, words)

    def test_what_took_place_is_not_moved(self):
        Milestone.objects.update(status="actual")
        with self.assertRaises(ValidationError):
            self.move("2020-03")

    def test_the_end_comes_after_the_beginning(self):
        with self.assertRaises(ValidationError):
            self.move("2020-03-05", "2020-02")
        self.move("2020-03-05", "2020-03")

    def test_it_is_not_moved_over_another_move(self):
        self.move("2020-03")
        with self.assertRaises(ValidationError):
            self.move("2020-04", seen=Days("2019-11"))

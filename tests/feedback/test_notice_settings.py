"""All that somebody follows and all their letters, on one page."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import Follow
from tests import cast, make

PAGE = "/en/settings/notices/"
WISHES = {"replies_frequency": "at-once", "mails_on_decisions": "on", "mails_on_dates": "on"}


class ChoosingLetters(TestCase):
    def setUp(self):
        self.anna = cast.with_address("anna@example.org", name="Anna")
        self.client = cast.client_of(self.anna)

    def follow_things(self):
        comment = make.comment()
        things = (comment.recommendation, comment.draft_set.group, comment, "ja")
        return [cast.follow(self.anna, thing, frequency="daily") for thing in things]

    def frequencies(self):
        return list(Follow.objects.order_by("pk").values_list("frequency", flat=True))

    def test_all_letters_are_wanted_until_somebody_says_otherwise(self):
        page = self.client.get(PAGE)
        self.assertContains(page, 'value="at-once" selected')
        self.assertContains(page, " checked", 2)

    def test_letters_about_ones_own_words_are_chosen(self):
        for wishes in (("weekly", False, True), ("portal", True, False), ("at-once", False, False)):
            frequency, *boxes = wishes
            sent = {"replies_frequency": frequency}
            names = ("mails_on_decisions", "mails_on_dates")
            sent |= {name: "on" for name, is_wanted in zip(names, boxes, strict=True) if is_wanted}
            self.assertRedirects(self.client.post(PAGE, sent), PAGE)
            self.anna.refresh_from_db()
            anna = self.anna
            self.assertEqual(
                (anna.replies_frequency, anna.mails_on_decisions, anna.mails_on_dates), wishes
            )

    def test_everything_followed_stands_there_by_its_name(self):
        self.follow_things()
        page = self.client.get(PAGE)
        for shown in (make.TITLE, "Group 1", "日本語", "Thread", "Working group"):
            self.assertContains(page, shown)

    def test_each_can_be_changed_or_ended_alone(self):
        follows = self.follow_things()
        change = {f"follow-{follows[0].pk}": "weekly", f"follow-{follows[1].pk}": "end"}
        self.client.post(PAGE, WISHES | change)
        self.assertEqual(self.frequencies(), ["weekly", "daily", "daily"])

    def test_what_was_not_in_the_form_stays(self):
        self.follow_things()
        self.client.post(PAGE, WISHES)
        self.assertEqual(self.frequencies(), ["daily"] * 4)

    def test_nobody_changes_what_others_follow(self):
        follow = cast.follow(cast.reader(), "fr")
        self.client.post(PAGE, {**WISHES, f"follow-{follow.pk}": "end"})
        self.assertEqual(self.frequencies(), ["at-once"])

    def test_nonsense_is_refused(self):
        [follow, *_] = self.follow_things()
        for over in ({"replies_frequency": "hourly"}, {f"follow-{follow.pk}": "hourly"}):
            self.assertEqual(self.client.post(PAGE, WISHES | over).status_code, 400)
        self.assertEqual(self.frequencies(), ["daily"] * 4)

    def test_what_can_no_longer_be_read_is_named_by_its_id_alone(self):
        [follow, *_] = self.follow_things()
        thing = make.comment().recommendation
        Follow.objects.filter(pk=follow.pk).update(key=thing.code)
        thing.draft_set.published_at = None
        thing.draft_set.save()
        page = self.client.get(PAGE)
        self.assertContains(page, "You can no longer read this.")
        self.assertContains(page, thing.code)

    def test_the_page_says_where_letters_go(self):
        self.assertContains(self.client.get(PAGE), "Letters go to <bdi>anna@example.org</bdi>.")
        without = cast.client_of(cast.reader())
        self.assertContains(without.get(PAGE), "No letters are sent")
        self.assertContains(without.get(PAGE), "You follow nothing yet.")

    def test_it_asks_as_much_for_nine_as_for_one(self):
        cast.follow(self.anna, make.recommendation())
        with CaptureQueriesContext(connection) as one:
            self.client.get(PAGE)
        for _ in range(8):
            cast.follow(self.anna, make.recommendation())
        with self.assertNumQueries(len(one)):
            self.client.get(PAGE)

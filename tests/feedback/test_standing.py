"""Authors say whether their points still stand: keep, settled, or said anew."""

import uuid

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import Comment, Standing, Visibility
from tests import cast, make

ADDRESS = "/en/mine/standing/"
PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


class Asked(TestCase):
    def setUp(self):
        group = make.group(slug="diversity", code="DV")
        old = make.draft_set(group=group, iteration=make.iteration(number=1))
        self.new = make.draft_set(group=group, iteration=make.iteration(number=2))
        self.earlier = make.recommendation(draft_set=old)
        self.later = make.recommendation(draft_set=self.new)
        make.lineage(earlier=self.earlier, later=self.later)
        self.author = cast.reader()
        self.browser = cast.client_of(self.author)
        self.point = self.ask()

    def ask(self, **over):
        over.setdefault("recommendation", self.earlier)
        comment = make.comment(author=self.author, body="My *point*.", **over)
        return make.standing(comment=comment, draft_set=self.new)

    def say(self, choice, point=None, browser=None):
        values = {"standing": (point or self.point).pk, "choice": choice}
        return (browser or self.browser).post(ADDRESS, values)

    def choice(self):
        self.point.refresh_from_db()
        return self.point.choice

    def earlier_page(self):
        return self.client.get("/en/iterations/2/diversity/1/earlier/")


class Answering(Asked):
    def test_it_still_stands(self):
        self.assertRedirects(self.say("keep"), ADDRESS)
        self.assertEqual(self.choice(), "keep")
        self.assertIsNotNone(self.point.answered_at)
        self.assertContains(self.earlier_page(), "Its author says it still stands")

    def test_settled_hides_nothing(self):
        before = self.earlier_page()
        self.say("withdraw")
        tag = {"If-None-Match": before.headers["ETag"]}
        after = self.client.get("/en/iterations/2/diversity/1/earlier/", headers=tag)
        self.assertContains(after, "Its author says it is settled")
        self.assertContains(after, "My <em>point</em>.")
        self.assertEqual(Comment.objects.get().visibility, Visibility.PUBLIC)

    def test_it_can_be_changed(self):
        self.say("withdraw")
        self.say("keep")
        self.assertEqual(self.choice(), "keep")

    def test_nobody_answers_for_another(self):
        answer = self.say("withdraw", browser=cast.client_of(cast.reader()))
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.choice(), "asked")

    def test_other_answers_are_refused(self):
        for choice in ("anew", "asked", "nonsense", ""):
            self.assertEqual(self.say(choice).status_code, 400)

    def test_of_what_was_hidden_meanwhile_nothing_is_asked(self):
        Comment.objects.update(visibility=Visibility.HIDDEN)
        self.assertNotContains(self.browser.get(ADDRESS), "My <em>point</em>.")
        self.assertEqual(self.say("keep").status_code, 404)


class SayingItAnew(Asked):
    def address(self, point=None):
        return f"{ADDRESS}{(point or self.point).pk}/anew/{self.later.code}/"

    def send(self, **over):
        revision = self.later.history.latest().history_id
        return self.browser.post(self.address(), {
            "deed": "send", "key": uuid.uuid4(), "free": "My new point.", "language": "en",
            "read_language": "en", "read_revision": revision, "visibility": "public",
            "with_account": "True", **over,
        })  # fmt: skip

    def test_the_composer_begins_with_the_old_words(self):
        self.assertContains(self.browser.get(self.address()), "&gt; My *point*.")

    def test_and_with_the_choice_of_readers_that_was_made(self):
        point = self.ask(**PRIVATE)
        page = self.browser.get(self.address(point))
        self.assertContains(page, 'value="group" id="id_visibility_2" checked')

    def test_the_new_words_are_linked_and_the_old_ones_stay(self):
        self.assertEqual(self.send().status_code, 302)
        self.assertEqual(self.choice(), "anew")
        self.assertEqual(self.point.said_anew.recommendation, self.later)
        self.assertEqual(self.point.said_anew.body, "My new point.")
        self.assertContains(self.earlier_page(), f"Said anew: <bdi>{self.later.code}#1</bdi>")
        self.assertContains(self.earlier_page(), "My <em>point</em>.")

    def test_private_new_words_are_not_given_away(self):
        self.send(visibility="group")
        self.assertEqual(self.choice(), "anew")
        self.assertNotContains(self.earlier_page(), f"{self.later.code}#1")

    def test_the_same_send_twice_is_one(self):
        key = uuid.uuid4()
        for _ in range(2):
            self.send(key=key)
        self.assertEqual(Comment.objects.filter(recommendation=self.later).count(), 1)

    def test_after_that_the_old_point_is_not_settled_any_more(self):
        self.send()
        self.say("withdraw")
        self.assertEqual(self.choice(), "anew")

    def test_only_on_what_came_of_it(self):
        other = make.recommendation(draft_set=self.new)
        address = f"{ADDRESS}{self.point.pk}/anew/{other.code}/"
        self.assertEqual(self.browser.get(address).status_code, 404)

    def test_nobody_else_does(self):
        stranger = cast.client_of(cast.reader())
        self.assertEqual(stranger.get(self.address()).status_code, 404)


class ThePage(Asked):
    def test_it_asks_as_much_for_nine_as_for_one(self):
        self.ask(part=make.part(recommendation=self.earlier))
        self.browser.get(ADDRESS)
        with CaptureQueriesContext(connection) as one:
            self.browser.get(ADDRESS)
        for _ in range(8):
            self.ask(part=make.part(recommendation=self.earlier))
        with self.assertNumQueries(len(one)):
            self.browser.get(ADDRESS)

    def test_what_has_no_answer_comes_first(self):
        self.say("keep")
        open_ = self.ask()
        points = self.browser.get(ADDRESS).context["points"]
        self.assertEqual([each.standing for each in points], [open_, self.point])

    def test_without_a_question_it_says_what_will_come(self):
        Standing.objects.all().delete()
        self.assertContains(self.browser.get(ADDRESS), "You are asked nothing.")

"""My contributions: each with its state, the reasons of liaisons, and the replies."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions.moderate import decide
from feedback.models import Decision, Visibility
from tests import cast, make

PAGE = "/en/mine/"


class MyContributions(TestCase):
    def setUp(self):
        self.thing = make.recommendation()
        self.anna = cast.reader(name="Anna")
        self.client = cast.client_of(self.anna)

    def say(self, **over):
        return make.comment(author=self.anna, recommendation=self.thing, **over)

    def test_each_state_is_told_in_words(self):
        for visibility in Visibility.values:
            self.say(visibility=visibility)
        page = self.client.get(PAGE)
        for words in (
            "Public, with name", "Public, without name", "For liaisons and the working group only",
            "Waiting for a liaison", "A liaison reads it first. Then it appears.",
            "Hidden by a liaison", "Withdrawn by its author",
        ):  # fmt: skip
            self.assertContains(page, words)

    def test_the_reason_for_hiding_is_told(self):
        hide = Decision.Kind.HIDE
        decide(self.say(), hide, by=cast.organiser(), rule=make.rule(), reason="It names a child.")
        self.assertContains(self.client.get(PAGE), "It names a child.")

    def test_replies_that_anyone_can_read_are_counted(self):
        comment = self.say()
        self.assertNotContains(self.client.get(PAGE), "1 reply")
        make.comment(parent=comment)
        make.comment(parent=comment, visibility="hidden")
        self.assertContains(self.client.get(PAGE), ">1 reply</a>")
        make.comment(parent=comment)
        self.assertContains(self.client.get(PAGE), ">2 replies</a>")

    def test_an_empty_list_says_what_to_do(self):
        page = self.client.get(PAGE)
        self.assertContains(page, "You have not written anything yet.")
        self.assertContains(page, "Choose a recommendation")
        self.assertNotContains(page, "My public page")

    def test_it_leads_to_the_page_that_others_see(self):
        self.say(visibility="waiting")
        self.assertNotContains(self.client.get(PAGE), "/en/people/")
        self.say()
        self.assertContains(self.client.get(PAGE), 'href="/en/people/Anna/"')
        self.assertContains(self.client.get("/en/accounts/"), 'href="/en/people/Anna/"')
        self.assertContains(self.client.get("/en/people/Anna/"), "So others see you.")

    def test_nine_cost_as_many_queries_as_one(self):
        self.make_decided()
        with CaptureQueriesContext(connection) as one:
            self.client.get(PAGE)
        for _ in range(8):
            self.make_decided()
        with self.assertNumQueries(len(one)):
            self.client.get(PAGE)

    def make_decided(self):
        """Words of one's own with a reply and a decision, on a part of a recommendation."""
        decided = make.comment(author=self.anna, part=make.part())
        make.comment(parent=decided)
        by, hide = cast.organiser(), Decision.Kind.HIDE
        decide(decided, hide, by=by, rule=make.rule(), reason="So it is.")

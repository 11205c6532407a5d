"""Near-identical contributions are found in the background, and bundled when somebody confirms."""

from django.db import connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions.look_alike import ask_for_search, search_for_alike
from feedback.actions.moderate import decide
from feedback.look_alike import near_identical
from feedback.models import AlikeProposal, AlikeSearch, Comment, Decision, Outbox
from feedback.models.rule import IN_ORDER
from tests import cast, make

TEXT = (
    "Please keep all licences free. Whoever reads, copies or prints our articles must be allowed "
    "to do so without asking anybody, in every country, for every purpose, today and tomorrow."
)
OTHER = (
    "My village has no reliable connection, so printed books and local copies on a small computer "
    "are the only way in which pupils here can use what volunteers write elsewhere."
)


class WhatIsNearlyTheSame(SimpleTestCase):
    def found(self, *texts):
        return near_identical({number: text.lower().split() for number, text in enumerate(texts)})

    def test_a_text_with_a_greeting_or_a_changed_word(self):
        (bundle,) = self.found(TEXT, OTHER, f"Hello! {TEXT} Thanks", TEXT.replace("free", "open"))
        self.assertEqual((bundle.head, sorted(bundle.members)), (0, [2, 3]))

    def test_texts_of_their_own_are_left_alone(self):
        self.assertEqual(self.found(TEXT, OTHER), [])

    def test_short_words_are_no_campaign(self):
        self.assertEqual(self.found("I agree", "I agree", "I agree"), [])


class Desk(TestCase):
    @classmethod
    def setUpTestData(cls):
        make.rule(IN_ORDER)
        cls.draft_set = make.draft_set(group=make.group(slug="diversity"))
        cls.recommendation = make.recommendation(draft_set=cls.draft_set)
        cls.member = cast.member("diversity")
        cls.address = "/en/desk/groups/diversity/alike/"

    def setUp(self):
        self.browser = cast.client_of(self.member)

    def said(self, body=TEXT, **over):
        return make.comment(recommendation=self.recommendation, body=body, **over)

    def search(self):
        return search_for_alike(ask_for_search(self.draft_set).pk)

    def members(self):
        return {each.comment for each in AlikeProposal.objects.get(state="open").proposed.all()}


class Searching(Desk):
    def test_it_runs_in_the_background_and_twice_is_once(self):
        self.said(), self.said(f"{TEXT} Yes!")
        self.browser.post(f"{self.address}search/")
        row = Outbox.objects.get(task="feedback.look_for_alike")
        self.assertEqual(AlikeProposal.objects.count(), 0)
        self.assertEqual(search_for_alike(row.row_id), 1)
        self.assertEqual(search_for_alike(row.row_id), 0)
        self.assertEqual(AlikeSearch.objects.get().compared, 2)
        self.assertEqual(AlikeProposal.objects.count(), 1)

    def test_hidden_and_private_words_and_those_on_other_texts_are_not_compared(self):
        self.said()
        self.said(visibility="hidden"), self.said(visibility="group", chosen_visibility="group")
        make.comment(draft_set=self.draft_set, body=TEXT)
        self.assertEqual(self.search(), 0)

    def test_the_earliest_stands_above(self):
        first, second, third = self.said(), self.said(), self.said()
        self.search()
        self.assertEqual(AlikeProposal.objects.get().head, first)
        self.assertEqual(self.members(), {second, third})


class Deciding(Desk):
    def confirm(self, *comments, deed="confirm"):
        proposal = AlikeProposal.objects.get(state="open")
        items = [f"{each.slug}:{each.version}" for each in comments]
        sent = {"deed": deed, "item": items, "reason": "One text."}
        return self.browser.post(f"{self.address}{proposal.pk}/", sent, follow=True)

    def test_it_is_shown_as_one_text_with_its_senders(self):
        author = cast.reader()
        self.said(), self.said(author=author), self.said(author=author)
        self.search()
        self.assertContains(self.browser.get(self.address), "1 text, 2 senders")

    def test_what_is_ticked_is_put_under_the_first_and_stays(self):
        first, second, third = self.said(), self.said(), self.said()
        self.search()
        self.assertContains(self.confirm(second), "1 contribution was put under")
        self.assertEqual(list(first.said_alike.all()), [second])
        self.assertEqual(Decision.objects.get().by, self.member)
        self.assertEqual(Comment.objects.readable().count(), 3)
        self.assertNotContains(self.browser.get(self.address), third.short_id)

    def test_new_copies_are_proposed_under_the_same_first(self):
        first, second = self.said(), self.said()
        self.search()
        self.confirm(second)
        late = self.said(f"{TEXT} Late.")
        self.search()
        self.assertEqual(AlikeProposal.objects.get(state="open").head, first)
        self.assertEqual(self.members(), {late})

    def test_what_was_refused_is_not_proposed_again(self):
        self.said(), self.said()
        self.search()
        self.confirm(deed="refuse")
        self.assertEqual(self.search(), 0)

    def test_words_that_were_changed_meanwhile_stop_it(self):
        first, second = self.said(), self.said()
        self.search()
        Comment.objects.filter(pk=second.pk).update(version=2)
        self.assertContains(self.confirm(second), "nothing was done")
        self.assertFalse(first.said_alike.exists())

    def test_nobody_bundles_their_own_words(self):
        first, own = self.said(), self.said(author=self.member)
        self.search()
        self.confirm(own)
        self.assertFalse(first.said_alike.exists())

    def test_hidden_words_leave_the_page(self):
        self.said()
        second = self.said(f"{TEXT} Secret.")
        self.search()
        liaison = cast.organiser()
        decide(second, Decision.Kind.HIDE, by=liaison, rule=make.rule(), reason="A rule.")
        self.assertNotContains(self.browser.get(self.address), "Secret.")

    def test_other_groups_have_no_say(self):
        self.said(), self.said()
        self.search()
        self.browser = cast.client_of(cast.member(make.group()))
        self.assertEqual(self.confirm(deed="refuse").status_code, 404)

    def test_as_many_questions_for_nine_as_for_one(self):
        self.said(), self.said()
        self.search()
        with CaptureQueriesContext(connection) as one:
            self.browser.get(self.address)
        for _ in range(8):
            self.said()
        self.search()
        with self.assertNumQueries(len(one)):
            self.browser.get(self.address)

"""An appeal that is right takes its decision back: each kind by a decision of its own."""

from django.test import TestCase

from feedback.actions.appeal import answer
from feedback.actions.redact import MARK
from feedback.actions.refile import NewPlace
from feedback.models import Appeal, Block, Comment, Decision
from tests import cast, make

from .appealing import appeal
from .deciding import decided

Kind = Decision.Kind


class TakingADecisionBack(TestCase):
    def setUp(self):
        part = make.part()
        self.comment = make.comment(part=part, body="One two three.", language="ar")
        self.other = make.comment()

    def decide(self, kind, **particulars):
        return decided(self.comment, kind, **particulars)

    def overturn(self, decision):
        asked = appeal(decision=Decision.objects.get(pk=decision.pk))
        answer(
            asked,
            Appeal.State.OVERTURNED,
            by=cast.organiser(),
            rule=make.rule("in-order"),
            reason="A mistake of ours.",
        )
        return list(Decision.objects.order_by("pk").values_list("kind", flat=True))

    def now(self):
        return Comment.objects.get(pk=self.comment.pk)

    def test_a_passage_comes_back_and_another_one_stays_out(self):
        first = self.decide(Kind.REDACT, passage="One")
        second = self.decide(Kind.REDACT, passage="three")

        self.assertEqual(self.overturn(first), ["redact", "redact", "restore"])
        self.assertEqual(self.now().body, f"One two {MARK}.")
        self.overturn(second)
        self.assertEqual(self.now().body, "One two three.")

    def test_a_passage_of_hidden_words_comes_back_and_they_stay_hidden(self):
        decision = self.decide(Kind.REDACT, passage="One")
        self.decide(Kind.HIDE)

        self.overturn(decision)

        self.assertEqual((self.now().body, self.now().visibility), ("One two three.", "hidden"))

    def test_words_go_back_to_where_they_were(self):
        before = (self.comment.recommendation, self.comment.part)
        target = self.other.recommendation

        kinds = self.overturn(self.decide(Kind.MOVE, place=NewPlace(target)))

        self.assertEqual(kinds, ["move", "move"])
        self.assertEqual((self.now().recommendation, self.now().part), before)
        self.assertEqual(self.now().filed_from, "")

    def test_words_that_were_filed_once_more_stay_there(self):
        third = make.recommendation()
        decision = self.decide(Kind.MOVE, place=NewPlace(self.other.recommendation))
        self.decide(Kind.MOVE, place=NewPlace(third))

        self.overturn(decision)

        self.assertEqual(self.now().recommendation, third)

    def test_the_mark_is_taken_away(self):
        kinds = self.overturn(self.decide(Kind.DUPLICATE, other=self.other))

        self.assertEqual((kinds, self.now().same_as), (["duplicate", "unbundle"], None))

    def test_a_block_ends(self):
        kinds = self.overturn(self.decide(Kind.BLOCK, days=7))

        self.assertEqual(kinds, ["block", "unblock"])
        self.assertFalse(Block.objects.get().is_in_force)

    def test_of_a_warning_the_answer_is_all_there_is(self):
        self.assertEqual(self.overturn(self.decide(Kind.WARN)), ["warn"])
        self.assertEqual(Appeal.objects.get().state, "overturned")

    def test_a_blocked_person_appeals(self):
        decision = self.decide(Kind.BLOCK, days=7)
        browser = cast.client_of(self.comment.author)
        address = f"/en/appeals/{decision.pk}/"

        told = browser.get(f"/en/c/{self.other.slug}/reply/")
        self.assertContains(told, address, status_code=403)
        browser.post(address, {"words": "Why me?", "language": "en"})

        self.assertEqual(Appeal.objects.get().words, "Why me?")

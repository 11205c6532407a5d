"""Contributions that say nearly the same, bundled by hand under one: count and people are kept."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.alike import Alike, said_alike
from feedback.models import Comment, Decision, Rule
from feedback.starter_rules import add_starter_rules
from tests import cast, make


class Bundling(TestCase):
    @classmethod
    def setUpTestData(cls):
        add_starter_rules()
        cls.recommendation = make.recommendation()
        cls.head = make.statement(recommendation=cls.recommendation, wording="summary")
        author = cast.reader(name="Twice")
        cls.others = [
            make.comment(recommendation=cls.recommendation, author=author),
            make.comment(recommendation=cls.recommendation, author=author),
            make.comment(recommendation=cls.recommendation, name="Guest"),
            make.statement(recommendation=cls.recommendation),
        ]
        cls.liaison = cast.liaison("en", name="Lina")
        cls.address = f"/en/c/{cls.head.slug}/bundle/"

    def setUp(self):
        cache.clear()

    def bundle(self, *comments, by=None, **over):
        chosen = [f"{comment.slug}:{comment.version}" for comment in comments]
        sent = {"chosen": chosen, "ids": "", "reason": "All ask for the same.", **over}
        return cast.client_of(by or self.liaison).post(self.address, sent)

    def under(self):
        return set(Comment.objects.filter(same_as=self.head))

    def test_several_at_once_each_with_a_decision(self):
        self.bundle(*self.others)
        self.assertEqual(self.under(), set(self.others))
        decisions = Decision.objects.filter(kind=Decision.Kind.BUNDLE)
        self.assertEqual(
            {(each.comment, each.other, each.by, each.reason) for each in decisions},
            {(each, self.head, self.liaison, "All ask for the same.") for each in self.others},
        )

    def test_keeps_count_and_people_and_statements_on_their_own(self):
        self.bundle(*self.others)
        self.assertEqual(said_alike([self.head]), {self.head.pk: Alike(3, 2, 1)})
        page = self.client.get(f"/en/c/{self.head.slug}/")
        self.assertContains(page, "3 contributions (people: 2) say nearly the same")
        self.assertContains(page, "1 statement from elsewhere says nearly the same")
        listed = self.client.get(f"/en/c/{self.head.slug}/alike/")
        for comment in self.others:
            self.assertContains(listed, comment.short_id)

    def test_by_a_short_id_from_another_text(self):
        far = make.comment()
        self.bundle(ids=far.short_id)
        self.assertEqual(self.under(), {far})

    def test_has_one_head(self):
        first, second, third, _statement = self.others
        Comment.objects.filter(pk=first.pk).update(same_as=second)
        answer = self.bundle(second)
        self.assertContains(answer, "has contributions under it", status_code=409)
        self.assertEqual(self.under(), set())
        Comment.objects.filter(pk=self.head.pk).update(same_as=third)
        answer = cast.client_of(self.liaison).get(self.address)
        self.assertEqual(answer.headers["Location"], f"/en/c/{third.slug}/bundle/")

    def test_all_or_none_when_one_was_changed_since(self):
        Comment.objects.filter(pk=self.others[1].pk).update(version=2)
        answer = self.bundle(*self.others)
        self.assertContains(answer, "so nothing was done", status_code=409)
        self.assertEqual(self.under(), set())

    def test_needs_a_reason_and_something_chosen(self):
        self.assertEqual(self.bundle(*self.others, reason="").status_code, 400)
        self.assertEqual(self.bundle().status_code, 400)
        self.assertEqual(self.under(), set())

    def test_takes_only_what_this_liaison_may_decide_on(self):
        foreign = make.comment(recommendation=self.recommendation, language="ar")
        self.bundle(foreign)
        answer = self.bundle(ids=foreign.short_id)
        self.assertEqual((answer.status_code, self.under()), (400, set()))
        self.assertEqual(self.bundle(*self.others, by=cast.reader()).status_code, 403)

    def test_is_undone_like_any_decision(self):
        self.bundle(self.others[0])
        sent = {
            "kind": "unbundle", "rule": Rule.objects.get(key="one-voice").key, "version": 1,
            "reason": "It says more.",
        }  # fmt: skip
        cast.client_of(self.liaison).post(f"/en/c/{self.others[0].slug}/decide/", sent)
        self.assertEqual(self.under(), set())

    def test_asks_as_much_for_nine_as_for_one(self):
        asked = self.queries()
        for _ in range(8):
            make.comment(recommendation=self.recommendation)
        self.assertEqual(self.queries(), asked)

    def queries(self):
        browser = cast.client_of(self.liaison)
        with CaptureQueriesContext(connection) as asked:
            self.assertEqual(browser.get(self.address).status_code, 200)
        return len(asked)

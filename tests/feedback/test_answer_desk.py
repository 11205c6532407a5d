"""The room of a group's desk in which answers are written, reviewed and published."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import Answer, AnswerChange, Comment, Outcome
from tests import cast, make
from tests.feedback.answering import drafted, handed_in, published
from tests.feedback.test_outcomes import later_text

DESK = "/en/desk/groups/diversity/answers/"


class OnTheDesk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity", name_en="Diversity")
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        cls.comment = make.comment(recommendation=cls.recommendation, body="We need time.")
        cls.member = cast.member(cls.group, name="Mem")
        cls.second = cast.member(cls.group, name="Second")

    def setUp(self):
        cache.clear()
        self.browser = cast.client_of(self.member)

    def item(self, comment=None):
        comment = comment or self.comment
        return f"{comment.slug}:{comment.version}"

    def send(self, address, deed, *, by=None, **sent):
        browser = cast.client_of(by) if by else self.browser
        return browser.post(address, {"deed": deed, **sent})

    def words(self, **over):
        number = self.recommendation.draft_set.iteration.number
        return {
            "outcome": "taken-up", "reason": "Done.", "language": "en", "iteration": number, **over
        }  # fmt: skip


class Drafting(OnTheDesk):
    def test_what_was_ticked(self):
        page = self.browser.post(f"{DESK}new/", {"item": self.item()})
        self.assertContains(page, "We need time.")
        self.send(f"{DESK}new/", "draft", item=self.item(), **self.words())
        answer = Answer.objects.get()
        self.assertEqual((answer.reason_en, answer.drafted_by), ("Done.", self.member))
        self.assertEqual(set(answer.contributions.all()), {self.comment})

    def test_from_a_link_to_one(self):
        page = self.browser.get(f"{DESK}new/", {"item": self.item()})
        self.assertContains(page, self.comment.short_id)

    def test_all_that_the_filter_finds(self):
        make.comment(recommendation=self.recommendation, language="fr")
        at = "2100-01-01T00:00:00Z"
        chosen = {"all": "on", "filter": "language=en", "at": at}
        self.send(f"{DESK}new/", "draft", **chosen, **self.words())
        self.assertEqual(set(Answer.objects.get().contributions.all()), {self.comment})

    def test_nothing_chosen_leads_back_to_the_list(self):
        self.assertRedirects(
            self.browser.post(f"{DESK}new/"), "/en/desk/groups/diversity/",
        )  # fmt: skip

    def test_says_what_was_edited_since_it_was_read(self):
        Comment.objects.filter(pk=self.comment.pk).update(version=2)
        page = self.browser.post(f"{DESK}new/", {"item": f"{self.comment.slug}:1"})
        self.assertContains(page, "Edited since you read it")

    def test_passing_on_needs_a_group(self):
        words = self.words(outcome=Outcome.PASSED_ON)
        page = self.send(f"{DESK}new/", "draft", item=self.item(), **words)
        self.assertContains(page, "Choose the group", status_code=400)
        other = make.group(slug="other")
        self.send(f"{DESK}new/", "draft", item=self.item(), **words, passed_to="other")
        self.assertEqual(Answer.objects.get().passed_to, other)

    def test_or_an_older_answer_takes_them_up(self):
        answer = drafted(self.comment)
        late = make.comment(recommendation=self.recommendation)
        self.send(f"{DESK}new/", "add", item=self.item(late), **{"to-answer": answer.pk})
        self.assertEqual(set(answer.contributions.all()), {self.comment, late})

    def test_not_on_another_groups_desk(self):
        make.group(slug="other")
        answer = self.browser.get("/en/desk/groups/other/answers/new/")
        self.assertEqual(answer.status_code, 404)


class Working(OnTheDesk):
    def setUp(self):
        super().setUp()
        self.answer = drafted(self.comment, by=self.member)
        self.address = f"{DESK}{self.answer.pk}/"

    def current(self):
        return Answer.objects.get(pk=self.answer.pk)

    def deed(self, deed, *, version=None, **over):
        version = version or self.current().version
        return self.send(self.address, deed, version=version, **over)

    def test_stores_another_wording(self):
        self.deed("save", outcome="partly", reason="Half.")
        self.assertEqual((self.current().outcome, self.current().reason_en), ("partly", "Half."))

    def test_a_conflict_shows_both_texts_and_keeps_the_losers(self):
        version = self.current().version
        self.deed("save", outcome="partly", reason="First.")
        page = self.deed("save", version=version, outcome="partly", reason="Second.")
        self.assertContains(page, "First.", status_code=409)
        self.assertContains(page, "Second.", status_code=409)
        self.assertEqual(self.current().reason_en, "First.")

    def test_a_preview_stores_nothing(self):
        page = self.deed("preview", outcome="partly", reason="*Half*.")
        self.assertContains(page, "<em>Half</em>")
        self.assertEqual(self.current().outcome, "taken-up")

    def test_draft_review_publish_by_two_members(self):
        self.deed("hand-in")
        review = f"{self.address}review/"
        page = self.browser.get(review)
        self.assertContains(page, "somebody else publishes it")
        self.assertContains(page, "Second")
        version = self.current().version
        self.assertEqual(self.send(review, "publish", version=version).status_code, 403)
        page = self.send(review, "publish", by=self.second, version=version)
        self.assertRedirects(page, f"/en/answers/{self.answer.pk}/")
        self.assertTrue(self.current().is_published)

    def test_says_when_nobody_else_could_publish_it(self):
        self.second.assignments.all().delete()
        self.answer.drafted_by.assignments.exclude(user=self.member).delete()
        self.assertContains(self.browser.get(f"{self.address}review/"), "Nobody else works")

    def test_links_a_changed_text(self):
        part = later_text(self.comment)
        text = f"{part.recommendation.code}:{part.key}"
        self.deed("link", **{"link-text": text, "link-quote": "a review"})
        change = AnswerChange.objects.get()
        self.assertEqual((change.part, change.quote), (part, "a review"))
        wrong = self.deed("link", **{"link-text": text, "link-quote": "nothing of it"})
        self.assertContains(wrong, "do not stand in the new text", status_code=400)
        self.deed("unlink", change=change.pk)
        self.assertFalse(AnswerChange.objects.exists())

    def test_takes_contributions_out(self):
        other = make.comment(recommendation=self.recommendation)
        answer = drafted(self.comment, other, by=self.member)
        sent = {"version": answer.version, "comment": other.slug}
        self.send(f"{DESK}{answer.pk}/", "take-out", **sent)
        self.assertEqual(set(answer.contributions.all()), {self.comment})

    def test_throws_a_draft_away(self):
        self.deed("discard")
        self.assertFalse(Answer.objects.exists())

    def test_a_published_one_asks_why_it_is_changed(self):
        self.answer = published(self.comment, by=self.member)
        self.address = f"{DESK}{self.answer.pk}/"
        page = self.deed("save", outcome="partly", reason="Half.")
        self.assertEqual(page.status_code, 400)
        self.deed("save", outcome="partly", reason="Half.", because="A number was wrong.")
        self.assertEqual(self.current().reason_en, "Half.")

    def test_nothing_happens_at_another_groups_address(self):
        make.group(slug="other")
        address = f"/en/desk/groups/other/answers/{self.answer.pk}/"
        page = self.send(address, "discard", by=cast.organiser(), version=self.current().version)
        self.assertEqual(page.status_code, 404)


class Translating(OnTheDesk):
    def test_a_translator_says_it_in_the_language_of_the_page(self):
        answer = published(self.comment, by=self.member)
        browser = cast.client_of(cast.translator("fr"))
        address = f"/fr/answers/{answer.pk}/translate/"
        browser.post(address, {"version": answer.version, "text": "C'est fait."})
        answer.refresh_from_db()
        self.assertEqual(answer.reason_fr, "C'est fait.")
        late = browser.post(address, {"version": 1, "text": "Autre."})
        self.assertContains(late, "Autre.", status_code=409)


class TheList(OnTheDesk):
    def test_shows_what_is_under_way_and_what_is_open(self):
        drafted(self.comment, by=self.member, reason="A draft of it.")
        handed_in(self.comment, by=self.member, reason="It is to be read.")
        make.comment(recommendation=self.recommendation, language="fr")
        page = self.browser.get(DESK)
        for said in ("A draft of it.", "It is to be read.", "français", "unanswered=on"):
            self.assertContains(page, said)

    def test_asks_as_much_for_nine_as_for_one(self):
        def make_each():
            drafted(self.comment, by=self.member)
            handed_in(self.comment, by=self.member)
            published(self.comment, by=self.member)

        make_each()
        self.browser.get(DESK)
        with CaptureQueriesContext(connection) as one:
            self.browser.get(DESK)
        for _ in range(8):
            make_each()
        with self.assertNumQueries(len(one)):
            self.browser.get(DESK)

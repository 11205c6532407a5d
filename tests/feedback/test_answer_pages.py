"""Answers as everybody reads them: on their own pages, beside the words, in lists and in a feed."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions.answer_changes import link
from feedback.models import Comment, Outcome, Visibility
from recommendations.models import ChangeReason
from tests import cast, make
from tests.feedback.answering import changed, drafted, published
from tests.feedback.test_outcomes import later_text


class Pages(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity", name_en="Diversity")
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        cls.author = cast.reader(name="Amal")
        cls.comment = make.comment(
            recommendation=cls.recommendation, author=cls.author, body="We need time."
        )
        cls.drafter = cast.member(cls.group, name="Drafter of it")
        cls.list = f"/en/answers/diversity/{cls.recommendation.draft_set.iteration.number}/"

    def setUp(self):
        cache.clear()

    def page_of(self, answer, language="en", by=None):
        browser = cast.client_of(by) if by else self.client
        return browser.get(f"/{language}/answers/{answer.pk}/")

    def private(self, **over):
        private = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}
        return make.comment(recommendation=self.recommendation, **private, **over)


class OneAnswer(Pages):
    def test_says_outcome_reason_and_words_in_the_name_of_the_group(self):
        answer = published(self.comment, by=self.drafter, reason="We *agree*.")
        page = self.page_of(answer)
        for said in ("Taken up", "We <em>agree</em>.", "Diversity", self.comment.short_id):
            self.assertContains(page, said)
        self.assertContains(page, "We need time.")
        self.assertNotContains(page, "Drafter of it")
        self.assertEqual(page.headers.get("Set-Cookie"), None)
        self.assertIn("ETag", page.headers)

    def test_is_not_there_while_it_is_a_draft(self):
        answer = drafted(self.comment, by=self.drafter)
        self.assertEqual(self.page_of(answer).status_code, 404)
        self.assertEqual(self.page_of(answer, by=self.drafter).status_code, 200)

    def test_in_the_readers_language_or_visibly_in_another_one(self):
        answer = published(self.comment, language="fr", reason="Bien dit.")
        self.assertNotContains(self.page_of(answer, "fr"), "pas encore")
        self.assertContains(self.page_of(answer), 'lang="fr" dir="ltr"')
        self.assertContains(self.page_of(answer), "not yet in your language")

    def test_private_words_are_counted_from_five_on_and_never_shown(self):
        few = [self.private(body="Secret words.") for _ in range(4)]
        answer = published(self.comment, *few)
        page = self.page_of(answer)
        self.assertNotContains(page, "Secret words.")
        self.assertNotContains(page, "And at least")
        many = [self.private() for _ in range(7)]
        self.assertContains(self.page_of(published(self.comment, *many)), "And at least 5 ")
        self.assertContains(self.page_of(answer, by=self.drafter), "Secret words.")

    def test_words_that_are_hidden_leave_it_at_once(self):
        answer = published(self.comment, make.comment(recommendation=self.recommendation))
        self.assertContains(self.page_of(answer), "We need time.")
        cast.client_of(self.author).post(f"/en/c/{self.comment.slug}/withdraw/")
        self.assertNotContains(self.page_of(answer), "We need time.")

    def test_tells_how_it_was_changed(self):
        answer = changed(published(self.comment), because="A number was wrong.", reason="Four.")
        self.assertContains(self.page_of(answer), "A number was wrong.")

    def test_links_the_texts_that_it_changed(self):
        answer = published(self.comment)
        part = later_text(self.comment)
        link(answer, part.recommendation, part, version=answer.version, by=None)
        url = f"{part.recommendation.get_absolute_url()}#{part.key}"
        self.assertContains(self.page_of(answer), f'href="/en{url}"')

    def test_asks_as_much_for_nine_contributions_as_for_one(self):
        answer = published(self.comment)
        one = self.asked(answer)
        more = [make.comment(recommendation=self.recommendation) for _ in range(8)]
        self.assertEqual(self.asked(published(self.comment, *more)), one)

    def asked(self, answer):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            self.page_of(answer)
        return len(queries)


class BesideTheWords(Pages):
    def place(self, by=None):
        cache.clear()
        browser = cast.client_of(by) if by else self.client
        return browser.get(f"/en/c/{self.comment.slug}/")

    def test_each_says_how_far_it_came(self):
        self.assertContains(self.place(), "Received")
        published(self.comment, outcome=Outcome.PARTLY, reason="The first half.")
        self.assertContains(self.place(), "Answered: Partly taken up")
        self.assertContains(self.place(), "The first half.")

    def test_a_page_that_was_kept_is_renewed_by_an_answer(self):
        address = f"/en/c/{self.comment.slug}/"
        self.assertNotContains(self.client.get(address), "The first half.")
        published(self.comment, reason="The first half.")
        self.assertContains(self.client.get(address), "The first half.")

    def test_its_author_reads_the_whole_reason(self):
        published(self.comment, reason="Long " * 60 + "end.")
        page = cast.client_of(self.author).get("/en/mine/")
        self.assertContains(page, "end.")

    def test_a_guest_reads_it_on_the_receipt(self):
        send = make.submission(secret="a-secret")
        comment = self.private(author=None, name="Guest", submission=send)
        published(comment, reason="We heard you.")
        page = self.client.get("/en/receipt/secret/a-secret/")
        self.assertContains(page, "We heard you.")
        self.assertNotContains(page, "/en/answers/")

    def test_answered_and_open_ones_can_be_told_apart(self):
        other = make.comment(recommendation=self.recommendation)
        published(self.comment)
        address = f"/en{self.recommendation.get_absolute_url()}"
        for chosen, here, gone in [
            ("answered", self.comment, other),
            ("open", other, self.comment),
        ]:
            page = self.client.get(f"{address}?answer={chosen}")
            self.assertContains(page, f'id="c{here.slug}"')
            self.assertNotContains(page, f'id="c{gone.slug}"')


class Lists(Pages):
    def test_what_a_group_answered_by_outcome(self):
        published(self.comment, reason="One.")
        published(self.comment, reason="Two.", outcome=Outcome.NOT_TAKEN_UP)
        drafted(self.comment, reason="Three.")
        page = self.client.get(self.list)
        self.assertContains(page, "One.")
        self.assertContains(page, "Two.")
        self.assertNotContains(page, "Three.")
        self.assertNotContains(self.client.get(f"{self.list}?outcome=not-taken"), "One.")
        self.assertEqual(self.client.get(f"{self.list}?outcome=nonsense").status_code, 400)

    def test_asks_as_much_for_nine_as_for_one(self):
        published(self.comment)
        with CaptureQueriesContext(connection) as one:
            self.client.get(self.list)
        for _ in range(8):
            published(make.comment(recommendation=self.recommendation))
        cache.clear()
        with self.assertNumQueries(len(one)):
            self.client.get(self.list)

    def test_a_feed_of_one_group_and_of_all(self):
        published(self.comment, reason="One.")
        for address in ("/en/answers/feed/", "/en/answers/diversity/feed/"):
            self.assertContains(self.client.get(address), "One.")
        make.group(slug="other")
        self.assertNotContains(self.client.get("/en/answers/other/feed/"), "One.")
        self.assertEqual(self.client.get("/en/answers/none/feed/").status_code, 404)

    def test_answers_to_few_private_words_stand_in_none(self):
        published(self.private(), reason="Only for you.")
        for address in (self.list, "/en/answers/feed/"):
            self.assertNotContains(self.client.get(address), "Only for you.")


class TheLedger(Pages):
    def setUp(self):
        super().setUp()
        self.part = later_text(self.comment)
        self.later = self.part.recommendation
        number = self.later.draft_set.iteration.number
        self.address = f"/en/changes/diversity/{number}/"

    def linked(self, answer, part=None, quote=""):
        link(answer, self.later, part, quote=quote, version=answer.version, by=None)

    def test_tells_each_change_with_reason_answers_and_voices(self):
        ChangeReason.objects.create(
            recommendation=self.later, part=self.part, reason_en="It was too vague.",
            written_at=self.comment.said_at,
        )  # fmt: skip
        conversation = make.conversation(people_count=30)
        statements = [
            make.statement(recommendation=self.recommendation, conversation=conversation)
            for _ in range(2)
        ]
        self.linked(published(self.comment, *statements, reason="As asked."), self.part, "a review")
        page = self.client.get(self.address)
        for said in ("It was too vague.", "As asked.", "3 public contributions", '<q dir="auto">a'):
            self.assertContains(page, said)
        self.assertContains(page, "accounts that gave their name: 1")
        self.assertContains(page, "as reported: 30")

    def test_is_empty_and_says_so(self):
        self.assertContains(self.client.get(self.address), "No change has been explained here yet")

    def test_not_of_drafts_that_are_not_published(self):
        hidden = make.draft_set(group=self.group, published_at=None)
        page = self.client.get(f"/en/changes/diversity/{hidden.iteration.number}/")
        self.assertEqual(page.status_code, 404)

    def test_names_nobody_who_gave_no_name_among_the_accounts(self):
        Comment.objects.filter(pk=self.comment.pk).update(visibility=Visibility.UNNAMED)
        self.linked(published(self.comment))
        self.assertContains(self.client.get(self.address), "accounts that gave their name: 0")

    def test_asks_as_much_for_nine_changes_as_for_one(self):
        self.linked(published(self.comment), self.part)
        with CaptureQueriesContext(connection) as one:
            self.client.get(self.address)
        for _ in range(8):
            part = make.part(recommendation=make.recommendation(draft_set=self.later.draft_set))
            answer = published(make.comment(recommendation=self.recommendation))
            link(answer, part.recommendation, part, version=answer.version, by=None)
        cache.clear()
        with self.assertNumQueries(len(one)):
            self.client.get(self.address)

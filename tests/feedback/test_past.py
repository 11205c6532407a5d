"""The text that a comment's author saw, and the earlier wordings of a comment."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.actions.moderate import decide
from feedback.actions.participate import edit, withdraw
from feedback.models import Comment, Decision, Submission, Visibility
from feedback.past import wordings_open_to
from recommendations.actions import correct_text
from tests import cast, make
from tests.recommendations.past_pages import ids, links_in, words_of


class Past(TestCase):
    def setUp(self):
        cache.clear()  # the database is rolled back between tests, the pages kept in memory are not
        self.set = make.draft_set(
            group=make.group(slug="diversity", code="DV"),
            iteration=make.iteration(number=1),
            introduction_en="We met six times.",
        )
        self.recommendation = make.recommendation(
            draft_set=self.set, number="9", title_en="Open licences", summary_en="For some."
        )

    def correct(self, row, **changes):
        correct_text(row, changes, by=None, reason="A slip.", effect="meaning")


class TheTextThatAnAuthorSaw(Past):
    def seen(self, comment, language="en", client=None):
        return (client or self.client).get(f"/{language}/c/{comment.slug}/text/")

    def test_it_is_that_of_the_revision_then_though_it_was_corrected_since(self):
        comment = make.comment(recommendation=self.recommendation)
        self.correct(self.recommendation, summary_en="For all.")
        page = words_of(self.seen(comment))
        self.assertIn("Title Open licences", page)
        self.assertIn("Summary For some. What has changed since For", page)
        self.assertIn("removed: some added: all.", page)

    def test_it_leads_to_the_difference_from_then_to_now(self):
        comment = make.comment(recommendation=self.recommendation)
        self.correct(self.recommendation, summary_en="For all.")
        then, now = ids(self.recommendation)
        address = "/en/iterations/1/diversity/9/history/difference/"
        link = f"{address}?of=summary&from={then}&to={now}&language=en"
        self.assertIn(link, links_in(self.seen(comment)))
        self.assertEqual(self.client.get(link).status_code, 200)

    def test_an_unchanged_text_is_called_so_whatever_else_was_changed(self):
        comment = make.comment(recommendation=self.recommendation)
        self.correct(self.recommendation, summary_fr="Pour certains.")
        response = self.seen(comment)
        self.assertIn("The text is unchanged since.", words_of(response))
        self.assertFalse([link for link in links_in(response) if "difference" in link])

    def test_of_a_part_it_is_the_part_as_it_was_shown(self):
        part = make.part(recommendation=self.recommendation, text_en="A **bold** plan.")
        comment = make.comment(part=part)
        self.correct(part, text_en="A shy plan.")
        response = self.seen(comment)
        self.assertIn("<p>A <strong>bold</strong> plan.</p>", response.content.decode())
        self.assertIn(f"?of={part.key}&from=", "".join(links_in(response)))
        self.assertNotIn("For some.", words_of(response))

    def test_it_is_in_the_language_that_was_read_whatever_language_the_page_is_in(self):
        part = make.part(recommendation=self.recommendation, text_ar="خطة جريئة")
        comment = make.comment(part=part, read_language="ar")
        self.correct(part, text_en="Another plan.")
        response = self.seen(comment, language="de")
        self.assertIn('lang="ar" dir="rtl"><p>خطة جريئة</p>', response.content.decode())
        self.assertNotIn("Another plan.", words_of(response))

    def test_a_translation_that_came_later_changes_nothing_of_what_was_read(self):
        comment = make.comment(recommendation=self.recommendation, read_language="ar")
        self.correct(self.recommendation, summary_ar="للبعض")
        page = words_of(self.seen(comment))
        self.assertIn("For some.", page)
        self.assertNotIn("للبعض", page)
        self.assertIn("The text is unchanged since.", page)

    def test_of_a_remark_on_the_drafts_as_a_whole_it_is_the_groups_introduction(self):
        comment = make.comment(draft_set=self.set)
        self.correct(self.set, introduction_en="We met seven times.", note_en="A note.")
        page = words_of(self.seen(comment))
        self.assertIn("Introduction We met six times.", page)
        self.assertIn("removed: six added: seven", page)
        self.assertIn("Note There was no text then.", page)

    def test_where_there_was_no_text_it_says_so(self):
        bare = make.draft_set(group=make.group(), iteration=self.set.iteration)
        page = words_of(self.seen(make.comment(draft_set=bare)))
        self.assertIn("There was no text yet", page)

    def test_it_is_there_only_for_comments_that_one_may_read(self):
        for state in ("hidden", "waiting", "withdrawn", "group"):
            comment = make.comment(recommendation=self.recommendation, visibility=state)
            self.assertEqual(self.seen(comment).status_code, 404, state)
        liaison = cast.client_of(cast.liaison("en"))
        waiting = Comment.objects.get(visibility="waiting")
        self.assertEqual(self.seen(waiting, client=liaison).status_code, 200)
        self.assertEqual(self.client.get("/en/c/DV1-9-999/text/").status_code, 404)

    def test_it_asks_as_much_for_nine_corrections_as_for_one(self):
        part = make.part(recommendation=self.recommendation)
        comment = make.comment(part=part)
        client = cast.client_of(cast.reader())
        self.correct(part, text_en="Correction 0.")
        self.seen(comment, client=client)
        with CaptureQueriesContext(connection) as one:
            self.seen(comment, client=client)
        for number in range(1, 9):
            self.correct(part, text_en=f"Correction {number}.")
        with self.assertNumQueries(len(one)):
            self.seen(comment, client=client)


class TheWordingsOfAComment(Past):
    def setUp(self):
        super().setUp()
        self.author = cast.reader()
        self.comment = make.comment(
            recommendation=self.recommendation, author=self.author, body="Good idea."
        )

    def edit(self, body, language="en", by=True):
        self.comment.refresh_from_db()
        edit(
            self.comment,
            body=body,
            language=language,
            version=self.comment.version,
            by=self.author if by else None,
        )

    def history(self, user=None):
        client = cast.client_of(user) if user else self.client
        return client.get(f"/en/c/{self.comment.slug}/history/")

    def test_earlier_wordings_stand_below_later_ones_with_what_changed(self):
        self.edit("Bad idea.")
        self.edit("Bad idea, really.")
        page = words_of(self.history())
        self.assertIn("3 wordings, newest first.", page)
        self.assertLess(page.index("added: , really"), page.index("removed: Good added: Bad"))
        self.assertLess(page.index("removed: Good"), page.index("First wording"))
        self.assertTrue(page.endswith("Good idea."))

    def test_one_wording_is_called_so(self):
        page = words_of(self.history())
        self.assertIn("There is one wording only", page)
        self.assertIn("Good idea.", page)

    def test_what_is_done_with_a_comment_is_no_wording_of_it(self):
        self.comment.agreement_count = 3
        self.comment.save()
        self.assertIn("There is one wording only", words_of(self.history()))

    def test_words_carry_their_language_and_direction(self):
        self.edit("فكرة جيدة", language="ar")
        page = self.history().content.decode()
        self.assertIn('<div class="difference" lang="ar" dir="rtl">', page)

    def test_withdrawn_words_are_shown_to_nobody(self):
        self.edit("Secret bait.")
        withdraw(self.comment)
        self.assertEqual(self.history().status_code, 404)
        self.comment.refresh_from_db()
        self.assertEqual(wordings_open_to(self.comment, self.author), [])
        for person in (self.author, cast.organiser(), cast.admin()):
            page = words_of(self.history(person))
            self.assertIn("This comment was withdrawn.", page)
            self.assertNotIn("idea", page)
            self.assertNotIn("bait", page)

    def test_hidden_words_are_for_those_who_decide_on_them_and_their_author(self):
        self.edit("Insult.")
        decide(
            self.comment,
            Decision.Kind.HIDE,
            by=cast.liaison("en"),
            rule=make.rule(),
            reason="An insult.",
        )
        self.assertEqual(self.history().status_code, 404)
        self.assertEqual(self.history(cast.liaison("fr")).status_code, 404)
        self.assertEqual(self.history(cast.member("diversity")).status_code, 404)
        for person in (self.author, cast.liaison("en"), cast.organiser()):
            self.assertIn("Insult", words_of(self.history(person)))

    def test_wordings_that_no_liaison_let_through_stay_unread_by_others(self):
        Comment.objects.update(visibility=Visibility.WAITING)
        Comment.history.update(visibility=Visibility.WAITING)
        self.edit("A decent idea.")
        liaison = cast.liaison("en")
        decide(self.comment, Decision.Kind.APPROVE, by=liaison, rule=make.rule(), reason="Fine.")
        self.edit("A very decent idea.")
        page = words_of(self.history())
        self.assertIn("2 wordings", page)
        self.assertNotIn("Good", page)
        for person in (self.author, liaison):
            self.assertIn("Good", words_of(self.history(person)))

    def test_of_a_guest_only_wordings_that_were_approved_are_open_to_all(self):
        Submission.objects.update(secret_digest="x" * 64)
        Comment.objects.update(author=None, name="Guest", visibility=Visibility.WAITING)
        Comment.history.update(visibility=Visibility.WAITING)
        liaison = cast.liaison("en")
        decide(self.comment, Decision.Kind.APPROVE, by=liaison, rule=make.rule(), reason="Fine.")
        self.edit("Insult.", by=False)
        self.assertEqual(self.history().status_code, 404)
        self.edit("Sorry, a good idea.", by=False)
        decide(
            self.comment, Decision.Kind.APPROVE, by=liaison, rule=make.rule(), reason="Fine again."
        )
        page = words_of(self.history())
        self.assertIn("2 wordings", page)
        self.assertNotIn("Insult", page)
        self.assertIn("Insult", words_of(self.history(liaison)))

    def test_what_waited_and_was_restored_without_approval_shows_its_last_wording(self):
        Comment.objects.update(visibility=Visibility.WAITING)
        Comment.history.update(visibility=Visibility.WAITING)
        self.edit("A decent idea.")
        for kind in (Decision.Kind.HIDE, Decision.Kind.RESTORE):
            decide(self.comment, kind, by=cast.liaison("en"), rule=make.rule(), reason="Looked at.")
        page = words_of(self.history())
        self.assertIn("decent", page)
        self.assertNotIn("Good", page)

    def test_a_comment_on_drafts_that_are_not_public_is_not_found(self):
        self.set.published_at = None
        self.set.save()
        self.assertEqual(self.history().status_code, 404)

    def test_five_stand_on_a_page_and_the_last_is_compared_with_the_next(self):
        for number in range(5):
            self.edit(f"Idea {number}")
        first = words_of(self.history())
        self.assertIn("Page 1 of 2", first)
        self.assertIn("removed: Good idea. added: Idea 0", first)
        second = self.client.get(f"/en/c/{self.comment.slug}/history/?page=2")
        self.assertIn("First wording", words_of(second))
        for page in ("3", "x"):
            address = f"/en/c/{self.comment.slug}/history/?page={page}"
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_strangers_get_it_without_a_cookie_and_from_its_stamps(self):
        response = self.history()
        self.assertFalse(response.cookies)
        headers = {"If-None-Match": response.headers["ETag"]}
        address = f"/en/c/{self.comment.slug}/history/"
        self.assertEqual(self.client.get(address, headers=headers).status_code, 304)
        withdraw(self.comment)
        self.assertEqual(self.client.get(address, headers=headers).status_code, 404)

    def test_it_asks_as_much_for_a_full_page_as_for_two(self):
        person = cast.reader()
        client = cast.client_of(person)
        address = f"/en/c/{self.comment.slug}/history/"
        self.edit("Idea.")
        client.get(address)
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for number in range(3):
            self.edit(f"Idea {number}")
        with self.assertNumQueries(len(one)):
            client.get(address)

    def test_times_of_wordings_are_when_they_were_written(self):
        early = timezone.now() - timedelta(days=400)
        self.comment.history.update(history_date=early)
        self.edit("Later.")
        page = words_of(self.history())
        self.assertIn(str(early.year), page)

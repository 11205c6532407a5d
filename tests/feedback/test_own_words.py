"""Replying, editing, withdrawing, agreeing, and the list of one's own contributions."""

from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions.participate import EditConflictError, edit, withdraw
from feedback.models import Agreement, Comment, Visibility
from tests import cast, make


class Replying(TestCase):
    def setUp(self):
        self.first = make.comment()
        self.client.force_login(cast.reader())

    def reply(self, parent, words="I agree."):
        page = self.client.get(f"/en/c/{parent.slug}/reply/")
        if page.status_code != 200:
            return page
        form = page.context["form"]
        place = page.context["place"]
        return self.client.post(
            f"/en/c/{parent.slug}/reply/",
            {
                "key": form["key"].value(),
                "read_language": place.read_language,
                "read_revision": place.read_revision,
                "language": "en",
                "free": words,
                "deed": "send",
            },
        )

    def test_it_stands_under_its_parent_in_the_same_thread(self):
        self.reply(self.first)
        reply = Comment.objects.get(parent=self.first)
        self.assertEqual((reply.depth, reply.thread), (1, self.first))
        self.assertTrue(reply.path.startswith(f"{self.first.path}."))

    def test_threads_are_four_replies_deep_and_no_deeper(self):
        parent = self.first
        for depth in range(1, 5):
            self.assertEqual(self.reply(parent).status_code, 302)
            parent = Comment.objects.get(parent=parent)
            self.assertEqual(parent.depth, depth)
        response = self.reply(parent)
        self.assertContains(response, "deep enough", status_code=409)

    def test_hidden_and_waiting_words_cannot_be_replied_to(self):
        for visibility in [Visibility.HIDDEN, Visibility.WAITING, Visibility.WITHDRAWN]:
            with self.subTest(visibility):
                comment = make.comment(visibility=visibility)
                self.assertEqual(self.reply(comment).status_code, 404)

    def test_words_typed_while_the_parent_was_hidden_are_kept(self):
        page = self.client.get(f"/en/c/{self.first.slug}/reply/")
        form = {
            "key": page.context["form"]["key"].value(),
            "read_language": "en",
            "read_revision": page.context["place"].read_revision,
            "language": "en",
            "free": "A long reply.",
            "deed": "preview",
        }
        response = self.client.post(f"/en/c/{self.first.slug}/reply/", form)
        self.assertContains(response, "A long reply.")


class Editing(TestCase):
    def setUp(self):
        self.author = cast.reader()
        self.comment = make.comment(author=self.author, body="First wording.")
        self.client.force_login(self.author)
        self.address = f"/en/c/{self.comment.slug}/edit/"

    def send(self, body, version=1, **values):
        return self.client.post(
            self.address,
            {"body": body, "version": version, "language": "en", "deed": "send", **values},
        )

    def test_the_new_wording_is_shown_and_the_old_one_stays_readable(self):
        self.assertRedirects(
            self.send("Second wording."),
            f"/en/c/{self.comment.slug}/",
            fetch_redirect_response=False,
        )
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.html, "<p>Second wording.</p>\n")
        history = self.client.get(f"/en/c/{self.comment.slug}/history/")
        self.assertContains(history, "First")
        bodies = self.comment.history.order_by("history_id").values_list("body", flat=True)
        self.assertEqual(list(bodies), ["First wording.", "Second wording."])

    def test_others_may_not(self):
        self.client.force_login(cast.organiser())
        self.assertEqual(self.send("Mine now.").status_code, 403)

    def test_strangers_are_sent_to_sign_in(self):
        self.client.logout()
        self.assertIn("/accounts/login/", self.send("x").headers["Location"])

    def test_words_that_a_liaison_has_hidden_stay_as_they_are(self):
        Comment.objects.update(visibility=Visibility.HIDDEN)
        self.assertEqual(self.send("Again.").status_code, 409)

    def test_an_edit_of_an_old_version_overwrites_nothing_and_shows_both(self):
        self.send("Second wording.")
        response = self.send("Third, from another window.", version=1)
        self.assertContains(response, "Second wording.", status_code=409)
        self.assertContains(response, "Third, from another window.", status_code=409)
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.body, "Second wording.")

    def test_an_unchanged_text_makes_no_revision(self):
        self.send("First wording.")
        self.assertEqual(self.comment.history.count(), 1)

    def test_an_empty_wording_is_refused(self):
        self.assertEqual(self.send("").status_code, 400)


class TwoEditsAtOnce(TransactionTestCase):
    def test_the_second_one_is_told(self):
        comment = make.comment()
        edit(comment, body="One.", language="en", version=1, by=comment.author)
        with self.assertRaises(EditConflictError):
            edit(comment, body="Two.", language="en", version=1, by=comment.author)


class Withdrawing(TestCase):
    def setUp(self):
        self.author = cast.reader()
        self.comment = make.comment(author=self.author, body="Words I regret.")
        make.comment(parent=self.comment, body="A reply that stays.")
        self.client.force_login(self.author)

    def test_the_words_go_everywhere_and_replies_stay(self):
        edit(self.comment, body="Regretted, too.", language="en", version=1, by=self.author)
        self.client.post(f"/en/c/{self.comment.slug}/withdraw/")
        page = self.comment.recommendation.get_absolute_url().replace("/", "/en/", 1)
        self.client.logout()
        for address in [page, "/en/", "/en/recent/", "/en/recent/feed/"]:
            with self.subTest(address):
                text = self.client.get(address).content.decode()
                self.assertNotIn("regret", text.lower())
        self.assertContains(self.client.get(page), "A reply that stays.")
        self.assertContains(self.client.get(page), "Withdrawn by its author.")

    def test_its_history_is_closed_to_all(self):
        withdraw(self.comment)
        for person in [self.author, cast.organiser(), cast.admin()]:
            with self.subTest(person):
                response = cast.client_of(person).get(f"/en/c/{self.comment.slug}/history/")
                self.assertNotIn(b"regret", response.content)

    def test_it_asks_first(self):
        self.assertContains(
            self.client.get(f"/en/c/{self.comment.slug}/withdraw/"), "cannot be undone"
        )
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.visibility, Visibility.PUBLIC)

    def test_others_may_not(self):
        client = cast.client_of(cast.reader())
        self.assertEqual(client.post(f"/en/c/{self.comment.slug}/withdraw/").status_code, 403)


class Agreeing(TestCase):
    def setUp(self):
        self.comment = make.comment()
        self.reader = cast.reader()
        self.client.force_login(self.reader)
        self.address = f"/en/c/{self.comment.slug}/agree/"

    def test_each_person_counts_once(self):
        for _ in range(2):
            self.client.post(self.address, {"agrees": "yes"})
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.agreement_count, 1)
        self.assertEqual(Agreement.objects.get().person, self.reader)

    def test_it_can_be_taken_back(self):
        self.client.post(self.address, {"agrees": "yes"})
        self.client.post(self.address, {"agrees": "no"})
        self.comment.refresh_from_db()
        self.assertEqual((self.comment.agreement_count, Agreement.objects.count()), (0, 0))

    def test_nobody_agrees_with_themselves(self):
        client = cast.client_of(self.comment.author)
        self.assertEqual(client.post(self.address, {"agrees": "yes"}).status_code, 403)

    def test_it_takes_an_account(self):
        self.client.logout()
        self.assertIn("/accounts/login/", self.client.post(self.address).headers["Location"])


class MyContributions(TestCase):
    def test_they_show_their_state_and_only_mine(self):
        author = cast.reader()
        make.comment(author=author, body="Still waiting.", visibility=Visibility.WAITING)
        make.comment(body="Of someone else.")
        page = cast.client_of(author).get("/en/mine/")
        self.assertContains(page, "Still waiting.")
        self.assertContains(page, "Waiting for a liaison")
        self.assertNotContains(page, "Of someone else.")

    def test_strangers_are_sent_to_sign_in(self):
        self.assertEqual(self.client.get("/en/mine/").status_code, 302)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        author = cast.reader()
        client = cast.client_of(author)
        make.comment(author=author, part=make.part(), question=make.guiding_question())
        client.get("/en/mine/")
        with CaptureQueriesContext(connection) as one:
            client.get("/en/mine/")
        for _ in range(8):
            make.comment(author=author, part=make.part(), question=make.guiding_question())
        with self.assertNumQueries(len(one)):
            client.get("/en/mine/")

"""How somebody stands to a text: said by its author beside the words, or for a statement."""

from django.test import Client, TestCase

from feedback.actions.conversations import Seen
from feedback.actions.publish import publish
from feedback.forms.conversations import StatementForm, statement_choices
from feedback.models import Comment, Conversation, Visibility
from tests import cast, make
from tests.feedback import test_writing


class SayingWhereOneStands(TestCase):
    send, form = test_writing.Writing.send, test_writing.Writing.form

    def setUp(self):
        self.recommendation = make.recommendation()
        self.address = f"/en/write/{self.recommendation.code}/"
        self.reader = cast.reader()
        self.client.force_login(self.reader)

    def test_it_stands_beside_the_words_in_words(self):
        self.send(free="Not like this.", stance="red-line")
        comment = Comment.objects.get()
        self.assertEqual(comment.stance, "red-line")
        chip = '<span class="visually-hidden">Stance: </span>Red line'
        self.assertContains(self.client.get(f"/en/c/{comment.slug}/"), chip)

    def test_nobody_has_to(self):
        self.send(free="Hm.")
        comment = Comment.objects.get()
        self.assertEqual(comment.stance, "")
        self.assertNotContains(self.client.get(f"/en/c/{comment.slug}/"), "Stance:")

    def test_another_one_than_these_is_refused(self):
        self.assertEqual(self.send(free="Hm.", stance="shrug").status_code, 400)
        self.assertEqual(Comment.objects.count(), 0)

    def test_without_an_account_too(self):
        self.client.logout()
        self.send(free="How?", stance="question", name="Guest")
        self.assertEqual(Comment.objects.get().stance, "question")

    def test_a_reply_is_not_asked(self):
        first = make.comment(recommendation=self.recommendation)
        address = f"/en/c/{first.slug}/reply/"
        self.assertNotContains(self.client.get(address), 'name="stance"')
        self.send(address, free="I agree.", stance="support")
        self.assertEqual(Comment.objects.get(parent=first).stance, "")


class ChangingOnesMind(TestCase):
    def setUp(self):
        self.author = cast.reader()
        self.comment = make.comment(author=self.author, body="First wording.", stance="concern")
        self.client.force_login(self.author)

    def edit(self, client=None, **over):
        values = {"body": "First wording.", "version": 1, "language": "en", "deed": "send"}
        address = over.pop("address", f"/en/c/{self.comment.slug}/edit/")
        answer = (client or self.client).post(address, {**values, **over})
        self.comment.refresh_from_db()
        return answer

    def test_a_stance_alone_is_no_other_wording(self):
        stranger, address = Client(), f"/en/c/{self.comment.slug}/"
        before = stranger.get(address).headers["ETag"]
        self.edit(stance="changes")
        self.assertEqual((self.comment.stance, self.comment.version), ("changes", 1))
        self.assertIsNone(self.comment.edited_at)
        stances = self.comment.history.order_by("history_id").values_list("stance", flat=True)
        self.assertEqual(list(stances), ["concern", "changes"])
        after = stranger.get(address)
        self.assertContains(after, "Support with changes")
        self.assertNotEqual(before, after.headers["ETag"])

    def test_it_can_be_taken_back(self):
        self.edit(stance="")
        self.assertEqual(self.comment.stance, "")

    def test_a_form_that_does_not_ask_changes_nothing(self):
        self.edit(body="Second wording.")
        self.assertEqual((self.comment.stance, self.comment.version), ("concern", 2))

    def test_an_edit_of_an_old_version_changes_no_stance(self):
        self.edit(body="Second wording.", stance="concern")
        self.assertContains(
            self.edit(body="Third.", stance="support"), 'name="stance" value="support"',
            status_code=409,
        )  # fmt: skip
        self.assertEqual(self.comment.stance, "concern")

    def test_a_guest_who_changes_it_alone_does_not_wait_again(self):
        sent = make.submission(secret="key")
        self.comment = make.comment(name="Guest", submission=sent, body="First wording.")
        slug = self.comment.slug
        self.edit(address=f"/en/receipt/secret/key/edit/{slug}/", stance="support")
        self.assertEqual(
            (self.comment.stance, self.comment.visibility), ("support", Visibility.PUBLIC)
        )


class OfAStatement(TestCase):
    def test_a_report_can_say_it_and_the_contribution_has_it(self):
        target = make.recommendation()
        report = make.conversation(
            state=Conversation.State.SUBMITTED, began_on="2019-09-01", place="Rabat",
            consent="asked", notes_made="minutes", reported_by=cast.reader(),
        )  # fmt: skip
        make.statement_draft(
            conversation=report, target=target.code, stance="changes", wording="paraphrase"
        )
        publish(report, by=cast.liaison(), seen=Seen(report.version))
        self.assertEqual(Comment.objects.get().stance, "changes")

    def test_its_box_offers_it(self):
        form = StatementForm({"body": "No.", "stance": "red-line"}, choices=statement_choices(
            None, [], [])
        )  # fmt: skip
        self.assertTrue(form.is_valid(), form.errors)
        self.assertEqual(form.statement().stance, "red-line")

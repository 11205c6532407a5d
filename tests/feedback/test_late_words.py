"""Words that are sent after somebody took the place away that they were written for."""

from django.test import TestCase

from feedback.models import Comment, Visibility
from tests import cast, make

WORDS = "Another wording of mine."
GONE = (Visibility.HIDDEN, Visibility.WITHDRAWN)


class EditingWhatWasTakenAwayMeanwhile(TestCase):
    def setUp(self):
        self.author = cast.reader()
        self.comment = make.comment(author=self.author, body="As it was.")
        self.client.force_login(self.author)
        self.address = f"/en/c/{self.comment.slug}/edit/"

    def send(self, address, **over):
        sent = {"body": WORDS, "language": "en", "version": "1", "deed": "send"}
        return self.client.post(address, sent | over)

    def test_nothing_is_overwritten_and_the_words_are_shown_again(self):
        for visibility in GONE:
            Comment.objects.update(visibility=visibility)

            answer = self.send(self.address)

            self.assertContains(answer, WORDS, status_code=409)
            self.assertEqual(Comment.objects.get().body, "As it was.")

    def test_without_an_account_too(self):
        sent = make.submission(secret="secret")
        comment = make.comment(name="Noor", submission=sent, visibility=Visibility.HIDDEN)
        address = f"/en/receipt/secret/secret/edit/{comment.slug}/"

        self.assertContains(self.send(address), WORDS, status_code=409)
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_it_opens_for_nobody_and_no_empty_form_is_taken(self):
        Comment.objects.update(visibility=Visibility.HIDDEN)

        self.assertEqual(self.client.get(self.address).status_code, 403)
        self.assertEqual(self.send(self.address, body="").status_code, 403)
        self.client.force_login(cast.reader())
        self.assertEqual(self.send(self.address).status_code, 404)


class ReplyingToWhatWasTakenAwayMeanwhile(TestCase):
    def setUp(self):
        self.comment = make.comment(body="Words that were hidden.")
        self.client.force_login(cast.reader())
        self.address = f"/en/c/{self.comment.slug}/reply/"
        page = self.client.get(self.address)
        form, place = page.context["form"], page.context["place"]
        self.sent = {
            "free": WORDS, "language": "en", "deed": "send", "with_account": "True",
            "key": str(form["key"].value()), "read_language": place.read_language,
            "read_revision": place.read_revision,
        }  # fmt: skip

    def test_nothing_is_stored_and_the_words_are_shown_again(self):
        for visibility in GONE:
            Comment.objects.update(visibility=visibility)

            answer = self.client.post(self.address, self.sent)

            said = "was hidden or withdrawn meanwhile"
            self.assertContains(answer, WORDS, status_code=400)
            self.assertContains(answer, said, status_code=400)
            self.assertNotContains(answer, "Words that were hidden.", status_code=400)
            self.assertEqual(Comment.objects.count(), 1)

    def test_it_opens_for_nobody(self):
        Comment.objects.update(visibility=Visibility.HIDDEN)

        self.assertEqual(self.client.get(self.address).status_code, 404)
        self.assertEqual(self.client.post(self.address).status_code, 404)

    def test_words_that_wait_or_are_for_a_group_cannot_be_found_that_way(self):
        for visibility in (Visibility.WAITING, Visibility.GROUP):
            Comment.objects.update(visibility=visibility)
            self.assertEqual(self.client.post(self.address, self.sent).status_code, 404)

    def test_words_that_were_for_a_group_are_not_found_when_they_are_hidden_either(self):
        for visibility in GONE:
            Comment.objects.update(visibility=visibility, chosen_visibility=Visibility.GROUP)
            self.assertEqual(self.client.post(self.address, self.sent).status_code, 404)

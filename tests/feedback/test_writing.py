"""Writing: boxes, languages, receipts, idempotency, what is kept when something goes wrong."""

import re
import uuid

from django.test import TestCase

from feedback.models import Comment, Submission, Visibility
from tests import cast, make


class Writing(TestCase):
    def setUp(self):
        self.question = make.guiding_question(text_en="What do you like?", text_ar="ما الذي يعجبك؟")
        self.part = make.part(text_ar="نص الجزء")
        self.recommendation = self.part.recommendation
        self.address = f"/en/write/{self.recommendation.code}/"
        self.reader = cast.reader()
        self.client.force_login(self.reader)

    def form(self, address=None, **values):
        """The form as a browser would send it back, with these boxes filled."""
        page = self.client.get(address or self.address).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        return {"language": "en", "deed": "send", **hidden, **values}

    def send(self, address=None, **values):
        return self.client.post(address or self.address, self.form(address, **values))

    def test_each_filled_box_becomes_a_comment_of_its_own(self):
        self.send(**{f"q-{self.question.key}": "The idea.", "free": "And more."})
        first, second = Comment.objects.order_by("number")
        self.assertEqual((first.body, first.question), ("The idea.", self.question))
        self.assertEqual((second.body, second.question), ("And more.", None))
        self.assertEqual(first.submission, second.submission)
        self.assertEqual([first.number, second.number], [1, 2])

    def test_it_appears_at_once_for_a_member(self):
        self.send(free="Good.")
        comment = Comment.objects.get()
        self.assertEqual(comment.visibility, Visibility.PUBLIC)
        self.assertEqual(comment.author, self.reader)
        page = self.client.get(self.recommendation.get_absolute_url().replace("/", "/en/", 1))
        self.assertContains(page, "<p>Good.</p>")

    def test_the_receipt_names_the_short_id_and_the_address(self):
        response = self.client.post(self.address, self.form(free="Good."), follow=True)
        comment = Comment.objects.get()
        self.assertContains(response, comment.short_id)
        self.assertContains(response, f"/en/c/{comment.slug}/")

    def test_a_receipt_is_for_its_author_only(self):
        self.send(free="Good.")
        address = f"/en/receipt/{Submission.objects.get().key}/"
        self.assertEqual(self.client.get(address).status_code, 200)
        self.assertEqual(cast.client_of(cast.reader()).get(address).status_code, 404)

    def test_the_same_form_sent_twice_is_one_send(self):
        form = self.form(free="Once.")
        first, second = self.client.post(self.address, form), self.client.post(self.address, form)
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self.assertEqual(Comment.objects.count(), 1)

    def test_it_keeps_the_question_in_the_words_in_which_it_was_asked(self):
        address = self.address.replace("/en/", "/ar/")
        self.send(address, **{f"q-{self.question.key}": "الفكرة", "language": "ar"})
        comment = Comment.objects.get()
        self.assertEqual(comment.question_asked, "ما الذي يعجبك؟")
        self.assertEqual((comment.language, comment.direction), ("ar", "rtl"))

    def test_it_keeps_the_language_and_revision_really_read(self):
        address = f"{self.address}?part={self.part.key}".replace("/en/", "/ar/")
        self.send(address, free="رأيي")
        comment = Comment.objects.get()
        self.assertEqual((comment.part, comment.read_language), (self.part, "ar"))
        self.assertEqual(comment.read_revision, self.part.history.latest().history_id)

    def test_a_fallback_that_was_read_is_kept_as_such(self):
        self.send(self.address.replace("/en/", "/ja/"), free="はい")
        self.assertEqual(Comment.objects.get().read_language, "en")

    def test_it_stays_bound_to_the_text_that_was_open_while_writing(self):
        address = f"{self.address}?part={self.part.key}"
        form = self.form(address, free="On the old text.")
        seen = self.part.history.latest().history_id
        self.part.text_en = "A new text."
        self.part.save()
        self.client.post(address, form)
        self.assertEqual(Comment.objects.get().read_revision, seen)

    def test_a_revision_of_another_text_is_refused(self):
        other = make.part().history.latest().history_id
        form = self.form(f"{self.address}?part={self.part.key}", free="x")
        form["read_revision"] = other
        response = self.client.post(f"{self.address}?part={self.part.key}", form)
        self.assertEqual(response.status_code, 400)
        self.assertEqual(Comment.objects.count(), 0)

    def test_any_language_can_be_named_by_its_code(self):
        self.send(free="Habari", language="other", other_language="sw")
        self.assertEqual(Comment.objects.get().language, "sw")

    def test_a_code_that_is_no_language_keeps_the_words(self):
        for code in ["", "x", "english please", "qqqq", "zz-"]:
            with self.subTest(code):
                response = self.send(free="My words", language="other", other_language=code)
                self.assertContains(response, "not the code of a language", status_code=400)
                self.assertContains(response, "My words", status_code=400)

    def test_empty_boxes_are_said_and_nothing_is_stored(self):
        response = self.send(free="  ")
        self.assertContains(response, "All boxes are empty", status_code=400)
        self.assertEqual(Comment.objects.count(), 0)

    def test_too_many_signs_are_said_and_kept(self):
        response = self.send(free="x" * 20_001)
        self.assertContains(response, "x" * 20_001, status_code=400)

    def test_signs_that_cannot_be_read_are_said_and_kept(self):
        for words in ["a\x00b", "a\ufffdb"]:
            with self.subTest(words):
                response = self.send(free=words)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(Comment.objects.count(), 0)

    def test_the_preview_shows_the_words_and_stores_nothing(self):
        response = self.send(free="So **strong**", deed="preview")
        self.assertContains(response, "<strong>strong</strong>")
        self.assertContains(response, "So **strong**")
        self.assertEqual(Comment.objects.count(), 0)

    def test_what_a_machine_fills_in_is_not_stored_and_not_lost(self):
        response = self.send(free="Buy this", website="http://example.org")
        self.assertContains(response, "Buy this", status_code=400)
        self.assertEqual(Comment.objects.count(), 0)

    def test_the_licence_is_said_beside_the_button(self):
        self.assertContains(self.client.get(self.address), "CC BY-SA 4.0")

    def test_when_the_session_has_ended_the_words_are_kept_and_it_is_said(self):
        form = self.form(free="Long thought about.")
        self.client.logout()
        response = self.client.post(self.address, form)
        self.assertContains(response, "You are no longer signed in", status_code=400)
        self.assertContains(response, "Long thought about.", status_code=400)

    def test_signing_in_from_the_form_brings_the_words_back(self):
        form = self.form(free="Kept through signing in.")
        self.client.logout()
        response = self.client.post(self.address, {**form, "deed": "sign-in"})
        self.assertIn("/en/accounts/login/", response.headers["Location"])
        self.client.force_login(self.reader)
        self.assertContains(self.client.get(self.address), "Kept through signing in.")

    def test_remarks_on_the_drafts_as_a_whole_have_ids_of_the_set(self):
        draft_set = self.recommendation.draft_set
        self.send(f"/en/write/{draft_set.code}/", free="On all of them.")
        comment = Comment.objects.get()
        self.assertEqual(comment.short_id, f"{draft_set.code}#1")
        self.assertEqual(comment.recommendation, None)
        page = self.client.get(f"/en/groups/{draft_set.group.slug}/")
        self.assertContains(page, "On all of them.")

    def test_numbers_are_never_used_again(self):
        self.send(free="One.")
        Comment.objects.get().delete()
        self.send(free="Two.")
        self.assertEqual(Comment.objects.get().number, 2)

    def test_unknown_targets_and_parts_are_not_found(self):
        for address in ["/en/write/XX9-9/", f"{self.address}?part=q99", f"{self.address}?part=%27"]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_draft_that_is_not_published_cannot_be_written_on(self):
        hidden = make.recommendation(draft_set=make.draft_set(published_at=None))
        self.assertEqual(self.client.get(f"/en/write/{hidden.code}/").status_code, 404)


class WritingWithoutAnAccount(TestCase):
    def setUp(self):
        self.recommendation = make.recommendation()
        self.address = f"/en/write/{self.recommendation.code}/"

    def send(self, **values):
        return self.client.post(
            self.address,
            {
                "key": uuid.uuid4(),
                "read_language": "en",
                "read_revision": self.recommendation.history.latest().history_id,
                "language": "en",
                "name": "Amina",
                "deed": "send",
                **values,
            },
        )

    def test_it_waits_for_a_liaison(self):
        self.send(free="From outside.")
        comment = Comment.objects.get()
        self.assertEqual(comment.visibility, Visibility.WAITING)
        self.assertEqual((comment.name, comment.author), ("Amina", None))
        page = self.client.get(self.recommendation.get_absolute_url().replace("/", "/en/", 1))
        self.assertNotContains(page, "From outside.")

    def test_it_needs_a_name(self):
        response = self.send(free="From outside.", name="")
        self.assertContains(response, "From outside.", status_code=400)
        self.assertEqual(Comment.objects.count(), 0)

    def test_names_of_accounts_and_roles_are_refused(self):
        cast.reader(name="Salma")
        for name in ["Salma", "SALMA", "Strategy liaison", "Organiser"]:
            with self.subTest(name):
                self.assertEqual(self.send(free="x", name=name).status_code, 400)
        self.assertEqual(Comment.objects.count(), 0)

    def test_the_receipt_has_a_secret_address_of_which_only_a_digest_is_stored(self):
        address = self.send(free="Mine.").headers["Location"]
        secret = address.rstrip("/").rpartition("/")[2]
        page = self.client.get(address)
        self.assertContains(page, secret)
        self.assertContains(page, f"/en/c/{Comment.objects.get().slug}/")
        self.assertNotIn(secret, Submission.objects.get().secret_digest)
        self.assertEqual(self.client.get("/en/receipt/secret/wrong/").status_code, 404)

    def test_the_same_form_sent_twice_shows_the_same_receipt(self):
        key = uuid.uuid4()
        first, second = self.send(free="Once.", key=key), self.send(free="Once.", key=key)
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self.assertEqual(Comment.objects.count(), 1)

    def test_it_can_be_edited_and_waits_again(self):
        address = self.send(free="First wording.").headers["Location"]
        comment = Comment.objects.get()
        Comment.objects.update(visibility=Visibility.PUBLIC)
        self.client.post(
            f"{address}edit/{comment.slug}/",
            {"body": "Second wording.", "language": "en", "version": 1, "deed": "send"},
        )
        comment.refresh_from_db()
        self.assertEqual(comment.body, "Second wording.")
        self.assertEqual(comment.visibility, Visibility.WAITING)

    def test_it_can_be_withdrawn(self):
        address = self.send(free="Mine.").headers["Location"]
        comment = Comment.objects.get()
        self.client.post(f"{address}withdraw/{comment.slug}/")
        comment.refresh_from_db()
        self.assertEqual(comment.visibility, Visibility.WITHDRAWN)
        self.assertNotContains(self.client.get(address), "Mine.")

    def test_a_secret_opens_its_own_words_only(self):
        address = self.send(free="Mine.").headers["Location"]
        other = make.comment(name="Someone else")
        for deed in ["edit", "withdraw"]:
            self.assertEqual(self.client.get(f"{address}{deed}/{other.slug}/").status_code, 404)

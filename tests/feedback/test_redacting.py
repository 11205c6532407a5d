"""Taking a passage out: everywhere, in earlier wordings too; the rest stays; it can come back."""

from pathlib import Path
from tempfile import mkdtemp

from django.core import mail
from django.core.cache import cache
from django.test import TestCase, override_settings
from django.utils import timezone

from feedback.actions.moderate import AlreadyDecidedError, WordsChangedError
from feedback.actions.participate import edit
from feedback.actions.redact import MARK
from feedback.models import (
    Comment,
    Decision,
    Export,
    IndexedText,
    Redaction,
    Rendering,
)
from feedback.notices import tell_author
from feedback.past import wordings, wordings_open_to
from tests import cast, make

from .deciding import decided
from .test_deciding import address, send
from .test_notices import author

REDACT, RESTORE, HIDE = Decision.Kind.REDACT, Decision.Kind.RESTORE, Decision.Kind.HIDE
SECRET = "Amal lives at 7 Lake Road"
BODY = f"We need this. {SECRET}. **Others** too."


class Redacted(TestCase):
    def setUp(self):
        cache.clear()
        self.comment = make.comment(language="ar", body=BODY, author=author())

    def now(self):
        return Comment.objects.get(pk=self.comment.pk)

    def earlier(self):
        rows = wordings_open_to(self.now(), self.comment.author)
        return [each.body for each in reversed(wordings(rows, 9))]

    def rewrite(self, body):
        current = self.now()
        edit(current, body=body, language="ar", version=current.version, by=current.author)


class TakingAPassageOut(Redacted):
    def test_leaves_the_rest_with_a_mark(self):
        send(cast.liaison("ar"), self.comment, "redact", passage=SECRET)

        now = self.now()
        self.assertEqual(now.body, f"We need this. {MARK}. **Others** too.")
        self.assertEqual(now.html, f"<p>We need this. {MARK}. <strong>Others</strong> too.</p>\n")
        self.assertEqual(now.visibility, "public")

    def test_takes_it_out_wherever_it_stands_and_out_of_every_earlier_wording(self):
        self.rewrite(f"{SECRET}! I say it again: {SECRET}.")
        self.rewrite("I say no address any more.")

        decided(self.comment, REDACT, passage=SECRET)

        self.assertEqual(self.now().body, "I say no address any more.")
        self.assertEqual(
            self.earlier(),
            [
                f"We need this. {MARK}. **Others** too.",
                f"{MARK}! I say it again: {MARK}.",
                "I say no address any more.",
            ],
        )

    def test_no_copy_keeps_it_but_the_one_for_an_appeal(self):
        Rendering.objects.create(
            comment=self.comment, comment_version=1, language="en", body=SECRET, html=SECRET,
            made_at=timezone.now(),
        )  # fmt: skip

        decision = decided(self.comment, REDACT, passage=SECRET)

        rendering = Rendering.objects.get()
        self.assertEqual((rendering.state, rendering.body, rendering.html), ("removed", "", ""))
        bodies = self.comment.history.values_list("body", flat=True)
        self.assertFalse([body for body in bodies if "Lake" in body])
        found = IndexedText.objects.get(kind="comment", object_id=self.comment.pk)
        self.assertNotIn("Lake", found.text)
        self.assertNotIn("lake", found.tokens)
        self.assertEqual(decision.redaction.body, BODY)

    def test_files_of_exports_are_no_longer_kept(self):
        folder = Path(mkdtemp())
        (folder / "export-1-1.csv").write_text(SECRET)
        export = Export.objects.create(
            requested_by=cast.organiser(), draft_set=self.comment.draft_set, language="en",
            base_url="http://x", requested_at=timezone.now(), finished_at=timezone.now(),
            state="ready", file_name="export-1-1.csv",
        )  # fmt: skip

        with (
            override_settings(EXPORT_DIR=folder),
            self.captureOnCommitCallbacks(execute=True),
        ):
            decided(self.comment, REDACT, passage=SECRET)

        export.refresh_from_db()
        self.assertEqual((export.state, list(folder.iterdir())), ("removed", []))

    def test_readers_find_it_nowhere(self):
        self.rewrite(f"Again: {SECRET}.")
        decided(self.comment, REDACT, passage=SECRET)
        reader = cast.client_of(cast.reader())

        for path in ("", "history/", "text/", "reply/", "agree/"):
            answer = reader.get(f"/en/c/{self.comment.slug}/{path}")
            self.assertEqual(answer.status_code, 200)
            self.assertNotContains(answer, "Lake Road")
        self.assertContains(reader.get("/en/recent/"), "A liaison has taken out a passage.")
        for path in ("/en/recent/feed/", "/en/search/?q=lake", "/en/decisions/"):
            self.assertNotContains(self.client.get(path), "Lake Road")

    def test_the_letter_tells_of_it_without_repeating_it(self):
        decision = decided(self.comment, REDACT, by=cast.organiser(name="Olga"), passage=SECRET)

        tell_author(decision.pk)

        letter = mail.outbox[0]
        id_ = self.comment.short_id
        self.assertEqual(letter.subject, f"A passage was taken out of your contribution {id_}")
        self.assertIn("The liaison Olga has taken a passage out", letter.body)
        self.assertNotIn("Lake Road", letter.body)

    def test_a_form_that_was_open_with_the_passage_in_it_is_a_conflict(self):
        decided(self.comment, REDACT, passage=SECRET)

        answer = cast.client_of(self.comment.author).post(
            f"/en/c/{self.comment.slug}/edit/",
            {"body": BODY, "language": "ar", "version": 1, "deed": "send"},
        )

        self.assertEqual(answer.status_code, 409)
        self.assertIn(MARK, self.now().body)


class WhatTheFormRefuses(Redacted):
    def test_a_passage_that_does_not_stand_there_or_stands_in_the_reason(self):
        liaison = cast.liaison("ar")
        for over in (
            {"passage": "Amal lives"},
            {"passage": "Something else"},
            {"passage": ""},
            {"passage": MARK},
        ):
            if over["passage"] == "Amal lives":
                over["reason"] = "Says where Amal lives."
            reason = over.pop("reason", "Private.")
            with self.subTest(over, reason=reason):
                answer = send(liaison, self.comment, "redact", reason, **over)
                self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.now().body, BODY)

    def test_the_deed_itself_knows_too(self):
        with self.assertRaises(WordsChangedError):
            decided(self.comment, REDACT, passage="Something else")
        self.assertFalse(Decision.objects.exists())

    def test_it_is_asked_for_on_a_page_of_its_own(self):
        page = cast.client_of(cast.liaison("ar")).get(f"{address(self.comment)}?kind=redact")

        self.assertContains(page, 'name="passage"')
        self.assertContains(page, 'name="kind" value="redact"')
        self.assertNotContains(page, 'value="hide"')


class BringingItBack(Redacted):
    def test_restores_the_words_and_their_history(self):
        self.rewrite(f"Again: {SECRET}.")
        decided(self.comment, REDACT, passage=SECRET)

        decided(self.comment, RESTORE)

        self.assertEqual(self.now().body, f"Again: {SECRET}.")
        self.assertEqual(self.earlier(), [BODY, f"Again: {SECRET}."])
        self.assertIsNotNone(Redaction.objects.get().restored_at)

    def test_leaves_what_the_author_has_rewritten_meanwhile(self):
        decided(self.comment, REDACT, passage=SECRET)
        self.rewrite("Without any address.")

        decided(self.comment, RESTORE)

        self.assertEqual(self.now().body, "Without any address.")
        self.assertEqual(self.earlier(), [BODY, "Without any address."])

    def test_of_two_passages_brings_both(self):
        decided(self.comment, REDACT, passage=SECRET)
        decided(self.comment, REDACT, passage="We need this.")

        decided(self.comment, RESTORE)

        self.assertEqual((self.now().body, self.earlier()), (BODY, [BODY]))

    def test_is_possible_once(self):
        decided(self.comment, REDACT, passage=SECRET)
        decided(self.comment, RESTORE)

        with self.assertRaises(AlreadyDecidedError):
            decided(self.comment, RESTORE)

    def test_hidden_words_are_shown_again_without_the_passage(self):
        decided(self.comment, REDACT, passage=SECRET)
        decided(self.comment, HIDE)

        decided(self.comment, RESTORE)

        self.assertEqual(self.now().visibility, "public")
        self.assertIn(MARK, self.now().body)


class TwoLiaisonsAtOnce(Redacted):
    def test_the_second_sees_what_the_first_did(self):
        decided(self.comment, REDACT, by=cast.organiser(name="Olga"), passage=SECRET)

        answer = send(cast.liaison("ar"), self.comment, "redact", passage="We need", seen=0)

        self.assertContains(answer, "<bdi>Olga</bdi> was quicker", status_code=409)
        self.assertIn("We need this.", self.now().body)

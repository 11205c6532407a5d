"""Whatever a form brings, nothing breaks and nothing typed is lost."""

import uuid
from urllib.parse import quote

from django.core.cache import cache

from feedback.models import Comment

from .nonsense import FORGED, BadInput

UNKNOWN = "copy them, open the page again"
FORM = "application/x-www-form-urlencoded"


class InAForm(BadInput):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.reader)

    @property
    def composer(self):
        return f"/en/write/{self.recommendation.code}/"

    def fields(self, **over):
        revision = self.recommendation.history.latest().history_id
        return {
            "key": str(uuid.uuid4()), "read_language": "en", "read_revision": str(revision),
            "with_account": "True", "language": "en", "free": "Long thought about.",
            "deed": "send", **over,
        }  # fmt: skip

    def test_each_field_of_the_composer_with_nonsense_loses_no_words(self):
        for name in ("key", "read_language", "read_revision", "language", "website"):
            says = {"language": "errorlist", "website": ""}.get(name, UNKNOWN)
            for value in FORGED:
                if (name, value) in {("website", ""), ("website", " ")}:
                    continue
                with self.subTest(name, value=value[:20]):
                    answer = self.post_form(self.composer, self.fields(**{name: value}))
                    self.assert_kept(answer, says)
        self.assertEqual(Comment.objects.filter(body__startswith="Long").count(), 0)

    def test_a_missing_field_loses_no_words(self):
        for name in ("key", "read_language", "read_revision", "language"):
            fields = self.fields()
            del fields[name]
            with self.subTest(name):
                answer = self.post_form(self.composer, fields)
                self.assert_kept(answer, "errorlist" if name == "language" else UNKNOWN)

    def test_words_that_cannot_be_stored_are_shown_again(self):
        for words in ("So \x00 far", "So \ufffd far", "So far " + "x" * 20_001):
            with self.subTest(words[:20]):
                answer = self.post_form(self.composer, self.fields(free=words))
                self.assertContains(answer, "far", status_code=400)

    def test_a_text_of_another_place_or_time_loses_no_words(self):
        for over in ({"read_revision": "1" + "0" * 30}, {"read_language": "ja"}):
            with self.subTest(over):
                self.assert_kept(self.post_form(self.composer, self.fields(**over)))

    def test_too_many_fields(self):
        fields = self.fields() | {f"x{number}": "1" for number in range(1500)}
        for address in (self.composer, "/en/accounts/login/", f"/en/c/{self.comment.slug}/edit/"):
            self.assert_clear(self.client.post(address, fields), address, (400,))

    def test_bodies_that_are_no_form(self):
        for kind, body in (
            (FORM, b"\xff\xfe\x00"),
            (FORM, b"%ff=%00&%"),
            (f"{FORM}; charset=none", b"free=a"),
            (f"{FORM}; charset=utf-16", b"free=a"),
            ("application/json", b"{}"),
            ("multipart/form-data", b"--x"),
            ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
            ("multipart/form-data; boundary=", b""),
            ("text/plain", b"x" * 3_000_000),
        ):
            for address in (
                self.composer,
                f"/en/c/{self.comment.slug}/edit/",
                "/en/accounts/login/",
            ):
                with self.subTest(kind, body=body[:20]):
                    answer = self.client.generic("POST", address, body, content_type=kind)
                    self.assert_clear(answer, address, (200, 302, 400, 403, 413))

    def test_words_in_an_unreadable_encoding_are_said(self):
        body = b"&".join(f"{k}={quote(v)}".encode() for k, v in self.fields(free="").items())
        answer = self.client.post(self.composer, body + b"&free=caf%E9", content_type=FORM)
        self.assertContains(answer, "caf\ufffd", status_code=400)

    def test_another_wording_with_nonsense_loses_no_words(self):
        address = f"/en/c/{self.comment.slug}/edit/"
        fine = {"body": "Another wording.", "language": "en", "version": "1", "deed": "send"}
        for name in ("language", "version"):
            for value in FORGED:
                with self.subTest(name, value=value[:20]):
                    answer = self.post_form(address, {**fine, name: value})
                    self.assertIn(answer.status_code, (400, 409))
                    self.assertContains(answer, "Another wording.", status_code=answer.status_code)

    def test_a_decision_with_nonsense_loses_no_reason(self):
        self.client.force_login(self.organiser)
        address = f"/en/c/{self.waiting.slug}/decide/"
        fine = {"kind": "hide", "reason": "It breaks a rule.", "version": "1"}
        for name in ("kind", "version"):
            for value in FORGED:
                with self.subTest(name, value=value[:20]):
                    answer = self.post_form(address, {**fine, name: value})
                    self.assertContains(answer, "It breaks a rule.", status_code=400)

    def test_deeds_that_do_not_exist(self):
        for deed in ("", "x", "\x00", "SEND"):
            answer = self.post_form(self.composer, self.fields(deed=deed))
            self.assertContains(answer, "Long thought about.")
        self.assertEqual(Comment.objects.filter(body__startswith="Long").count(), 0)

    def test_addresses_of_mail_and_files_with_nonsense(self):
        self.client.force_login(self.organiser)
        for value in FORGED:
            for fields in ({"draft_set": value, "format": "csv"}, {"format": value}):
                answer = self.post_form("/en/exports/", fields)
                self.assert_clear(answer, "/en/exports/", (400,))

    def test_signing_up_with_nonsense(self):
        self.client.logout()
        for name in ("username", "name", "email", "password1", "language", "community"):
            for value in FORGED:
                with self.subTest(name, value=value[:20]):
                    fields = {"username": "new-person", "name": "New", "language": "en"}
                    answer = self.post_form("/en/accounts/signup/", {**fields, name: value})
                    self.assertLess(answer.status_code, 500)
                    cache.clear()

    def assert_kept(self, answer, says=UNKNOWN):
        """Refused with a word on why, and with the words that were typed."""
        self.assertContains(answer, "Long thought about.", status_code=400)
        self.assertContains(answer, 'role="alert"', status_code=400)
        self.assertContains(answer, says, status_code=400)

    def post_form(self, address, fields):
        """As a browser does, and lone surrogates as bytes that are no UTF-8."""
        pairs = (
            f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}"
            for name, value in fields.items()
        )
        return self.client.post(address, "&".join(pairs), content_type=FORM)

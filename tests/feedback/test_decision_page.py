"""The page of a decision: what it shows, who was quicker, and that decisions stand."""

import re

from django.contrib import admin
from django.test import RequestFactory, TestCase

from feedback.actions.moderate import WordsChangedError, decide
from feedback.models import Comment, Decision, Visibility
from tests import cast, make
from tests.house.source import python_files

from .deciding import decided
from .test_deciding import APPROVE, HIDE, address, send, state_of


class TwoLiaisonsAtOnce(TestCase):
    def test_the_second_sees_what_the_first_did_and_keeps_the_reason(self):
        comment = make.comment(language="ar", visibility="waiting", body="Come and buy")
        first = cast.liaison("ar", name="Zahra")
        decide(comment, HIDE, by=first, rule=make.rule(), reason="It sells something.")

        response = send(cast.liaison("ar"), comment, "approve", "A fair point.")

        self.assertEqual(response.status_code, 409)
        for words in ("Zahra", "It sells something.", "was quicker", "A fair point."):
            self.assertContains(response, words, status_code=409)
        self.assertEqual(state_of(comment), Visibility.HIDDEN)
        self.assertEqual(Decision.objects.count(), 1)

    def test_a_second_click_changes_nothing(self):
        comment = make.comment(language="ar", visibility="waiting")
        liaison = cast.liaison("ar")
        send(liaison, comment, "approve")

        response = send(liaison, comment, "approve")

        self.assertContains(response, "You have decided this already", status_code=409)
        self.assertEqual(Decision.objects.count(), 1)

    def test_words_that_changed_since_they_were_read_are_not_approved(self):
        comment = make.comment(language="ar", visibility="waiting")
        Comment.objects.filter(pk=comment.pk).update(version=2, html="<p>Buy this</p>")

        response = send(cast.liaison("ar"), comment, "approve")

        self.assertContains(response, "changed these words after you opened", status_code=409)
        self.assertContains(response, "<p>Buy this</p>", status_code=409)
        self.assertContains(response, 'name="version" value="2"', status_code=409)
        self.assertEqual(state_of(comment), Visibility.WAITING)

    def test_the_deed_itself_knows_what_was_read(self):
        comment = make.comment(visibility="waiting", version=3)

        with self.assertRaises(WordsChangedError):
            decide(
                comment,
                APPROVE,
                by=cast.organiser(),
                rule=make.rule(),
                reason="Fine.",
                seen_version=2,
            )

    def test_an_author_who_withdrew_was_quicker(self):
        comment = make.comment(language="ar", visibility="withdrawn", html="<p>Gone</p>")

        response = send(cast.organiser(), comment, "hide")

        self.assertContains(response, "has withdrawn it in the meantime", status_code=409)
        self.assertNotContains(response, "<p>Gone</p>", status_code=409)


class ThePageOfADecision(TestCase):
    def test_it_shows_the_words_and_what_was_decided_before(self):
        comment = make.comment(language="ar", html="<p>نعم</p>")
        decide(
            comment,
            HIDE,
            by=cast.organiser(name="Olga"),
            rule=make.rule(),
            reason="A mistake of mine.",
        )

        response = cast.client_of(cast.liaison("ar")).get(address(comment))

        for words in ("<p>نعم</p>", "by <bdi>Olga</bdi>", "A mistake of mine."):
            self.assertContains(response, words)

    def test_it_offers_only_what_fits(self):
        client = cast.client_of(cast.liaison("ar"))
        for state, offered in (
            ("waiting", ["approve", "hide"]),
            ("public", ["hide"]),
            ("hidden", ["restore"]),
        ):
            comment = make.comment(language="ar", visibility=state)
            response = client.get(address(comment))
            for kind in ("approve", "hide", "restore"):
                number = 1 if kind in offered else 0
                self.assertContains(response, f'name="kind" value="{kind}"', count=number)

    def test_nonsense_is_a_bad_request_and_changes_nothing(self):
        comment = make.comment(language="ar")
        liaison = cast.liaison("ar")

        for sent in ({"kind": "delete"}, {"version": "x"}, {"version": ""}, {"version": "9" * 40}):
            over = {"kind": "hide", **sent}
            response = send(liaison, comment, over.pop("kind"), **over)
            self.assertEqual(response.status_code, 400)
        self.assertEqual(state_of(comment), Visibility.PUBLIC)

    def test_it_goes_back_to_the_desk_as_it_was_and_nowhere_else(self):
        liaison = cast.liaison("ar")
        for back, goal in (
            ("/en/desk/?language=ar&page=2", "/en/desk/?language=ar&page=2"),
            ("https://example.org/en/desk/", None),
            ("//example.org/en/desk/", None),
        ):
            comment = make.comment(language="ar")
            response = send(liaison, comment, "hide", back=back)
            self.assertEqual(response.headers["Location"], goal or f"/en/c/{comment.slug}/")


class ADecisionStands(TestCase):
    def test_later_decisions_are_added_and_change_none(self):
        comment = make.comment(language="ar")
        liaison = cast.liaison("ar")
        send(liaison, comment, "hide", "Spam.")
        first = Decision.objects.values().get()

        send(liaison, comment, "restore", "It was none.")

        self.assertEqual(Decision.objects.count(), 2)
        self.assertEqual(Decision.objects.values().get(pk=first["id"]), first)

    def test_no_query_edits_one_or_takes_it_away(self):
        comment = make.comment()
        decision = decided(comment, HIDE, reason="Spam.")

        for deed in (
            lambda: Decision.objects.update(reason="Another."),
            lambda: comment.decisions.filter(kind=HIDE).update(rule=None, told_at=None),
            lambda: comment.decisions.all().delete(),
            lambda: Decision.objects.filter(pk=decision.pk).delete(),
        ):
            with self.assertRaises(TypeError):
                deed()
        self.assertEqual(Decision.objects.get().reason, "Spam.")

    def test_no_code_saves_one_again_or_deletes_it(self):
        for file in python_files():
            found = re.search(r"\bdecision\.(save|delete)\(", file.read_text())
            self.assertIsNone(found, file)

    def test_the_back_office_changes_none(self):
        request = RequestFactory().get("/")
        request.user = cast.admin()

        for site_admin in admin.site._registry.values():
            models = {inline.model for inline in site_admin.inlines}
            self.assertNotIn(Decision, models)
            if site_admin.model is Decision:
                self.assertFalse(site_admin.has_add_permission(request))
                self.assertFalse(site_admin.has_change_permission(request))
                self.assertFalse(site_admin.has_delete_permission(request))

    def test_no_address_changes_one(self):
        decision = decide(
            make.comment(), HIDE, by=cast.organiser(), rule=make.rule(), reason="Spam."
        )
        before = Decision.objects.values().get()
        client = cast.client_of(cast.admin())
        sent = {"reason": "Another.", "kind": "restore", "post": "yes", "id": decision.pk}

        for path in (
            "/en/decisions/",
            f"/en/decisions/{decision.pk}/",
            f"/en/admin/feedback/decision/{decision.pk}/change/",
            f"/en/admin/feedback/decision/{decision.pk}/delete/",
        ):
            self.assertIn(client.post(path, sent).status_code, {403, 404, 405})
            for method in (client.put, client.patch, client.delete):
                method(path, sent)
        self.assertEqual(Decision.objects.values().get(), before)

"""Deciding on a comment: what a decision does, and who may make it."""

from django.contrib.auth.models import AnonymousUser
from django.test import TestCase

from accounts.models import Assignment
from accounts.roles import Role, Scope
from feedback.actions.moderate import AlreadyDecidedError, decide
from feedback.models import Comment, Decision, Outbox, Visibility
from recommendations.models import Stamp
from tests import cast, make

HIDE, APPROVE, RESTORE = Decision.Kind.HIDE, Decision.Kind.APPROVE, Decision.Kind.RESTORE


def address(comment):
    return f"/en/c/{comment.slug}/decide/"


def send(person, comment, kind, reason="It names a private person.", **over):
    """What the form of the desk sends."""
    over.setdefault("rule", make.rule().key)
    sent = {"kind": kind, "reason": reason, "version": comment.version, **over}
    return cast.client_of(person).post(address(comment), sent)


def state_of(comment):
    return Comment.objects.get(pk=comment.pk).visibility


class ApprovingAComment(TestCase):
    def test_it_can_be_read_and_the_decision_is_kept(self):
        liaison = cast.liaison("ar")
        comment = make.comment(language="ar", name="Amal", visibility=Visibility.WAITING)

        response = send(liaison, comment, "approve", " A good\r\n point. ")

        self.assertRedirects(response, f"/en/c/{comment.slug}/", fetch_redirect_response=False)
        self.assertEqual(state_of(comment), Visibility.PUBLIC)
        decision = Decision.objects.get()
        self.assertEqual(
            (decision.comment, decision.kind, decision.by, decision.reason),
            (comment, APPROVE, liaison, "A good point."),
        )
        self.assertEqual(decision.rule, make.rule())

    def test_it_becomes_what_its_author_chose(self):
        comment = make.comment(visibility=Visibility.WAITING, chosen_visibility=Visibility.GROUP)

        decide(comment, APPROVE, by=cast.organiser(), rule=make.rule(), reason="Fine.")

        self.assertEqual(state_of(comment), Visibility.GROUP)

    def test_without_a_reason_the_ready_one_stands_in_the_language_of_the_page(self):
        comment = make.comment(language="ar", visibility=Visibility.WAITING)
        make.rule("in-order")

        cast.client_of(cast.liaison("ar")).post(
            f"/da/c/{comment.slug}/decide/", {"kind": "approve", "reason": " ", "version": 1}
        )

        decision = Decision.objects.get()
        self.assertEqual(decision.reason, "On topic, no rule is broken.")
        self.assertEqual(decision.reason_language, "en")
        self.assertEqual(decision.rule.key, "in-order")

    def test_words_that_can_be_read_are_not_approved_again(self):
        comment = make.comment(language="ar")

        self.assertEqual(send(cast.liaison("ar"), comment, "approve").status_code, 409)
        self.assertFalse(Decision.objects.exists())


class HidingAComment(TestCase):
    def test_it_is_hidden_and_its_replies_stay(self):
        first = make.comment(language="ar")
        reply = make.comment(language="ar", parent=first)

        send(cast.liaison("ar"), first, "hide")

        self.assertEqual(state_of(first), Visibility.HIDDEN)
        self.assertEqual(state_of(reply), Visibility.PUBLIC)

    def test_it_can_be_done_in_every_state_that_someone_can_read(self):
        for state in ("public", "unnamed", "group", "waiting"):
            comment = make.comment(visibility=state)
            decide(comment, HIDE, by=cast.organiser(), rule=make.rule(), reason="Spam.")
            self.assertEqual(state_of(comment), Visibility.HIDDEN)

    def test_it_needs_a_reason_and_keeps_what_was_typed(self):
        comment = make.comment(language="ar")
        liaison = cast.liaison("ar")

        for reason in ("", "   ", "\u200b", "...", "x" * 501, "a\x00b"):
            with self.subTest(reason):
                response = send(liaison, comment, "hide", reason)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.context["form"]["reason"].value(), reason)
        self.assertEqual(state_of(comment), Visibility.PUBLIC)
        self.assertFalse(Decision.objects.exists())

    def test_a_reason_may_have_five_hundred_signs(self):
        comment = make.comment(language="ar")

        send(cast.liaison("ar"), comment, "hide", "ب" * 500)

        self.assertEqual(Decision.objects.get().reason, "ب" * 500)

    def test_its_words_keep_their_history(self):
        comment = make.comment(language="ar")
        before = comment.history.count()

        decide(comment, HIDE, by=cast.organiser(), rule=make.rule(), reason="Spam.")

        self.assertEqual(before, 1)
        self.assertEqual(comment.history.count(), before)

    def test_pages_and_the_author_come_to_know(self):
        comment = make.comment()
        before = Stamp.objects.read(*comment.stamp_keys).text

        decision = decide(comment, HIDE, by=cast.organiser(), rule=make.rule(), reason="Spam.")

        self.assertNotEqual(Stamp.objects.read(*comment.stamp_keys).text, before)
        self.assertEqual(
            list(Outbox.objects.values_list("task", "row_id")),
            [("feedback.tell_author", decision.pk)],
        )

    def test_nobody_else_reads_it_any_more(self):
        comment = make.comment(language="ar")
        decide(comment, HIDE, by=cast.organiser(), rule=make.rule(), reason="Spam.")

        for person in (AnonymousUser(), cast.reader(), cast.liaison("fr")):
            self.assertFalse(Comment.objects.visible_to(person).exists())
        self.assertTrue(Comment.objects.visible_to(cast.liaison("ar")).exists())


class RestoringAComment(TestCase):
    def test_it_can_be_read_again_as_its_author_wanted(self):
        comment = make.comment(
            language="ar", visibility="hidden", chosen_visibility=Visibility.UNNAMED
        )

        send(cast.liaison("ar"), comment, "restore", "Hidden by mistake.")

        self.assertEqual(state_of(comment), Visibility.UNNAMED)

    def test_only_hidden_words_are_restored(self):
        for state in ("public", "waiting", "withdrawn"):
            comment = make.comment(visibility=state)
            with self.assertRaises(AlreadyDecidedError):
                decide(comment, RESTORE, by=cast.organiser(), rule=make.rule(), reason="Fine.")
            self.assertEqual(state_of(comment), state)


class WhoMayDecide(TestCase):
    def test_a_stranger_is_sent_to_sign_in(self):
        comment = make.comment()

        response = self.client.post(address(comment), {"kind": "hide", "reason": "Spam."})

        self.assertEqual(response.status_code, 302)
        self.assertTrue(response.headers["Location"].startswith("/en/accounts/login/"))

    def test_a_reader_a_member_and_a_liaison_of_another_language_may_not(self):
        comment = make.comment(language="ar")

        for person in (cast.reader(), cast.member("diversity"), cast.liaison("fr")):
            self.assertEqual(cast.client_of(person).get(address(comment)).status_code, 403)
            self.assertEqual(send(person, comment, "hide").status_code, 403)
        self.assertEqual(state_of(comment), Visibility.PUBLIC)

    def test_words_one_may_not_know_of_are_not_there(self):
        cast.liaison("ar")
        for state in ("waiting", "hidden"):
            comment = make.comment(language="ar", visibility=state)
            self.assertEqual(send(cast.liaison("fr"), comment, "hide").status_code, 404)
        self.assertEqual(
            cast.client_of(cast.organiser()).get("/en/c/XX1-1-1/decide/").status_code, 404
        )

    def test_nobody_decides_on_their_own_words(self):
        for person in (cast.liaison("ar"), cast.organiser()):
            comment = make.comment(language="ar", author=person, visibility="waiting")
            self.assertEqual(send(person, comment, "approve").status_code, 403)
            self.assertEqual(state_of(comment), Visibility.WAITING)

    def test_a_right_that_ended_while_the_form_was_open_has_ended(self):
        comment = make.comment(language="ar")
        liaison = cast.liaison("ar")
        client = cast.client_of(liaison)
        self.assertContains(client.get(address(comment)), 'value="hide"')
        liaison.assignments.all().delete()

        sent = {"kind": "hide", "reason": "Spam.", "version": 1}

        self.assertEqual(client.post(address(comment), sent).status_code, 403)
        self.assertEqual(state_of(comment), Visibility.PUBLIC)

    def test_the_form_wants_its_proof_of_origin(self):
        comment = make.comment(language="ar")
        client = cast.client_of(cast.liaison("ar"))
        client.handler.enforce_csrf_checks = True

        sent = {"kind": "hide", "reason": "Spam.", "version": 1}

        self.assertEqual(client.post(address(comment), sent).status_code, 403)
        self.assertEqual(state_of(comment), Visibility.PUBLIC)


class ALiaisonOfACommunity(TestCase):
    def test_decides_on_no_language(self):
        person = make.person()
        Assignment.objects.create(
            user=person, role=Role.LIAISON, scope=Scope.COMMUNITY, value="some-affiliate"
        )
        comment = make.comment(language="fr")

        self.assertEqual(send(person, comment, "hide").status_code, 403)
        self.assertEqual(state_of(comment), Visibility.PUBLIC)

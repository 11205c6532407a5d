"""Warning and blocking an author: what a block ends, what it leaves, and when it ends."""

import uuid
from datetime import timedelta

from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.utils import timezone

from feedback.actions.conversations import Seen, save_report
from feedback.actions.flag import flag
from feedback.actions.moderate import AlreadyDecidedError
from feedback.actions.participate import Words, edit, send, set_agreement
from feedback.announcing import announce
from feedback.models import Agreement, Block, Comment, Conversation, Decision, Flag
from feedback.models.decision import possible_kinds
from feedback.notice_letters import tell_of_notice
from feedback.notices import tell_author
from feedback.places import place_now
from tests import cast, make

from .deciding import decided
from .test_deciding import address
from .test_deciding import send as send_decision
from .test_notices import author

WARN, BLOCK, UNBLOCK = Decision.Kind.WARN, Decision.Kind.BLOCK, Decision.Kind.UNBLOCK


class AWarning(TestCase):
    def test_changes_nothing_and_tells_the_author(self):
        comment = make.comment(language="ar", author=author())

        send_decision(cast.liaison("ar"), comment, "warn", "Please do not shout.")

        decision = Decision.objects.get()
        tell_author(decision.pk)
        self.assertEqual(Comment.objects.get().visibility, "public")
        self.assertIn("A warning about your contribution", mail.outbox[0].subject)
        self.assertIn("Please do not shout.", mail.outbox[0].body)


class Blocked(TestCase):
    def setUp(self):
        self.person = author()
        self.comment = make.comment(language="ar", author=self.person)
        self.other = make.comment()
        self.decision = decided(self.comment, BLOCK, days=7, reason="Again and again.")
        self.browser = cast.client_of(self.person)


class Blocking(TestCase):
    def test_by_the_form_for_some_days(self):
        comment = make.comment(language="ar")
        before = timezone.now()

        send_decision(cast.liaison("ar"), comment, "block", days=7)

        block = Block.objects.get()
        self.assertEqual((block.person, block.decision.kind), (comment.author, "block"))
        days = (block.until - before) / timedelta(days=1)
        self.assertTrue(7 <= days < 7.01, days)

    def test_is_offered_for_accounts_only_and_not_for_some_other_number_of_days(self):
        guest = make.comment(name="Amal", language="ar")
        comment = make.comment(language="ar")

        self.assertNotIn(BLOCK, possible_kinds(guest))
        for days in ("", "0", "8", "x"):
            answer = send_decision(cast.liaison("ar"), comment, "block", days=days)
            self.assertEqual(answer.status_code, 400)
        self.assertFalse(Block.objects.exists())

    def test_who_moderates_is_blocked_by_organisers_only(self):
        comment = make.comment(language="ar", author=cast.liaison("fr"))
        liaison = cast.liaison("ar")

        page = cast.client_of(liaison).get(address(comment))

        self.assertNotContains(page, "kind=block")
        self.assertEqual(send_decision(liaison, comment, "block", days=7).status_code, 403)
        send_decision(cast.organiser(), comment, "block", days=7)
        self.assertEqual(Block.objects.count(), 1)


class WhatABlockEnds(Blocked):
    def test_no_page_for_writing_opens_and_each_says_why_and_until_when(self):
        for path in (
            f"write/{self.other.recommendation.code}/",
            f"c/{self.other.slug}/reply/",
            f"c/{self.other.slug}/agree/",
            f"c/{self.other.slug}/report/",
            f"c/{self.comment.slug}/edit/",
            "conversations/new/",
        ):
            for method in (self.browser.get, self.browser.post):
                with self.subTest(path):
                    answer = method(f"/en/{path}")
                    self.assertContains(answer, "Again and again.", status_code=403)

    def test_no_deed_whose_form_was_open_is_done(self):
        words = [Words("Once more.", "en")]
        place = place_now(self.other.recommendation)
        sent = {"key": uuid.uuid4(), "reason": "spam", "note": "", "language": "en"}
        for deed in (
            lambda: send(place, words, key=uuid.uuid4(), by=self.person),
            lambda: edit(self.comment, body="Now", language="en", version=1, by=self.person),
            lambda: set_agreement(self.other, by=self.person, agrees=True),
            lambda: save_report(uuid.uuid4(), {}, [], seen=Seen(0), by=self.person),
            lambda: flag(self.other, by=self.person, address="10.0.0.1", **sent),
        ):
            with self.assertRaises(PermissionDenied):
                deed()
        self.assertEqual(Comment.objects.count(), 2)
        for model in (Agreement, Flag, Conversation):
            self.assertFalse(model.objects.exists())

    def test_letters_about_their_replies_that_had_not_gone_out_do_not(self):
        parent = make.comment(author=author("anna@example.org"))
        self.assertFalse(self.letter_about_a_reply_to(parent))

        decided(self.comment, UNBLOCK)
        self.assertTrue(self.letter_about_a_reply_to(parent))

    def letter_about_a_reply_to(self, parent):
        reply = make.comment(parent=parent, author=self.person)
        announce(reply.pk)
        return tell_of_notice(reply.notices.get().pk)


class WhatABlockLeaves(Blocked):
    def test_reading_writing_to_people_ones_own_words_and_data(self):
        for path in (
            "recent/", f"c/{self.other.slug}/", "mine/", f"c/{self.comment.slug}/withdraw/",
            "accounts/data/", "accounts/close/", "liaisons/organisers/write/",
        ):  # fmt: skip
            with self.subTest(path):
                self.assertNotIn(self.browser.get(f"/en/{path}").status_code, (403, 404))

    def test_withdrawing(self):
        self.browser.post(f"/en/c/{self.comment.slug}/withdraw/")

        self.assertEqual(Comment.objects.get(pk=self.comment.pk).visibility, "withdrawn")

    def test_others_write_on(self):
        answer = cast.client_of(cast.reader()).get(f"/en/c/{self.other.slug}/reply/")

        self.assertEqual(answer.status_code, 200)


class TheEndOfABlock(Blocked):
    def opens(self):
        return self.browser.get(f"/en/c/{self.other.slug}/reply/").status_code == 200

    def test_comes_by_itself(self):
        Block.objects.update(until=timezone.now() - timedelta(seconds=1))

        self.assertTrue(self.opens())

    def test_comes_when_it_is_lifted_on_any_words_of_theirs(self):
        another = make.comment(author=self.person, language="ar")

        send_decision(cast.liaison("ar"), another, "unblock", "It was enough.")

        self.assertTrue(self.opens())
        self.assertIsNotNone(Block.objects.get().lifted_at)

    def test_a_second_block_waits_for_the_end_of_the_first(self):
        with self.assertRaises(AlreadyDecidedError):
            decided(self.comment, BLOCK, days=7)
        decided(self.comment, UNBLOCK)
        with self.assertRaises(AlreadyDecidedError):
            decided(self.comment, UNBLOCK)
        decided(self.comment, BLOCK, days=1)

        self.assertFalse(self.opens())

    def test_the_letter_says_until_when(self):
        tell_author(self.decision.pk)

        self.assertEqual(mail.outbox[0].subject, "You are blocked from writing")
        self.assertIn("Again and again.", mail.outbox[0].body)

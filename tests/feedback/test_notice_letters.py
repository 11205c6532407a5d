"""Letters at once: what they say, that each goes out once, and what is asked before it does."""

from datetime import timedelta

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.closing import empty_account
from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.announcing import announce
from feedback.models import Block, Decision, Notice, Visibility
from feedback.notice_letters import tell_of_notice
from feedback.own_data import HELD
from tests import cast, make

SITE = "https://strategy.example.org"


def tell():
    """Write all letters that wait; how many went out."""
    return sum(tell_of_notice(pk) for pk in Notice.objects.values_list("pk", flat=True))


class UnsendableBackend(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise OSError("no mail server")


@override_settings(BASE_URL=SITE)
class TellingOfAReply(TestCase):
    def setUp(self):
        self.amal = cast.with_address("amal@example.org")
        self.comment = make.comment(author=self.amal)

    def reply(self, **over):
        reply = make.comment(parent=self.comment, body="We see it *differently*.", **over)
        announce(reply.pk)
        return reply

    def test_it_says_who_replied_what_and_where(self):
        reply = self.reply(author=cast.reader(name="Bela"))

        self.assertEqual(tell(), 1)

        [letter] = mail.outbox
        self.assertEqual(letter.to, ["amal@example.org"])
        self.assertEqual(letter.subject, f"A reply to your contribution {self.comment.short_id}")
        for words in (
            f"Bela has replied to your contribution {self.comment.short_id}:",
            "We see it *differently*.", f"{SITE}/en/c/{reply.slug}/",
            f"{SITE}/en/settings/notices/",
        ):  # fmt: skip
            self.assertIn(words, letter.body)

    def test_it_goes_out_once(self):
        self.reply()
        self.assertEqual([tell(), tell()], [1, 0])
        self.assertEqual(len(mail.outbox), 1)

    def test_who_follows_the_thread_too_gets_one_letter(self):
        cast.follow(self.amal, self.comment)
        cast.follow(self.amal, self.comment.recommendation)
        self.reply()
        self.assertEqual((tell(), len(mail.outbox)), (1, 1))
        self.assertIn("A reply to", mail.outbox[0].subject)

    def test_a_letter_that_could_not_be_sent_is_sent_at_the_next_try(self):
        self.reply()
        broken = f"{__name__}.{UnsendableBackend.__name__}"
        with override_settings(EMAIL_BACKEND=broken), self.assertRaises(OSError):
            tell()
        self.assertEqual(tell(), 1)

    def test_it_is_in_the_readers_language_with_links_into_it(self):
        self.amal.language = "ar"
        self.amal.save()
        reply = self.reply()
        tell()
        self.assertIn(f"/ar/c/{reply.slug}/", mail.outbox[0].body)
        self.assertIn("/ar/letters/stop/", mail.outbox[0].extra_headers["List-Unsubscribe"])
        self.assertEqual(mail.outbox[0].extra_headers["Content-Language"], "ar")

    def test_a_name_that_is_not_shown_stands_in_no_letter(self):
        self.reply(author=cast.reader(name="Secret"), visibility=Visibility.UNNAMED)
        tell()
        self.assertNotIn("Secret", str(mail.outbox[0].message()))
        self.assertIn("Name not shown", mail.outbox[0].body)

    def test_it_goes_to_proven_addresses_of_those_who_want_it(self):
        unproven = cast.reader(email="new@example.org")
        quiet = cast.with_address("no@example.org", replies_frequency="portal")
        for person in (unproven, quiet, cast.reader()):
            self.comment = make.comment(author=person)
            self.reply()
        self.assertEqual(tell(), 0)


@override_settings(BASE_URL=SITE)
class TellingOfAContribution(TestCase):
    def test_it_says_who_wrote_what_where_and_how_to_end_it(self):
        group = make.group(name_en="Diversity")
        thing = make.recommendation(draft_set=make.draft_set(group=group))
        cast.follow(cast.with_address("bela@example.org"), group)
        comment = make.comment(
            recommendation=thing, author=cast.reader(name="Amal"), body="<b>Isn't</b> & that"
        )
        announce(comment.pk)

        self.assertEqual(tell(), 1)

        [letter] = mail.outbox
        self.assertEqual(letter.subject, f"New contribution {comment.short_id}")
        for words in (
            f"Amal on “{make.TITLE}” ({comment.short_id}):", "<b>Isn't</b> & that",
            f"{SITE}/en/c/{comment.slug}/",
            f"Follow no more: Diversity\n{SITE}/en/letters/stop/",
        ):  # fmt: skip
            self.assertIn(words, letter.body)

    def test_each_thing_that_can_be_followed_has_its_name_in_the_letter(self):
        first = make.comment(language="fr")
        reply = make.comment(parent=first, language="fr")
        for number, subject in enumerate((first.recommendation, first, "fr")):
            cast.follow(cast.with_address(f"r{number}@example.org"), subject)
        announce(reply.pk)
        tell()
        ends = [
            letter.body.partition("Follow no more: ")[2].split("\n")[0] for letter in mail.outbox
        ]
        code = first.recommendation.code
        wanted = [f"{first.short_id} {make.TITLE}", "français", f"{code} {make.TITLE}"]
        self.assertCountEqual(ends, wanted)

    def test_it_can_be_ended_with_one_click_of_the_mail_program(self):
        cast.follow(cast.with_address("bela@example.org"), "en")
        announce(make.comment().pk)
        tell()
        headers = mail.outbox[0].extra_headers
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        self.assertRegex(headers["List-Unsubscribe"], rf"^<{SITE}/en/letters/stop/[^/>]+/>$")
        self.assertIn(headers["List-Unsubscribe"].strip("<>"), mail.outbox[0].body)


class WhatHappensBetweenWritingAndSending(TestCase):
    """The notice is there, the letter is not: each of these must stop it."""

    def setUp(self):
        self.group = make.group(slug="diversity")
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.bela = cast.member(self.group, name="Bela", email="bela@example.org")
        cast.prove_address(self.bela)
        self.following = cast.follow(self.bela, self.recommendation)
        self.author = cast.reader()

    def said(self, visibility=Visibility.PUBLIC):
        comment = make.comment(
            recommendation=self.recommendation, author=self.author, visibility=visibility,
            chosen_visibility=visibility,
        )  # fmt: skip
        self.assertEqual(announce(comment.pk), 1)
        return comment

    def nothing_goes_out(self, frequency="portal"):
        self.assertEqual((tell(), mail.outbox), (0, []))
        self.assertEqual(Notice.objects.get().frequency, frequency)
        self.assertEqual(tell(), 0)

    def block(self, person):
        other = decide(
            make.comment(),
            Decision.Kind.HIDE,
            by=cast.organiser(),
            rule=make.rule(),
            reason="A rule.",
        )
        until = timezone.now() + timedelta(days=1)
        return Block.objects.create(decision=other, person=person, until=until)

    def test_nothing_happens_and_it_goes_out(self):
        self.said(Visibility.GROUP)
        self.assertEqual((tell(), len(mail.outbox)), (1, 1))

    def test_the_words_are_hidden(self):
        decide(
            self.said(), Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A name."
        )
        self.nothing_goes_out()

    def test_the_words_are_withdrawn(self):
        withdraw(self.said())
        self.nothing_goes_out()

    def test_the_drafts_are_taken_back(self):
        self.said()
        self.bela.assignments.all().delete()
        self.recommendation.draft_set.published_at = None
        self.recommendation.draft_set.save()
        self.nothing_goes_out()

    def test_the_role_is_taken_away(self):
        self.said(Visibility.GROUP)
        self.bela.assignments.all().delete()
        self.nothing_goes_out()

    def test_the_reader_is_blocked(self):
        self.said()
        self.block(self.bela)
        self.nothing_goes_out()

    def test_the_author_is_blocked(self):
        self.said()
        self.block(self.author)
        self.nothing_goes_out()

    def test_a_block_that_is_over_or_lifted_stops_nothing(self):
        self.said()
        for field in ("until", "lifted_at"):
            block = self.block(self.bela)
            setattr(block, field, timezone.now() - timedelta(days=1))
            block.save()
        self.assertEqual(tell(), 1)

    def test_it_is_followed_no_more(self):
        self.said()
        self.following.delete()
        self.nothing_goes_out()

    def test_the_letter_is_wanted_later(self):
        self.said()
        self.following.frequency = "weekly"
        self.following.save()
        self.nothing_goes_out(frequency="weekly")

    def test_another_wish_still_wants_it(self):
        self.said()
        self.following.delete()
        cast.follow(self.bela, self.group)
        self.assertEqual(tell(), 1)

    def test_the_account_is_closed(self):
        self.said()
        empty_account(self.bela, HELD, at=timezone.now())
        self.assertEqual((tell(), mail.outbox, Notice.objects.count()), (0, [], 0))

    def test_the_address_is_no_longer_proven(self):
        self.said()
        self.bela.emailaddress_set.update(verified=False)
        self.nothing_goes_out()

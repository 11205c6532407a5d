"""The queue of the desk: who enters, what waits there and in which order."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from feedback.models import Visibility
from tests import cast, make

WAITING = Visibility.WAITING


def waiting(**over):
    """Words of a guest that wait for a liaison."""
    return make.comment(visibility=WAITING, **{"name": "Amal", **over})


def shown(response):
    return [comment.short_id for comment in response.context["page"]]


class EnteringTheQueue(TestCase):
    def test_a_stranger_is_sent_to_sign_in(self):
        self.assertRedirects(
            self.client.get("/en/desk/queue/"),
            "/en/accounts/login/?next=/en/desk/queue/",
            fetch_redirect_response=False,
        )

    def test_a_reader_a_member_and_a_translator_may_not(self):
        for person in (cast.reader(), cast.member("diversity"), cast.translator("ar")):
            self.assertEqual(cast.client_of(person).get("/en/desk/queue/").status_code, 403)

    def test_liaisons_and_organisers_may(self):
        for person in (cast.liaison("ar"), cast.organiser(), cast.admin()):
            self.assertEqual(cast.client_of(person).get("/en/desk/queue/").status_code, 200)

    def test_a_right_that_was_taken_away_is_gone_at_once(self):
        liaison = cast.liaison("ar")
        client = cast.client_of(liaison)
        liaison.assignments.all().delete()

        self.assertEqual(client.get("/en/desk/queue/").status_code, 403)

    def test_it_is_kept_nowhere(self):
        client = cast.client_of(cast.liaison("ar"))

        self.assertIn("no-store", client.get("/en/desk/queue/").headers["Cache-Control"])


class WhatWaits(TestCase):
    def test_a_liaison_sees_what_waits_in_their_languages_oldest_first(self):
        now = timezone.now()
        newer = waiting(language="ar", said_at=now - timedelta(hours=1))
        older = waiting(language="fr", said_at=now - timedelta(hours=2))
        cast.liaison("es")
        waiting(language="es")
        make.comment(language="ar")
        make.comment(language="ar", visibility=Visibility.HIDDEN)
        make.comment(language="ar", visibility=Visibility.WITHDRAWN)

        response = cast.client_of(cast.liaison("ar", "fr")).get("/en/desk/queue/")

        self.assertEqual(shown(response), [older.short_id, newer.short_id])
        self.assertContains(response, "2 contributions wait for a decision.")

    def test_nobody_finds_their_own_words_there(self):
        liaison = cast.liaison("ar")
        waiting(language="ar", author=liaison)
        other = waiting(language="ar")

        self.assertEqual(shown(cast.client_of(liaison).get("/en/desk/queue/")), [other.short_id])

    def test_another_role_that_reads_more_adds_nothing_to_decide(self):
        person = cast.liaison("ar")
        person.assignments.create(role="group_member")
        cast.liaison("es")
        wanted = waiting(language="ar")
        waiting(language="es")

        self.assertEqual(shown(cast.client_of(person).get("/en/desk/queue/")), [wanted.short_id])

    def test_what_no_liaison_covers_and_what_is_late_is_marked(self):
        cast.liaison("ar")
        cast.liaison("sw", is_active=False)
        now = timezone.now()
        covered = waiting(language="ar", said_at=now - timedelta(days=2))
        uncovered = waiting(language="sw", said_at=now)

        response = cast.client_of(cast.organiser()).get("/en/desk/queue/")

        self.assertEqual(shown(response), [covered.short_id, uncovered.short_id])
        self.assertContains(response, "no liaison for this language", count=1)
        self.assertContains(response, ">over 48 hours<", count=1)

    def test_a_liaison_of_all_languages_covers_them_all(self):
        everywhere = cast.liaison()
        waiting(language="sw")

        response = cast.client_of(everywhere).get("/en/desk/queue/")

        self.assertEqual(len(shown(response)), 1)
        self.assertNotContains(response, "no liaison for this language")

    def test_each_item_says_who_where_since_when_and_why(self):
        iteration = make.iteration(title_en="First drafts")
        target = make.recommendation(
            draft_set=make.draft_set(iteration=iteration), title_en="Redefine communities"
        )
        part = make.part(
            recommendation=target, question=make.part_question(text_en="What is the change?")
        )
        question = make.guiding_question(label_en="Effects where you are")
        first = make.comment(recommendation=target, body="We were never asked.")
        since = timezone.now().replace(year=2020, month=2, day=29)
        waiting(
            part=part, question=question, parent=first, name="Amal <b>", language="ar",
            body="نعم", html="<p>نعم</p>", said_at=since,
        )  # fmt: skip

        response = cast.client_of(cast.liaison("ar")).get("/en/desk/queue/")

        for words in (
            "Redefine communities", "First drafts", "What is the change?",
            "Effects where you are", "We were never asked.", "Amal &lt;b&gt;", "(not signed in)",
            "Waiting since 29 February 2020: written without an account",
            '<div class="said prose" lang="ar" dir="rtl"><p>نعم</p></div>',
        ):  # fmt: skip
            self.assertContains(response, words)

    def test_an_account_over_the_limit_is_told_from_a_guest(self):
        waiting(language="ar", author=cast.reader(), name="")

        response = cast.client_of(cast.liaison("ar")).get("/en/desk/queue/")

        self.assertContains(response, ": more than the limit for one account")
        self.assertNotContains(response, "written without an account")

    def test_words_above_it_that_are_hidden_or_withdrawn_do_not_show(self):
        for visibility in (Visibility.HIDDEN, Visibility.WITHDRAWN):
            gone = make.comment(body="Secret words", visibility=visibility)
            waiting(language="ar", parent=gone)

        response = cast.client_of(cast.liaison("ar")).get("/en/desk/queue/")

        self.assertContains(response, "A reply to words that cannot be read now.", count=2)
        self.assertNotContains(response, "Secret words")

    def test_an_author_who_wants_no_name_shown_has_none_here(self):
        author = cast.reader(name="Careful Person")
        waiting(language="ar", author=author, name="", chosen_visibility=Visibility.UNNAMED)

        response = cast.client_of(cast.liaison("ar")).get("/en/desk/queue/")

        self.assertEqual(len(shown(response)), 1)
        self.assertNotContains(response, "Careful Person")

    def test_hidden_words_can_be_found_to_be_restored(self):
        hidden = make.comment(language="ar", visibility=Visibility.HIDDEN)
        waiting(language="ar")

        response = cast.client_of(cast.liaison("ar")).get("/en/desk/queue/?show=hidden")

        self.assertEqual(shown(response), [hidden.short_id])
        self.assertContains(response, 'value="restore"', count=1)
        self.assertNotContains(response, 'value="approve"')

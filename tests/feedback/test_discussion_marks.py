"""What a discussion says of single contributions: gone, late, in which language, by whom."""

from datetime import timedelta

from django.utils import timezone

from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.models import Decision, Visibility
from recommendations.actions import windows_changed
from tests import cast, make

from .reading import ADiscussion, ids_on, of_class, page_of, place_of, with_words


class PlacesWithoutWords(ADiscussion):
    def setUp(self):
        super().setUp()
        self.first = self.say(body="Gone with the wind.")
        self.organiser = cast.organiser()

    def hide(self, comment):
        decide(comment, Decision.Kind.HIDE, by=self.organiser, rule=make.rule(), reason="A rule.")

    def test_stay_for_replies_when_words_are_hidden(self):
        reply = self.say(parent=self.first)
        self.hide(self.first)
        page = self.page()
        self.assertEqual(ids_on(page), [self.first.short_id, reply.short_id])
        self.assertEqual(with_words(page), [reply.short_id])
        self.assertContains(page, "Hidden by a liaison.")
        self.assertNotContains(page, "Gone with the wind.")

    def test_stay_for_replies_when_words_are_withdrawn(self):
        reply = self.say(parent=self.first)
        withdraw(self.first)
        self.assertEqual(ids_on(self.page()), [self.first.short_id, reply.short_id])
        self.assertContains(self.page(), "Withdrawn by its author.")
        self.assertNotContains(self.page(), "Gone with the wind.")

    def test_in_the_middle_of_a_thread_stay_too(self):
        reply = self.say(parent=self.first)
        below = self.say(parent=reply)
        self.hide(reply)
        expected = [each.short_id for each in (self.first, reply, below)]
        self.assertEqual(ids_on(self.page()), expected)

    def test_go_where_nothing_stands_below_them(self):
        self.hide(self.first)
        self.assertEqual(ids_on(self.page()), [])
        other = self.say()
        reply = self.say(parent=other)
        self.hide(reply)
        self.assertEqual(ids_on(self.page()), [other.short_id])

    def test_go_where_what_stands_below_them_is_hidden_too(self):
        reply = self.say(parent=self.first)
        self.hide(reply)
        self.hide(self.first)
        self.assertEqual(ids_on(self.page()), [])

    def test_name_nobody(self):
        self.say(parent=self.first, author=cast.reader())
        self.hide(self.first)
        self.assertNotContains(self.page(), self.author.name)

    def test_are_not_counted(self):
        self.say(parent=self.first)
        self.hide(self.first)
        self.assertContains(
            self.page(), "1 contribution that anyone can read (threads: 0, replies: 1)."
        )


class Late(ADiscussion):
    def close(self, at):
        iteration = self.recommendation.draft_set.iteration
        iteration.closes_at = at
        iteration.save()
        windows_changed()

    def is_late(self, comment):
        mark = ".//span[contains(@class, 'chip') and text() = 'late']"
        return bool(place_of(self.page(), comment).xpath(mark))

    def test_is_what_was_said_after_the_window_closed(self):
        now = timezone.now()
        self.close(now - timedelta(hours=1))
        before, after = self.say(said_at=now - timedelta(hours=2)), self.say(said_at=now)
        self.assertEqual([self.is_late(before), self.is_late(after)], [False, True])

    def test_is_no_longer_when_the_window_is_extended(self):
        self.close(timezone.now() - timedelta(hours=1))
        comment = self.say(said_at=timezone.now())
        self.assertTrue(self.is_late(comment))
        self.close(timezone.now() + timedelta(days=1))
        self.assertFalse(self.is_late(comment))

    def test_is_nothing_while_no_end_is_announced(self):
        self.close(None)
        self.assertFalse(self.is_late(self.say()))

    def test_goes_by_when_it_was_said_not_by_when_it_was_stored(self):
        now = timezone.now()
        self.close(now - timedelta(hours=1))
        comment = self.say(said_at=now - timedelta(hours=2), stored_at=now)
        self.assertFalse(self.is_late(comment))

    def test_the_very_moment_of_closing_is_too_late(self):
        moment = timezone.now() - timedelta(hours=1)
        self.close(moment)
        just_before = self.say(said_at=moment - timedelta(microseconds=1))
        self.assertFalse(self.is_late(just_before))
        self.assertTrue(self.is_late(self.say(said_at=moment)))


class Marks(ADiscussion):
    def test_words_carry_their_language_and_direction(self):
        self.say(language="ar", body="رأيي")
        self.say(language="ku-latn", body="Ez")
        said = of_class(page_of(self.page()), "said")
        found = {(each.get("lang"), each.get("dir")) for each in said}
        self.assertEqual(found, {("ar", "rtl"), ("ku-latn", "ltr")})

    def test_guests_are_shown_as_not_signed_in_and_the_unnamed_not_at_all(self):
        self.say(author=None, name="Amina")
        self.say(visibility=Visibility.UNNAMED)
        page = self.page()
        self.assertContains(page, '<bdi>Amina</bdi> <span class="subtle">(not signed in)</span>')
        self.assertContains(page, "Name not shown")
        self.assertNotContains(page, self.author.name)

    def test_ages_are_dates(self):
        self.say(said_at=timezone.now() - timedelta(days=400))
        self.assertNotContains(self.page(), " ago")

    def test_waiting_words_are_shown_to_their_author_and_liaison_as_such(self):
        waiting = self.say(visibility=Visibility.WAITING, language="ar")
        for person in (self.author, cast.liaison("ar"), cast.organiser()):
            page = self.page(browser=cast.client_of(person))
            self.assertEqual(with_words(page), [waiting.short_id])
            self.assertContains(page, "Waiting for a liaison")
        for person in (cast.reader(), cast.liaison("es")):
            self.assertEqual(ids_on(self.page(browser=cast.client_of(person))), [])

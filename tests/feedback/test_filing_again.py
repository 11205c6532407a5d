"""Filing a contribution where it belongs: what moves, what stays, and what is remembered."""

from django.core.cache import cache
from django.test import TestCase

from feedback.actions.refile import NewPlace, NotPossibleError, place_named, place_of
from feedback.models import Comment, Decision, IndexedText
from recommendations.models import Stamp
from tests import cast, make

from .deciding import decided
from .test_deciding import send

MOVE = Decision.Kind.MOVE


class Filed(TestCase):
    def setUp(self):
        cache.clear()
        self.old = make.part()
        self.new = make.part(question=self.old.question)
        self.first = make.comment(part=self.old, language="ar", body="Not about this.")
        self.reply = make.comment(parent=self.first, body="Indeed not.")
        self.deeper = make.comment(parent=self.reply, body="Nor this.")

    def fresh(self, comment):
        return Comment.objects.get(pk=comment.pk)

    def file(self, comment, target, part=None, parent=None):
        return decided(comment, MOVE, place=NewPlace(target, part, parent))


class FilingItElsewhere(Filed):
    def test_by_the_form_with_a_short_id_and_a_part(self):
        target = self.new.recommendation

        answer = send(
            cast.liaison("ar"), self.first, "move",
            place=target.code.lower(), part=self.new.question.key,
        )  # fmt: skip

        self.assertRedirects(answer, f"/en/c/{self.first.slug}/", fetch_redirect_response=False)
        moved = self.fresh(self.first)
        self.assertEqual((moved.recommendation, moved.part), (target, self.new))
        decision = Decision.objects.get()
        self.assertEqual(
            (decision.place_before, decision.place_after),
            (f"{self.old.recommendation.code}/{self.old.key}", f"{target.code}/{self.new.key}"),
        )

    def test_keeps_id_and_address_and_shows_it_in_the_new_place_alone(self):
        self.file(self.first, self.new.recommendation)

        page = self.client.get(f"/en/c/{self.first.slug}/")

        for words in (self.first.short_id, "Not about this.", "Indeed not.", "Nor this."):
            self.assertContains(page, words)
        code = self.old.recommendation.code
        self.assertContains(page, f"Filed here by a liaison; it was said on {code}.", count=3)
        self.assertContains(self.page_of(self.new), "Indeed not.")
        self.assertNotContains(self.page_of(self.old), "Indeed not.")

    def page_of(self, part):
        return self.client.get(f"/en{part.recommendation.get_absolute_url()}")

    def test_replies_come_along_in_their_order(self):
        self.file(self.first, self.new.recommendation, self.new)

        for comment in (self.reply, self.deeper):
            moved = self.fresh(comment)
            self.assertEqual(moved.recommendation, self.new.recommendation)
            self.assertEqual((moved.thread, moved.path), (self.first, comment.path))

    def test_the_first_place_is_written_down_once(self):
        third = make.recommendation()
        self.file(self.first, self.new.recommendation)
        self.file(self.first, third)

        moved = self.fresh(self.first)
        self.assertEqual(
            (moved.first_draft_set, moved.first_recommendation, moved.first_part),
            (self.old.recommendation.draft_set, self.old.recommendation, self.old),
        )
        self.assertEqual(moved.recommendation, third)

    def test_the_text_that_its_author_read_is_still_that_of_the_first_place(self):
        self.file(self.first, self.new.recommendation)

        page = self.client.get(f"/en/c/{self.first.slug}/text/")

        self.assertContains(page, "We recommend a <strong>review</strong>")

    def test_numbers_given_out_later_collide_with_none(self):
        self.file(self.first, self.new.recommendation)
        answer = cast.client_of(cast.reader()).post(
            f"/en/c/{self.first.slug}/reply/", self.composed("A new reply.")
        )
        self.assertEqual(answer.status_code, 302)

        reply = Comment.objects.get(body="A new reply.")

        self.assertEqual(reply.slug, f"{self.new.recommendation.code}-1")
        self.assertEqual(reply.recommendation, self.new.recommendation)
        paths = Comment.objects.filter(thread=self.first).values_list("path", flat=True)
        self.assertEqual(len(set(paths)), 3)
        self.assertGreater(reply.path, self.fresh(self.deeper).path)

    def composed(self, body):
        page = cast.client_of(cast.reader()).get(f"/en/c/{self.first.slug}/reply/")
        form, place = page.context["form"], page.context["place"]
        return {
            "free": body, "language": "en", "deed": "send", "key": form["key"].value(),
            "read_language": place.read_language, "read_revision": place.read_revision,
        }  # fmt: skip

    def test_both_places_come_to_know_and_the_search_too(self):
        keys = [f"talk:{part.recommendation.code}" for part in (self.old, self.new)]
        before = [Stamp.objects.read(key).text for key in keys]

        self.file(self.first, self.new.recommendation)

        after = [Stamp.objects.read(key).text for key in keys]
        self.assertTrue(all(one != other for one, other in zip(before, after, strict=True)))
        found = IndexedText.objects.filter(kind="comment").values_list("draft_set", flat=True)
        self.assertEqual(set(found), {self.new.recommendation.draft_set_id})

    def test_the_drafts_as_a_whole_are_a_place_too(self):
        other = make.draft_set()

        self.file(self.first, other)

        moved = self.fresh(self.first)
        self.assertEqual((moved.recommendation, moved.draft_set), (None, other))

    def test_another_part_of_the_same_text_says_where_it_was(self):
        part = make.part(recommendation=self.old.recommendation)

        self.file(self.first, self.old.recommendation, part)

        self.assertEqual(self.fresh(self.first).filed_from, self.old.key.upper())


class AReplyOfItsOwn(Filed):
    def test_becomes_a_thread_with_its_own_replies_and_can_be_put_back(self):
        decision = self.file(self.reply, self.new.recommendation)

        moved, below = self.fresh(self.reply), self.fresh(self.deeper)
        self.assertEqual((moved.parent, moved.thread, moved.depth), (None, None, 0))
        self.assertEqual((below.thread, below.depth), (self.reply, 1))
        self.assertEqual(self.fresh(self.first).replies.count(), 0)

        decided(self.reply, MOVE, place=place_named(decision.place_before))

        back, below = self.fresh(self.reply), self.fresh(self.deeper)
        self.assertEqual((back.parent, back.path), (self.first, self.reply.path))
        self.assertEqual((below.thread, below.path), (self.first, self.deeper.path))
        self.assertEqual(back.filed_from, "")


class WhatIsRefused(Filed):
    def refused(self, **over):
        answer = send(cast.organiser(), self.first, "move", **over)
        self.assertIn(answer.status_code, (400, 409))
        self.assertFalse(Decision.objects.exists())
        return answer

    def test_what_is_no_text_or_not_published_or_the_same_place(self):
        secret = make.recommendation(draft_set=make.draft_set(published_at=None))

        for place in ("", "XX9-9", self.reply.short_id, secret.code):
            with self.subTest(place):
                self.refused(place=place)
        self.refused(place=self.old.recommendation.code, part=self.old.question.key)

    def test_a_part_that_the_text_does_not_have(self):
        question = make.part_question()

        self.refused(place=self.new.recommendation.code, part=question.key)

    def test_private_words_are_not_given_to_another_group(self):
        private = make.comment(visibility="group", chosen_visibility="group")

        with self.assertRaises(NotPossibleError):
            self.file(private, self.new.recommendation)
        own = make.recommendation(draft_set=private.draft_set)
        self.file(private, own)
        self.assertEqual(self.fresh(private).recommendation, own)

    def test_the_second_liaison_sees_where_the_first_has_put_it(self):
        self.file(self.first, self.new.recommendation)
        third = make.recommendation()

        answer = send(cast.liaison("ar"), self.first, "move", place=third.code, seen=0)

        self.assertEqual(answer.status_code, 409)
        self.assertEqual(str(place_of(self.fresh(self.first))), self.new.recommendation.code)

"""Marking a contribution as saying the same as another one, and taking the mark away."""

from django.core.cache import cache
from django.test import TestCase

from feedback.actions.moderate import AlreadyDecidedError, NotPossibleError
from feedback.models import Comment, Decision
from tests import cast, make

from .deciding import decided
from .test_deciding import send

DUPLICATE, UNBUNDLE = Decision.Kind.DUPLICATE, Decision.Kind.UNBUNDLE


class SaidTwice(TestCase):
    def setUp(self):
        cache.clear()
        self.first = make.comment(body="The first.")
        self.second = make.comment(language="ar", body="The second.")

    def same_as(self, comment):
        return Comment.objects.get(pk=comment.pk).same_as

    def test_both_can_be_read_and_one_is_marked(self):
        send(cast.liaison("ar"), self.second, "duplicate", other=self.first.short_id)

        self.assertEqual(self.same_as(self.second), self.first)
        self.assertEqual(Decision.objects.get().other, self.first)
        page = self.client.get(f"/en/c/{self.second.slug}/")
        self.assertContains(page, "The second.")
        self.assertContains(
            page, f'<a class="permalink" href="/en/c/{self.first.slug}/">{self.first.short_id}</a>'
        )

    def test_the_mark_is_taken_away(self):
        decided(self.second, DUPLICATE, other=self.first)

        decided(self.second, UNBUNDLE)

        self.assertIsNone(self.same_as(self.second))

    def test_nothing_says_the_same_as_itself_nor_in_a_circle(self):
        third = make.comment()
        decided(self.second, DUPLICATE, other=self.first)
        decided(third, DUPLICATE, other=self.second)

        answer = send(cast.organiser(), self.first, "duplicate", other=self.first.short_id)

        self.assertEqual(answer.status_code, 400)
        for other in (self.second, third):
            answer = send(cast.organiser(), self.first, "duplicate", other=other.short_id)
            self.assertEqual(answer.status_code, 409)
            with self.assertRaises(NotPossibleError):
                decided(self.first, DUPLICATE, other=other)
        self.assertIsNone(self.same_as(self.first))

    def test_words_that_cannot_be_read_are_no_other_contribution(self):
        hidden = make.comment(visibility="hidden")

        with self.assertRaises(NotPossibleError):
            decided(self.second, DUPLICATE, other=hidden)

    def test_one_mark_at_a_time(self):
        decided(self.second, DUPLICATE, other=self.first)

        with self.assertRaises(AlreadyDecidedError):
            decided(self.second, DUPLICATE, other=make.comment())

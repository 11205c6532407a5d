"""A group publishes its next drafts: what stands in the way, and what happens at once."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.test import Client, TestCase
from django.utils import timezone

from recommendations.actions import correct_text
from recommendations.models import DateMove, DraftSet, Publication
from recommendations.publishing import next_set, obstacles, publish_next, set_before
from tests import cast, make


class NextDrafts(TestCase):
    """Drafts of iteration 1 that are open, and those of iteration 2 that follow them."""

    def setUp(self):
        self.group = make.group(slug="diversity", code="DV")
        self.first, self.second = make.iteration(number=1), make.iteration(number=2)
        self.old = make.draft_set(group=self.group, iteration=self.first)
        self.new = make.draft_set(group=self.group, iteration=self.second, published_at=None)
        self.earlier = make.recommendation(draft_set=self.old)
        self.later = make.recommendation(draft_set=self.new, title_en="New title")
        make.lineage(earlier=self.earlier, later=self.later)
        self.member = cast.member(self.group)

    def publish(self, **over):
        return publish_next(self.new, by=self.member, **over)


class Publishing(NextDrafts):
    def test_everyone_reads_them_from_then_on(self):
        address = "/en/iterations/2/diversity/1/"
        self.assertEqual(Client().get(address).status_code, 404)
        old_page = Client().get("/en/iterations/1/diversity/1/")

        self.publish()

        self.assertContains(Client().get(address), "New title")
        tag = {"If-None-Match": old_page.headers["ETag"]}
        self.assertContains(Client().get("/en/iterations/1/diversity/1/", headers=tag), "DV2-1")

    def test_the_texts_are_frozen(self):
        self.publish()
        with self.assertRaises(ValueError):
            correct_text(self.later, {"title_en": "Another"}, by=self.member)

    def test_it_is_kept_who_did_it_and_what_was_said(self):
        self.publish(note="We ran out of time.", left_unanswered=3)
        kept = Publication.objects.get()
        self.assertEqual(
            (kept.draft_set, kept.by, kept.note, kept.left_unanswered, kept.language),
            (self.new, self.member, "We ran out of time.", 3, "en"),
        )
        self.new.refresh_from_db()
        self.assertEqual(kept.made_at, self.new.published_at)

    def test_the_drafts_before_are_closed_with_a_reason_and_no_others(self):
        others = make.draft_set(group=make.group(), iteration=self.first)
        until = self.first.closes_at

        self.publish()

        move = DateMove.objects.get()
        self.assertEqual((move.draft_set, move.by), (self.old, self.member))
        self.assertIn("Iteration 2", move.reason)
        self.assertEqual(move.old_closing, until)
        self.assertEqual(Publication.objects.get().closing, move)
        self.assertEqual(DraftSet.objects.get(pk=self.old.pk).window.phase(), "closed")
        self.assertEqual(DraftSet.objects.get(pk=others.pk).window.phase(), "open")

    def test_what_is_said_on_them_later_is_taken_and_late(self):
        before = make.comment(recommendation=self.earlier)
        self.publish()
        sent = cast.client_of(cast.reader()).get(f"/en/write/{self.earlier.code}/")
        self.assertEqual(sent.status_code, 200)
        late = make.comment(
            recommendation=self.earlier, said_at=timezone.now() + timedelta(seconds=1)
        )
        late.draft_set = before.draft_set = DraftSet.objects.get(pk=self.old.pk)
        self.assertEqual((before.is_late, late.is_late), (False, True))

    def test_a_window_that_is_closed_already_stays_as_it_is(self):
        now = timezone.now()
        DraftSet.objects.filter(pk=self.old.pk).update(
            opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)
        )
        self.assertIsNone(self.publish().closing)
        self.assertEqual(DateMove.objects.count(), 0)

    def test_the_second_of_two_publishes_nothing(self):
        self.assertIsNotNone(self.publish())
        self.assertIsNone(publish_next(self.new, by=cast.organiser(), note="Again."))
        self.assertEqual(Publication.objects.count(), 1)
        self.assertEqual(DateMove.objects.count(), 1)

    def test_an_explanation_that_is_too_long_publishes_nothing(self):
        with self.assertRaises(ValueError):
            self.publish(note="x" * 1001)
        self.assertEqual(next_set(self.group), self.new)


class WhatStandsInTheWay(NextDrafts):
    def test_nothing_does_where_each_old_one_has_a_successor(self):
        self.assertFalse(obstacles(self.new))

    def test_an_old_recommendation_that_leads_nowhere(self):
        forgotten = make.recommendation(draft_set=self.old)
        self.assertEqual(obstacles(self.new).without_successor, [forgotten])
        with self.assertRaises(ValidationError):
            self.publish()
        self.new.refresh_from_db()
        self.assertIsNone(self.new.published_at)

    def test_one_that_was_withdrawn_does_not(self):
        withdrawn = make.recommendation(draft_set=self.old)
        make.lineage(earlier=withdrawn, later=None, kind="withdrawn", withdrawn_in=self.new)
        self.assertFalse(obstacles(self.new))

    def test_drafts_without_a_recommendation(self):
        empty = make.draft_set(group=make.group(), iteration=self.second, published_at=None)
        self.assertTrue(obstacles(empty).is_empty)
        with self.assertRaises(ValidationError):
            publish_next(empty, by=self.member)


class WhichDraftsTheseAre(NextDrafts):
    def test_the_next_are_the_earliest_that_are_not_published(self):
        make.draft_set(group=self.group, iteration=make.iteration(number=3), published_at=None)
        self.assertEqual(next_set(self.group), self.new)

    def test_those_before_are_the_newest_that_are(self):
        third = make.draft_set(
            group=self.group, iteration=make.iteration(number=3), published_at=None
        )
        self.assertEqual(set_before(self.new), self.old)
        self.assertEqual(set_before(third), self.old)
        self.publish()
        self.assertEqual(set_before(third), self.new)

    def test_first_drafts_have_none_before(self):
        first = make.draft_set(group=make.group(), iteration=self.second, published_at=None)
        make.recommendation(draft_set=first)
        self.assertIsNone(set_before(first))
        self.assertIsNotNone(publish_next(first, by=self.member))

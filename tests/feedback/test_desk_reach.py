"""Whose desk a contribution comes to: by scope, and what is left to every liaison."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from accounts.models import Assignment, Community
from accounts.roles import Role, Scope
from feedback import desk as desks
from feedback.models import Comment, Visibility
from feedback.models.coverage import OVERDUE_AFTER
from feedback.permissions import may_decide_on
from tests import cast, make

from .test_desk import waiting


def affiliate_liaison(community):
    person = make.person()
    Assignment.objects.create(
        user=person, role=Role.LIAISON, scope=Scope.COMMUNITY, value=community.slug
    )
    return person


class WhoReachesWhat(TestCase):
    def reach(self, person):
        """By its ways, which must agree: list, permission, and that it can be read."""
        listed = set(desks.in_reach_of(person))
        seen = set(Comment.objects.visible_to(person))
        decided = {each for each in Comment.objects.all() if may_decide_on(person, each)}
        self.assertEqual(listed, decided & seen)
        self.assertEqual(listed, set(desks.in_scope_of(person)) | set(desks.left_to_all(person)))
        return listed

    def setUp(self):
        self.now = timezone.now()
        self.liaison, self.other = cast.liaison("ar"), cast.liaison("es")
        self.organiser = cast.organiser()

    def late(self, **over):
        return waiting(language="ar", said_at=self.now - OVERDUE_AFTER, **over)

    def test_what_waits_in_a_language_is_its_liaisons_and_the_organisers(self):
        words = waiting(language="ar", said_at=self.now - OVERDUE_AFTER + timedelta(minutes=5))

        self.assertEqual(self.reach(self.liaison), {words})
        self.assertEqual(self.reach(self.other), set())
        self.assertEqual(self.reach(self.organiser), {words})

    def test_after_two_days_it_is_every_liaisons(self):
        words = self.late()

        self.assertEqual(self.reach(self.other), {words})

    def test_a_language_that_nobody_covers_is_every_liaisons_at_once(self):
        words = waiting(language="sw")

        for person in (self.liaison, self.other, self.organiser):
            self.assertEqual(self.reach(person), {words})

    def test_a_liaison_whose_account_was_closed_covers_nothing(self):
        cast.liaison("sw", is_active=False)
        words = waiting(language="sw")

        self.assertEqual(self.reach(self.other), {words})

    def test_where_somebody_is_a_liaison_of_everything_nothing_is_left(self):
        cast.liaison()
        waiting(language="sw")

        self.assertEqual(self.reach(self.other), set())

    def test_the_liaison_of_an_affiliate_has_its_members_words_in_every_language(self):
        chile = Community.objects.create(slug="chile", kind="affiliate")
        of_chile = affiliate_liaison(chile)
        by_author = waiting(language="sw", author=make.person(community=chile), name="")
        make.comment(language="sw", visibility=Visibility.HIDDEN)

        self.assertEqual(self.reach(of_chile), {by_author})
        self.assertEqual(self.reach(self.other), set())

    def test_private_words_are_opened_to_organisers_only(self):
        for over in ({"language": "sw"}, {"language": "ar", "said_at": self.now - OVERDUE_AFTER}):
            waiting(chosen_visibility=Visibility.GROUP, **over)

        self.assertEqual(self.reach(self.other), set())
        self.assertEqual(len(self.reach(self.organiser)), 2)

    def test_hidden_words_are_not_opened_by_time(self):
        make.comment(
            language="ar", visibility=Visibility.HIDDEN, waits_since=self.now - OVERDUE_AFTER
        )

        self.assertEqual(self.reach(self.other), set())

    def test_nobody_reaches_their_own_words_however_long_they_wait(self):
        self.late(author=self.other, name="")

        self.assertEqual(self.reach(self.other), set())

    def test_readers_and_members_reach_nothing(self):
        self.late()

        for person in (cast.reader(), cast.translator("ar")):
            self.assertEqual(self.reach(person), set())
            self.assertEqual(Comment.objects.visible_to(person).count(), 0)

    def test_what_is_left_to_all_can_be_decided_by_a_liaison_of_another_language(self):
        words = self.late()

        response = cast.client_of(self.other).get(f"/en/c/{words.slug}/decide/")

        self.assertEqual(response.status_code, 200)

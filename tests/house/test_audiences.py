"""For whom a token is: what the canary takes for a leak, and what not."""

from django.test import TestCase

from .baits.bait import Bait
from .crowd import STAFF
from .doors import LIAISON, MEMBER, STRANGER


class ATokensAudience(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.bait = Bait()

    def is_secret(self, of, to, in_kind="pages"):
        return self.bait.is_secret(of, to=to, in_kind=in_kind)

    def test_is_nobody_unless_it_is_told(self):
        self.assertTrue(self.is_secret("never told", STAFF))
        self.assertFalse(self.bait.is_somebodys("never told"))

    def test_is_everybody_for_what_is_public(self):
        self.assertFalse(self.is_secret("public, words", STRANGER))

    def test_is_told_by_how_a_name_begins_and_the_longer_beginning_counts(self):
        self.bait.is_for((LIAISON, MEMBER), "private")
        self.bait.is_for((MEMBER,), "private, note")
        found = [self.is_secret(of, LIAISON) for of in ("private, words", "private, note")]
        self.assertEqual(found, [False, True])

    def test_may_read_it_in_some_kinds_of_place_only(self):
        self.bait.is_for((MEMBER,), "private", not_in=("letters",))
        self.bait.is_for((STAFF,), "account", only_in=("back office",))
        told = {
            ("private", MEMBER, "pages"): False,
            ("private", MEMBER, "letters"): True,
            ("account", STAFF, "back office"): False,
            ("account", STAFF, "pages"): True,
        }
        self.assertEqual({each: self.is_secret(*each) for each in told}, told)

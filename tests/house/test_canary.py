"""Nothing that is not public can be read anywhere: each secret carries a token, and all is read.

``make check A5`` goes further: everybody walks, and files, letters and what lies behind are read.
"""

import logging
import re

from django.core import mail
from django.core.cache import cache
from django.test import TestCase

from accounts.models import User
from tests import cast

from .baits import planted
from .doors import ORGANISER, OTHER_LIAISON, READER, STRANGER
from .walk import addresses, text_of, walk

PLACES_OF_A_PUBLIC_TOKEN = 8


class Canary(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.bait = planted()
        cls.tokens = cls.bait.tokens
        cls.people = {
            STRANGER: None,
            READER: cast.reader(name="Reader"),
            OTHER_LIAISON: cast.liaison("es", name="Other liaison"),
        }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pages = {}  # not in setUpTestData: of what stands there each test gets a copy

    def setUp(self):
        logging.disable()  # each refusal would be written down, and most of these are refused
        self.addCleanup(logging.disable, logging.NOTSET)

    def read_by(self, who):
        """Each page that this person can open. Read once for all tests."""
        if who not in self.pages:
            cache.clear()
            browser = cast.client_of(self.people[who]) if self.people[who] else self.client
            self.pages[who] = list(walk(browser, addresses(self.bait)))
        return self.pages[who]

    def test_no_secret_is_read_anywhere(self):
        secret = {of: token for of, token in self.tokens.items() if not of.startswith("public")}
        leaks, places = set(), 0
        for who in self.people:
            for place in self.read_by(who):
                places += 1
                said = place.text + place.headers
                leaks |= {(who, of, place.address) for of, token in secret.items() if token in said}
        sent = "".join(str(letter.message()) for letter in mail.outbox)
        leaks |= {("a letter", of, "") for of, token in secret.items() if token in sent}
        print(f"tokens {len(secret)} places {places} leaks {len(leaks)}")  # noqa: T201
        self.assertEqual(sorted(leaks), [])

    def test_what_is_public_is_found_in_many_kinds_of_place(self):
        """Else the walk above would find nothing because it sees nothing."""
        kinds = set()
        for place in self.read_by(STRANGER):
            if place.status == 200 and self.tokens["public, words"] in place.text:
                path = place.address.partition("?")[0][3:]
                kinds.add(re.sub(r"[A-Z]+\d+-\d+-\d+|\d+", "…", path))
        self.assertGreaterEqual(len(kinds), PLACES_OF_A_PUBLIC_TOKEN, sorted(kinds))

    def test_the_earlier_wording_of_public_words_is_read_in_their_history(self):
        token = self.tokens["public, earlier wording"]
        found = [place.address for place in self.read_by(STRANGER) if token in place.text]
        self.assertTrue(found)
        self.assertTrue(all("/history/" in address for address in found), found)

    def test_people_who_may_read_them_do(self):
        """Each token is in the database and can be read by somebody."""
        organiser = cast.client_of(cast.organiser(name="Organiser"))
        more = ["/en/groups/diversity/"]
        seen = "".join(text_of(organiser.get(at)) for at in [*addresses(self.bait), *more])
        for of, token in self.tokens.items():
            if self.bait.is_open_to(of, ORGANISER):
                with self.subTest(of):
                    self.assertTrue(token in seen)  # the whole of it would not be told
        self.assertTrue(User.objects.filter(email__startswith=self.tokens["mail address"]).exists())

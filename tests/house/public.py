"""What tests of all public pages share."""

from django.core.cache import cache
from django.test import TestCase
from lxml import html

from accounts.languages import ALL
from accounts.search_engines import every_address

from .world import World

HOST = "http://testserver"


class Everywhere(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = World()

    def setUp(self):
        cache.clear()

    def open(self, address, browser=None):
        answer = (browser or self.client).get(address)
        return answer, html.fromstring(answer.content)

    def paths(self):
        """The pages that are kept, without a language."""
        return [path for path, _changed_at in every_address()]

    def public(self):
        return [f"/{each.code}/{path}" for each in ALL for path in self.paths()]

"""A member in the writing room of a group."""

from django.test import TestCase

from recommendations.models.freshness import digest
from tests import cast
from tests.recommendations.drafting import Preparing

ROOM = "/en/desk/groups/diversity/draft/"


class TheRoom(Preparing, TestCase):
    def setUp(self):
        self.prepare()
        self.client = cast.client_of(self.member)

    def address(self, page="", number="1"):
        return f"{ROOM}{self.draft(number).pk}/{page}"

    def save(self, text, seen="Text 1 q1.", client=None, name="text", of="q1", **over):
        headers = over.pop("headers", {})
        sent = {"of": of, "name": name, "text": text, "seen": digest(seen), **over}
        return (client or self.client).post(self.address("text/"), sent, **headers)

    def text(self, key="q1"):
        return self.draft().parts.get(key=key).text_en

"""People with an account of the small wiki, and a guard that nothing else is reached."""

import socket
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from django.core.cache import cache
from django.test import TestCase, override_settings

from accounts.models import User

from ..fake_wiki import FakeWiki

SIGN_IN, BEGIN = "/en/accounts/login/", "/en/accounts/mediawiki/login/"
connect_socket = socket.socket.connect


def loopback_only(self, address):
    assert self.family == socket.AF_UNIX or address[0] in {"127.0.0.1", "::1"}, address
    return connect_socket(self, address)


class WithWiki(TestCase):
    """A wiki is there, the portal knows it, and nothing else can be reached."""

    def setUp(self):
        cache.clear()
        self.wiki = self.enterContext(FakeWiki())
        self.enterContext(
            override_settings(MEDIAWIKI_ORIGINS=[self.wiki.origin], **self.wiki.settings())
        )
        self.enterContext(patch.object(socket.socket, "connect", loopback_only))

    def go(self, page=BEGIN, **sent):
        """To the wiki: what it is asked for."""
        answer = self.client.post(page, sent)
        self.assertEqual(answer.status_code, 302)
        self.assertTrue(answer.url.startswith(f"{self.wiki.url}/oauth2/authorize?"), answer.url)
        return {name: values[0] for name, values in parse_qs(urlsplit(answer.url).query).items()}

    def come_in(self, page=BEGIN, is_yes=True, **sent):
        """To the wiki, yes there, and back to the portal."""
        way_back = urlsplit(self.wiki.answer(self.go(page, **sent), is_yes))
        there = f"{way_back.path}?{way_back.query}"
        # The address that the wiki knows has no language; the portal finds the right one.
        answer = self.client.get(there, headers={"Accept-Language": "fr"})
        while answer.status_code == 302 and "/callback/" in answer.url:
            answer = self.client.get(answer.url)
        return answer

    def person(self):
        number = self.client.session.get("_auth_user_id")
        return User.objects.get(pk=number) if number else None

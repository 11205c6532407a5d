"""Nothing that is not public can be read anywhere: each secret carries a token, and all is read."""

import io
import logging
import re
import zipfile
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.core import mail
from django.core.cache import cache
from django.test import TestCase

from accounts.models import User
from feedback.models import Comment
from tests import cast

from .baits import planted
from .doors import OTHER_LIAISON, READER, STRANGER

LINK = re.compile(r'(?:href|action|src)="([^"#]*)')
MOST = 1500  # pages a walk may have: more would be a door without end
PLACES_OF_A_PUBLIC_TOKEN = 8


def text_of(answer) -> str:
    """What stands in a page or a file; documents are opened."""
    content = b"".join(answer) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


class Canary(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.bait = planted()
        cls.tokens, cls.pages = cls.bait.tokens, {}
        cls.people = {
            STRANGER: None,
            READER: cast.reader(name="Reader"),
            OTHER_LIAISON: cast.liaison("es", name="Other liaison"),
        }

    def setUp(self):
        logging.disable()  # each refusal would be written down, and most of these are refused
        self.addCleanup(logging.disable, logging.NOTSET)

    # -- reading everything ------------------------------------------------------------------

    def addresses(self):
        """Doors that no link leads to: one cannot know where a secret would show."""
        slugs = list(Comment.objects.values_list("slug", flat=True))
        for slug in slugs:
            for page in (
                "",
                "text/",
                "history/",
                "reply/",
                "edit/",
                "agree/",
                "decide/",
                "bundle/",
                "alike/",
            ):
                yield f"/en/c/{slug}/{page}"
        yield from self.bait.addresses
        for search in ("language=ar", "period=7", "group=diversity", "page=2", "unanswered=on"):
            yield f"/en/recent/?{search}"
            yield f"{self.page_of_recommendation()}?{search}"
        for row in range(1, 6):
            rows = f"history/difference/?of=q1&from={row}&to={row + 1}"
            yield self.page_of_recommendation() + rows
        yield from ("/en/", "/ar/", "/hi/", "/en/timeline/", "/en/decisions/", "/en/desk/")
        yield from ("/en/desk/queue/", "/en/desk/questions/", "/en/desk/translations/")
        yield from (
            "/en/mine/",
            "/en/exports/",
            "/en/desk/queue/?show=hidden",
            "/en/none/",
            "/en/admin/",
        )
        yield "/en/desk/queue/?show=waiting&language=ar"
        for name in User.objects.values_list("name", flat=True):
            # In capitals: a page that is there leads to the name; others repeat what was asked.
            yield f"/en/people/{name.upper()}/"
        yield from ("/en/liaisons/", "/en/host/", "/en/desk/messages/")
        # In capitals, since the page repeats what was typed; a text would show it as it stands.
        for token in self.tokens.values():
            yield f"/en/search/?q={token.upper()}"

    def page_of_recommendation(self):
        number = self.bait.recommendation.draft_set.iteration.number
        return f"/en/iterations/{number}/diversity/1/"

    def read_by(self, who):
        """Each page that this person can open: address, status, text. Read once for all tests."""
        if who not in self.pages:
            self.pages[who] = list(self.walk(who))
        return self.pages[who]

    def walk(self, who):
        cache.clear()
        browser = cast.client_of(self.people[who]) if self.people[who] else self.client
        to_read, known = list(self.addresses()), set()
        while to_read:
            address = to_read.pop()
            if address in known or not self.is_read(address):
                continue
            known.add(address)
            self.assertLess(len(known), MOST, "a door without end")
            answer = browser.get(address)
            self.assertLess(answer.status_code, 500, address)
            text = text_of(answer)
            yield address, answer.status_code, text + repr(sorted(answer.headers.items()))
            to_read += [urljoin(address, unescape(link)) for link in LINK.findall(text)]
            if answer.status_code == 302:
                to_read.append(answer.headers["Location"])

    def is_read(self, address):
        """Ours, and in one language but for a few; signing out would end the walk."""
        url = urlsplit(address)
        ours = url.netloc in ("", "testserver") and url.path.startswith("/en/")
        return (ours or url.path in ("/ar/", "/hi/")) and "/accounts/" not in url.path

    def test_no_secret_is_read_anywhere(self):
        secret = {of: token for of, token in self.tokens.items() if not of.startswith("public")}
        leaks, places = set(), 0
        for who in self.people:
            for address, _status, text in self.read_by(who):
                places += 1
                leaks |= {(who, of, address) for of, token in secret.items() if token in text}
        sent = "".join(str(letter.message()) for letter in mail.outbox)
        leaks |= {("a letter", of, "") for of, token in secret.items() if token in sent}
        print(f"tokens {len(secret)} places {places} leaks {len(leaks)}")  # noqa: T201
        self.assertEqual(sorted(leaks), [])

    def test_what_is_public_is_found_in_many_kinds_of_place(self):
        """Else the walk above would find nothing because it sees nothing."""
        kinds = set()
        for address, status, text in self.read_by(STRANGER):
            if status == 200 and self.tokens["public, words"] in text:
                kinds.add(re.sub(r"[A-Z]+\d+-\d+-\d+|\d+", "…", address.partition("?")[0][3:]))
        self.assertGreaterEqual(len(kinds), PLACES_OF_A_PUBLIC_TOKEN, sorted(kinds))

    def test_the_earlier_wording_of_public_words_is_read_in_their_history(self):
        found = [
            a
            for a, _, text in self.read_by(STRANGER)
            if self.tokens["public, earlier wording"] in text
        ]
        self.assertTrue(found)
        self.assertTrue(all("/history/" in address for address in found), found)

    def test_people_who_may_read_them_do(self):
        """Each token is in the database and can be read by somebody."""
        organiser = cast.client_of(cast.organiser(name="Organiser"))
        seen = ""
        for address in [*self.addresses(), "/en/desk/queue/?show=hidden", "/en/groups/diversity/"]:
            seen += text_of(organiser.get(address))
        kinds = tuple(self.bait.for_organisers)
        for of, token in self.tokens.items():
            if of.startswith(kinds):
                with self.subTest(of):
                    self.assertIn(token, seen)
        self.assertTrue(User.objects.filter(email__startswith=self.tokens["mail address"]).exists())

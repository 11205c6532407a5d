"""Nothing that is not public can be read anywhere: each secret carries a token, and all is read."""

import logging
import re
import secrets
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.core import mail
from django.core.cache import cache
from django.test import TestCase

from accounts.models import User
from feedback.actions.moderate import decide
from feedback.actions.participate import edit, withdraw
from feedback.models import Comment, Decision, Message, Submission, Visibility
from recommendations.actions import correct_text
from tests import cast, make

from .doors import OTHER_LIAISON, READER, STRANGER

LINK = re.compile(r'(?:href|action|src)="([^"#]*)')
MOST = 1500  # pages a walk may have: more would be a door without end
PLACES_OF_A_PUBLIC_TOKEN = 8


class Canary(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tokens, cls.pages = {}, {}
        cls.group = make.group(slug="diversity")
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        cls.part = make.part(recommendation=cls.recommendation)
        about = make.page(key="about", in_footer=True)
        cls.question = make.guiding_question(read_first=about)
        cls.liaison = cast.liaison("ar", name="Deciding")
        cls.author = cast.reader(name="Author", email=f"{cls.token('mail address')}@example.org")
        cls.say_in_private()
        cls.draft_in_private()
        cls.write_in_private()
        cls.public = cls.say("public", Visibility.PUBLIC, name=cls.token("public name"))
        make.comment(parent=cls.public, body="A reply that anyone can read.")
        cls.people = {
            STRANGER: None,
            READER: cast.reader(name="Reader"),
            OTHER_LIAISON: cast.liaison("es", name="Other liaison"),
        }

    @classmethod
    def token(cls, of):
        """A word that stands nowhere else. Letters only: a full-text search would find it."""
        cls.tokens[of] = "kanari" + "".join(secrets.choice("abdefgmnoprstu") for _ in range(12))
        return cls.tokens[of]

    @classmethod
    def say(cls, kind, visibility, **over):
        """A comment in Arabic that was said in other words before."""
        over.setdefault("author", cls.author if "name" not in over else None)
        comment = make.comment(
            recommendation=cls.recommendation,
            part=cls.part,
            question=cls.question,
            language="ar",
            body=cls.token(f"{kind}, earlier wording"),
            visibility=visibility,
            **over,
        )
        words = f"Now {cls.token(f'{kind}, words')} **too**."
        edit(comment, body=words, language="ar", version=1, by=cls.author)
        return comment

    @classmethod
    def say_in_private(cls):
        cls.say("waiting", Visibility.WAITING, name=cls.token("waiting, name"))
        cls.say("group only", Visibility.GROUP, chosen_visibility=Visibility.GROUP)
        hidden = cls.say("hidden", Visibility.PUBLIC, name=cls.token("hidden, name"))
        withdrawn = cls.say("withdrawn", Visibility.PUBLIC, name=cls.token("withdrawn, name"))
        unnamed = cls.say("unnamed", Visibility.UNNAMED, name=cls.token("unnamed, name"))
        del cls.tokens["unnamed, words"], cls.tokens["unnamed, earlier wording"]
        # A guest's first wording was never let through, the second one was.
        approved = cls.say("approved", Visibility.WAITING, name=cls.token("public, approved name"))
        Submission.objects.filter(comments=approved).update(secret_digest="x")
        decide(approved, Decision.Kind.APPROVE, by=cls.liaison, reason="Fine.")
        del cls.tokens["approved, words"]
        for gone in (hidden, withdrawn):  # with replies, so that their places stay
            make.comment(parent=gone, recommendation=cls.recommendation, body="A reply stays.")
        on_set = make.comment(
            draft_set=cls.recommendation.draft_set,
            author=cls.author,
            body=cls.token("hidden on the set, words"),
            language="ar",
        )
        for comment in (hidden, on_set):
            decide(comment, Decision.Kind.HIDE, by=cls.liaison, reason="A rule.")
        withdraw(withdrawn)
        assert unnamed.visibility == Visibility.UNNAMED
        Submission.objects.filter(comments=hidden).update(
            email=f"{cls.token('guest mail address')}@example.org"
        )

    @classmethod
    def draft_in_private(cls):
        secret = make.draft_set(
            group=cls.group, published_at=None, introduction_en=cls.token("draft, introduction")
        )
        draft = make.recommendation(
            draft_set=secret,
            title_en=cls.token("draft, title"),
            summary_en=cls.token("draft, summary"),
        )
        part = make.part(recommendation=draft, question=cls.part.question, text_en="First.")
        correct_text(part, {"text_en": cls.token("draft, part")}, by=cls.author)
        member = cast.member(cls.group, name="Member")
        for target in ({"recommendation": draft}, {"draft_set": secret}):
            kind = next(iter(target))
            make.comment(author=member, body=cls.token(f"on an unpublished {kind}"), **target)
        cls.draft = draft

    @classmethod
    def write_in_private(cls):
        """Messages, and what liaisons who are not in the list would say there."""
        for to in (cls.liaison, None):
            kind = f"message to {to.name if to else 'the organisers'}"
            make.message(
                to=to,
                name=cls.token(f"{kind}, name"),
                body=cls.token(f"{kind}, words"),
                reply_address=f"{cls.token(f'{kind}, address')}@example.org",
            )
        make.listing(person=cls.liaison, is_listed=False, introduction=cls.token("not listed"))

    def setUp(self):
        logging.disable()  # each refusal would be written down, and most of these are refused
        self.addCleanup(logging.disable, logging.NOTSET)

    # -- reading everything ------------------------------------------------------------------

    def addresses(self):
        """Doors that no link leads to: one cannot know where a secret would show."""
        slugs = list(Comment.objects.values_list("slug", flat=True))
        for slug in slugs:
            for page in ("", "text/", "history/", "reply/", "edit/", "agree/", "decide/"):
                yield f"/en/c/{slug}/{page}"
        base = f"/en/iterations/{self.draft.draft_set.iteration.number}/diversity/1/"
        for page in ("", "history/", "compare/", "feed/", "history/?of=summary", "history/?of=q1"):
            yield base + page
        for code in (self.draft.code, self.draft.draft_set.code):
            yield f"/en/write/{code}/"
        for search in ("language=ar", "period=7", "group=diversity", "page=2", "unanswered=on"):
            yield f"/en/recent/?{search}"
            yield f"{self.page_of_recommendation()}?{search}"
        for row in range(1, 6):
            rows = f"history/difference/?of=q1&from={row}&to={row + 1}"
            yield self.page_of_recommendation() + rows
            yield base + rows
        yield from ("/en/", "/ar/", "/hi/", "/en/timeline/", "/en/decisions/", "/en/desk/")
        yield from ("/en/mine/", "/en/exports/", "/en/desk/?show=hidden", "/en/none/", "/en/admin/")
        yield "/en/desk/?show=waiting&language=ar"
        for name in User.objects.values_list("name", flat=True):
            yield f"/en/people/{name}/"
        yield from ("/en/liaisons/", "/en/host/", "/en/desk/messages/")
        yield f"/en/liaisons/{self.liaison.pk}/write/"
        for message in Message.objects.values_list("pk", flat=True):
            yield f"/en/desk/messages/{message}/"
        # In capitals, since the page repeats what was typed; a text would show it as it stands.
        for token in self.tokens.values():
            yield f"/en/search/?q={token.upper()}"

    def page_of_recommendation(self):
        number = self.recommendation.draft_set.iteration.number
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
            text = answer.content.decode() if not answer.streaming else ""
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
        for address in [*self.addresses(), "/en/desk/?show=hidden", "/en/groups/diversity/"]:
            seen += organiser.get(address).content.decode()
        kinds = ("waiting", "hidden", "group only", "draft", "on an unpublished")
        kinds += ("message to the organisers",)
        for of, token in self.tokens.items():
            if of.startswith(kinds) and not of.startswith("draft, part"):
                with self.subTest(of):
                    self.assertIn(token, seen)
        self.assertTrue(User.objects.filter(email__startswith=self.tokens["mail address"]).exists())

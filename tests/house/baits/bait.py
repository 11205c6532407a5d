"""The place where secrets are planted, and the words that carry them."""

import secrets
from typing import NamedTuple

from feedback.actions.participate import edit
from tests import cast, make

from ..crowd import STAFF
from ..doors import AUTHOR


class Audience(NamedTuple):
    """Who may read tokens after all, and in which kinds of place not even they."""

    roles: tuple[str, ...]
    not_in: tuple[str, ...]
    only_in: tuple[str, ...]


class Bait:
    """One group with one recommendation, its people, and the tokens planted there so far."""

    def __init__(self):
        self.tokens, self.addresses, self.audiences = {}, [], {}
        self.group, self.other_group = make.group(slug="diversity"), make.group(slug="other")
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.part = make.part(recommendation=self.recommendation)
        about = make.page(key="about", in_footer=True)
        self.question = make.guiding_question(read_first=about)
        self.liaison = cast.liaison("ar", name="Deciding", email="deciding@example.org")
        self.member = cast.member(self.group, name="Member", email="member@example.org")
        self.affiliate = make.community()
        mail_address = f"{self.token('mail address')}@example.org"
        self.author = cast.reader(name="Author", email=mail_address, community=self.affiliate)
        self.is_for((AUTHOR, STAFF), "mail address")
        self.follower = cast.with_address("follower@example.org", name="Follower")

    def token(self, of):
        """A word that stands nowhere else. Letters only: a full-text search would find it."""
        return self.secret(
            of, "kanari" + "".join(secrets.choice("abdefgmnoprstu") for _ in range(12))
        )

    def secret(self, of, words):
        """Words that come from elsewhere, and stand nowhere else."""
        assert of not in self.tokens, of
        self.tokens[of] = words
        return words

    def is_for(self, roles, *kinds, not_in=(), only_in=()):
        """Who may read the tokens whose names begin so; of two beginnings the longer one counts.

        Somebody of them has to find each token: else the bait would be no bait. Tokens without an
        audience are for nobody.
        """
        self.audiences |= dict.fromkeys(kinds, Audience(tuple(roles), not_in, only_in))

    def audience_of(self, of):
        kinds = [kind for kind in self.audiences if of.startswith(kind)]
        return self.audiences[max(kinds, key=len)] if kinds else Audience((), (), ())

    def is_secret(self, of, *, to, in_kind):
        """Is it a leak if this person reads this token in a place of this kind?"""
        if of.startswith("public"):
            return False
        roles, not_in, only_in = self.audience_of(of)
        if to not in roles or in_kind in not_in:
            return True
        return bool(only_in) and in_kind not in only_in

    def is_somebodys(self, of):
        """Does anybody have to find it somewhere?"""
        return of.startswith("public") or bool(self.audience_of(of).roles)

    def is_open_to(self, of, role):
        return not of.startswith("public") and role in self.audience_of(of).roles

    def is_public(self, *kinds):
        """Tokens that everybody may read after all."""
        for of in kinds:
            del self.tokens[of]

    def say(self, kind, visibility, **over):
        """A comment in Arabic that was said in other words before."""
        over.setdefault("author", self.author if "name" not in over else None)
        over.setdefault("recommendation", self.recommendation)
        if "parent" not in over:
            over |= {"part": self.part, "question": self.question}
        comment = make.comment(
            language="ar",
            body=self.token(f"{kind}, earlier wording"),
            visibility="public" if visibility == "hidden" else visibility,
            **over,
        )
        words = f"Now {self.token(f'{kind}, words')} **too**."
        edit(comment, body=words, language="ar", version=1, by=self.author)
        type(comment).objects.filter(pk=comment.pk).update(visibility=visibility)
        comment.refresh_from_db()
        return comment

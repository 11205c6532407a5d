"""The place where secrets are planted, and the words that carry them."""

import secrets

from feedback.actions.participate import edit
from tests import cast, make


class Bait:
    """One group with one recommendation, its people, and the tokens planted there so far."""

    def __init__(self):
        self.tokens, self.addresses, self.for_organisers = {}, [], []
        self.group = make.group(slug="diversity")
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.part = make.part(recommendation=self.recommendation)
        about = make.page(key="about", in_footer=True)
        self.question = make.guiding_question(read_first=about)
        self.liaison = cast.liaison("ar", name="Deciding")
        self.author = cast.reader(name="Author", email=f"{self.token('mail address')}@example.org")

    def token(self, of):
        """A word that stands nowhere else. Letters only: a full-text search would find it."""
        assert of not in self.tokens, of
        self.tokens[of] = "kanari" + "".join(secrets.choice("abdefgmnoprstu") for _ in range(12))
        return self.tokens[of]

    def keep_open(self, *kinds):
        """Tokens that an organiser has to find somewhere: else the bait would be no bait."""
        self.for_organisers += kinds

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

"""Which of many addresses that show the same are read: each is, where it could hold a secret."""

import re

from feedback.models import Comment, Visibility
from tests.house.walk import is_ours

VIEWS = 2  # of one page: the same in other orders or through other filters
ALIKE = 5  # pages of one kind on things that carry no secret
OF_A_COMMENT = re.compile(r"/en/c/([^/]+)/(.+)")
ORGANISING = re.compile(r"/en/(admin|desk/organiser/roles)/")
OF_PEOPLE = re.compile(r"/en/admin/(feedback/comment|accounts/user)/\d+/change/")


class Thrifty:
    """Follows links, but not into pages that are alike again and again."""

    def __init__(self, bait):
        self.without_secret = set(_without_secret(bait))
        self.read: dict[str, set[str]] = {}

    def __call__(self, address) -> bool:
        path, asks, _ = address.partition("?")
        if not is_ours(address) or not self.is_worth_it(address):
            return False
        if ORGANISING.match(path) and not OF_PEOPLE.fullmatch(path):
            return self._is_among_first(address, re.sub(r"\d+", "…", path), ALIKE)
        return not asks or self._is_among_first(address, path, VIEWS)

    def is_worth_it(self, address) -> bool:
        """Is it the page of a contribution, one about a contribution with a secret, or another?"""
        said = OF_A_COMMENT.match(address.partition("?")[0])
        if said is None or said[1] not in self.without_secret:
            return True
        return self._is_among_first(address, said[2], ALIKE)

    def _is_among_first(self, address, kind, number) -> bool:
        alike = self.read.setdefault(kind, set())
        if len(alike) < number:
            alike.add(address)
        return address in alike


def _without_secret(bait):
    """Contributions that stand as they were said, in public, and carry no token."""
    plain = Comment.objects.filter(version=1, visibility=Visibility.PUBLIC)
    for comment in plain.select_related("author"):
        said = f"{comment.body} {comment.name} {comment.author}"
        if not any(token in said for token in bait.tokens.values()):
            yield comment.slug

"""Everybody reads everything, and each token is looked for in all of it."""

import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

from django.core.cache import cache
from django.db import connections

from tests.check import behind
from tests.check.passage import Passage
from tests.check.thrift import Thrifty
from tests.house.baits import planted
from tests.house.baits.bait import Bait
from tests.house.crowd import crowd
from tests.house.walk import addresses, walk

PROCESSES = 2
OWN_PAGES = (
    "/en/accounts/", "/en/accounts/data/", "/en/accounts/data/file/", "/en/accounts/close/",
    "/en/accounts/liaison/", "/en/accounts/email/", "/en/notices/", "/en/desk/organiser/roles/",
    "/en/conversations/", "/en/sitemap.xml", "/en/sitemap-en.xml", "/en/robots.txt",
    "/en/recent/?period=x", "/en/recent/?group=%00",
)  # fmt: skip
MOST = 3000  # addresses for one person


@dataclass
class Found:
    """How many places were read, of which kinds, and which tokens in them."""

    bait: Bait
    kinds: Counter = field(default_factory=Counter)
    leaks: set = field(default_factory=set)  # who, kind, where, token
    seen: set = field(default_factory=set)  # tokens that somebody found who may

    def read(self, passages) -> "Found":
        names = {token: of for of, token in self.bait.tokens.items()}
        tokens = re.compile("|".join(map(re.escape, names)))
        for passage in passages:
            self.kinds[passage.kind] += 1
            for token in set(tokens.findall(passage.text)):
                self._note(names[token], passage)
        return self

    def _note(self, of, passage: Passage) -> None:
        if self.bait.is_secret(of, to=passage.who, in_kind=passage.kind):
            self.leaks.add((passage.who, passage.kind, passage.where, of))
        else:
            self.seen.add(of)

    def add(self, other: "Found") -> None:
        self.kinds += other.kinds
        self.leaks |= other.leaks
        self.seen |= other.seen

    @property
    def places(self) -> int:
        return self.kinds.total()

    @property
    def secrets(self) -> int:
        return sum(not of.startswith("public") for of in self.bait.tokens)

    @property
    def unseen(self) -> set:
        """Tokens that nobody found who may: then the reading sees too little to be believed."""
        somebodys = {of for of in self.bait.tokens if self.bait.is_somebodys(of)}
        return somebodys - self.seen

    def told(self):
        """What is wrong, a line each."""
        for who, kind, where, of in self.leaks:
            yield f"{who or 'nobody'} reads “{of}” in {kind}: {where}"
        for of in self.unseen:
            yield f"nobody finds “{of}” who may read it"


def everything_read() -> Found:
    """Plant, do what is done in the background, and let everybody read, two at a time."""
    bait = planted()
    people = crowd(bait)
    found = Found(bait)
    with behind.log() as lines:
        found.read(behind.handed_to_the_broker())
        found.read(behind.letters(people))
        found.read(behind.exports(people))
        found.read(behind.index(people))
        found.read(behind.broken_pages(bait))
    found.read(lines())
    connections.close_all()
    # Those who may most first: they have the longest way.
    walks = [(who, person, bait) for who, person in reversed(people.items())]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        for read in pool.map(read_by, *zip(*walks, strict=True)):
            found.add(read)
    return found


def read_by(who, person, bait) -> Found:
    """What one person reads, and what stays behind of it; in a process of its own."""
    behind.make_room_in_the_cache()
    cache.clear()
    browser = behind.browser_of(person)
    found = Found(bait)
    with behind.log() as lines:
        found.read(passages_of(who, browser, bait))
    found.read(lines())
    found.read(behind.cached())
    return found


def passages_of(who, browser, bait):
    """Each page or file, and the headers that came with it."""
    is_read = Thrifty(bait)
    begun_at = [*addresses(bait), *OWN_PAGES, *behind.addresses_of_exports()]
    begun_at = [address for address in begun_at if is_read.is_worth_it(address)]
    for place in walk(browser, begun_at, is_read=is_read, most=MOST):
        yield Passage(who, place.kind, place.address, place.text)
        yield Passage(who, "headers", place.address, place.headers)

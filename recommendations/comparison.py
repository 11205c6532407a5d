"""What differs between two texts: word by word, sign by sign where a language has no spaces."""

import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, takewhile

SAME, ADDED, REMOVED = "same", "added", "removed"

# Languages written without spaces between words. In these each sign is a word of its own.
WITHOUT_SPACES = {
    "bo", "dz", "gan", "hak", "hsn", "ja", "km", "lo", "lzh", "my", "nod", "shn", "th", "wuu",
    "yue", "zh",
}  # fmt: skip
# Chinese and Japanese signs stand alone in a text of any language.
LONE_SIGNS = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("𠀀", "𳎯"))

# How many pairs of equal pieces difflib may look at in one text: its time grows faster than they.
# With this many the worst texts of 20,000 signs took 0.25 s; what is beyond is shown as replaced.
MOST_PAIRS = 40_000


@dataclass(frozen=True)
class Segment:
    """A stretch of text that both have, or that was added or removed."""

    kind: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The text line by line: a line break that was added or removed has to be made visible."""
        return self.text.split("\n")


# A stretch that both texts have, or what one has in place of the other.
Block = tuple[bool, str, str]


def differences(old: str, new: str, language: str) -> list[Segment]:
    """What makes one text the other; the pieces joined again are exactly the two texts."""
    cut = signs if is_written_without_spaces(language) else words
    blocks = _compared(cut(old), cut(new))
    tidy = _without_crumbs(_joined(_with_spaces_outside(blocks)))
    return list(_segments(_joined(tidy)))


def is_written_without_spaces(language: str) -> bool:
    return language.lower().split("-")[0] in WITHOUT_SPACES


def words(text: str) -> list[str]:
    """Words; punctuation, Chinese and Japanese signs one by one; line breaks."""
    return _pieces(text, lambda sign: _kind(sign) == "letter")


def signs(text: str) -> list[str]:
    """Signs one by one; words in Latin letters and numbers stay whole."""
    return _pieces(text, lambda sign: sign < "\u0250" and _kind(sign) == "letter")


def _pieces(text: str, joins: Callable[[str], bool]) -> list[str]:
    """Cut before each word, so that a comma behind it changes no more than itself.

    Spaces go with what follows them, marks with the sign they stand on.
    """
    found: list[str] = []
    last = "start"
    for sign in text:
        kind = _kind(sign)
        now = "word" if kind != "mark" and joins(sign) else kind
        if found and (
            now == "mark" or (last == "space" and now != "break") or now == last == "word"
        ):
            found[-1] += sign
        else:
            found.append(sign)
        last = last if now == "mark" else now
    return found


@lru_cache(maxsize=4096)
def _kind(sign: str) -> str:
    """``letter``, ``mark``, ``space``, ``break``, ``lone`` or ``other`` for one sign."""
    if sign.isspace():
        return "break" if sign in "\r\n" else "space"
    if any(first <= sign <= last for first, last in LONE_SIGNS):
        return "lone"
    category = unicodedata.category(sign)
    if category[0] == "M" or category == "Cf":
        return "mark"
    return "letter" if category[0] in "LN" else "other"


def _compared(old: list[str], new: list[str]) -> Iterator[Block]:
    """All at once where that is quick; else between the pieces that each text has only once."""
    left = MOST_PAIRS
    stretches = [(False, old, new)] if _pairs(old, new) <= left else _apart(old, new)
    for is_same, olds, news in stretches:
        pairs = 0 if is_same else _pairs(olds, news)
        if pairs and pairs <= left:
            left -= pairs
            yield from _matched(olds, news)
        else:
            yield is_same, "".join(olds), "".join(news)


def _pairs(old: list[str], new: list[str]) -> int:
    """How many pairs of equal pieces there are."""
    others = Counter(new)
    return sum(count * others[piece] for piece, count in Counter(old).items())


def _matched(old: list[str], new: list[str]) -> Iterator[Block]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield kind == "equal", "".join(old[old_from:old_to]), "".join(new[new_from:new_to])


def _apart(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Cut both texts at what they have in common for certain: their ends and unique pieces."""
    old_at = new_at = 0
    for old_next, new_next in [*_anchors(old, new), (len(old), len(new))]:
        olds, news = old[old_at:old_next], new[new_at:new_next]
        start = _common(olds, news)
        end = _common(reversed(olds[start:]), reversed(news[start:]))
        yield True, olds[:start], olds[:start]
        yield False, olds[start : len(olds) - end], news[start : len(news) - end]
        yield True, olds[len(olds) - end :], olds[len(olds) - end :]
        old_at, new_at = old_next, new_next


def _common(old: Iterable[str], new: Iterable[str]) -> int:
    """How many pieces are the same from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Where the pieces stand that each text has once: the longest run that keeps their order."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {piece: place for place, piece in enumerate(new) if new_counts[piece] == 1}
    ends: list[int] = []  # the lowest place in new at which a run of each length ends
    runs: list[tuple] = []  # that run: its last pair, and the run before it
    for place, piece in enumerate(old):
        if old_counts[piece] > 1 or piece not in places:
            continue
        length = bisect(ends, places[piece])
        run = ((place, places[piece]), runs[length - 1] if length else ())
        ends[length : length + 1], runs[length : length + 1] = [places[piece]], [run]
    found: list[tuple[int, int]] = []
    rest = runs[-1] if runs else ()
    while rest:
        pair, rest = rest
        found.append(pair)
    return found[::-1]


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Neighbours of one kind made one; empty ones left out."""
    filled = (block for block in blocks if block[1] or block[2])
    for is_same, group in groupby(filled, key=lambda block: block[0]):
        olds, news = zip(*((old, new) for _is_same, old, new in group), strict=True)
        yield is_same, "".join(olds), "".join(news)


def _with_spaces_outside(blocks: Iterable[Block]) -> Iterator[Block]:
    """The space before a word that was replaced belongs to both; before a kept one, it alone."""
    for is_same, old, new in blocks:
        space = old[: len(old) - len(old.lstrip(" "))]
        word = old.lstrip()
        if not is_same and word and word == new.lstrip():
            yield False, old.removesuffix(word), new.removesuffix(word)
            yield True, word, word
        elif not is_same and new.startswith(space):
            yield True, space, space
            yield False, old.removeprefix(space), new.removeprefix(space)
        else:
            yield is_same, old, new


def _without_crumbs(blocks: Iterable[Block]) -> list[Block]:
    """Small stretches between two larger changes go with these: nobody can read confetti."""
    kept: list[Block] = []
    for block in blocks:
        kept.append(block)
        while len(kept) >= 3 and not block[0] and _is_crumb(*kept[-3:]):
            merged = kept[-3:]
            kept[-3:] = [(False, "".join(b[1] for b in merged), "".join(b[2] for b in merged))]
    return kept


def _is_crumb(before: Block, between: Block, after: Block) -> bool:
    size = len(between[1])
    return all(size < max(len(old), len(new)) for _is_same, old, new in (before, after))


def _segments(blocks: Iterable[Block]) -> Iterator[Segment]:
    for is_same, old, new in blocks:
        if is_same:
            yield Segment(SAME, old)
            continue
        if old:
            yield Segment(REMOVED, old)
        if new:
            yield Segment(ADDED, new)

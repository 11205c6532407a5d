"""Passages of people's words: where the words that somebody chose stand in a body.

A page shows rendered words, a body holds Markdown: ``**strong** words`` reads «strong words». So
words are compared letter by letter, past spaces, marks and quotation signs; what is kept is the
place in the body, in Unicode code points, with the words as they stand there.
"""

import re
import unicodedata
from typing import NamedTuple

MAX_PASSAGE = 2000  # signs of what somebody types or marks
MOST_PLACES = 20
MARKS = re.compile(r"[*`~\[\]]|^[>#]+ ?", re.MULTILINE)
# Of a link, the words are seen and its goal is not.
LINK = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")


class Passage(NamedTuple):
    """From ``start`` up to ``end`` of a body, in code points, and what stands there."""

    start: int
    end: int
    quote: str

    @property
    def plain(self) -> str:
        """The words as a page shows them, without marks of Markdown and goals of links."""
        return MARKS.sub("", LINK.sub("", self.quote))


def passages_in(body: str, words: str) -> list[Passage]:
    """All places at which these words stand, as a reader of the page would see them."""
    letters, places = _letters(body)
    wanted, _ = _letters(words)
    found: list[Passage] = []
    start = letters.find(wanted) if wanted else -1
    while start >= 0 and len(found) < MOST_PLACES:
        first, last = places[start], places[start + len(wanted) - 1]
        end = _with_marks(body, last + 1)
        found.append(Passage(first, end, body[first:end]))
        start = letters.find(wanted, start + len(wanted))
    return found


def place_after(before: str, places: list[Passage], body: str) -> int:
    """Which of these places is meant, by the words that stand before it on the page."""
    read = len(_letters(before)[0])
    passed = [each for each in places if len(_letters(body[: each.start])[0]) < read]
    return min(len(passed), len(places) - 1)


def found_again(body: str, start: int, end: int, quote: str) -> Passage | None:
    """A passage in words that may have been edited: at its place, else where its words stand."""
    if quote and body[start:end] == quote:
        return Passage(start, end, quote)
    places = passages_in(body, quote)
    return min(places, key=lambda each: abs(each.start - start), default=None)


def _letters(text: str) -> tuple[str, list[int]]:
    """The signs that carry meaning, one for each, and where each of them stands in the text."""
    letters, places = [], []
    unseen = {place for link in LINK.finditer(text) for place in range(*link.span())}
    for place, sign in enumerate(text):
        if place not in unseen and not _is_silent(sign):
            for letter in unicodedata.normalize("NFKD", sign):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _is_silent(sign: str) -> bool:
    """Spaces, punctuation and marks of Markdown, and what only steers how signs are joined."""
    kind = unicodedata.category(sign)
    return kind[0] in "ZPC" or sign in "`~^+=|<>"


def _with_marks(body: str, end: int) -> int:
    """Signs that belong to the last letter: accents, vowel signs, joined emoji, variations."""
    while end < len(body) and (
        unicodedata.combining(body[end])
        or unicodedata.category(body[end]) in ("Mn", "Mc", "Me")
        or body[end] in "\u200d\ufe0e\ufe0f"
        or "\U0001f3fb" <= body[end] <= "\U0001f3ff"
    ):
        end += 1
    return end

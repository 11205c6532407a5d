"""The place of a text at which a query was found, and which words of it are meant."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .analyser import pieces
from .query import BEGINNING, Query

LENGTH = 240  # signs of a text that are shown
BEFORE = 60  # of these, before the first word that was found
SEARCHED = 20_000  # signs; what was found further down is not marked


@dataclass(frozen=True)
class Passage:
    """A run of a text, marked or not."""

    text: str
    is_marked: bool


class Marker:
    """Finds the words of one query in texts."""

    def __init__(self, query: Query):
        found = set(_tokens(query.terms))
        self.words = {token for token in found if not token.endswith(BEGINNING)}
        self.beginnings = tuple(
            token.removesuffix(BEGINNING) for token in found if token.endswith(BEGINNING)
        )

    def whole(self, text: str, language: str) -> list[Passage]:
        """A short text from end to end."""
        return _passages(text, self._spans(text, language), 0, len(text))

    def snippet(self, text: str, language: str) -> list[Passage]:
        """The part of a text around the first word that was found, cut between words."""
        spans = self._spans(text[:SEARCHED], language)
        first = _best(spans)
        start = _word_start(text, first - BEFORE)
        end = _word_end(text, start + LENGTH)
        cut = _passages(text, spans, start, end)
        before = [Passage("… ", False)] if start else []
        return before + cut + ([Passage(" …", False)] if end < len(text) else [])

    def _spans(self, text: str, language: str) -> list[tuple[int, int]]:
        """Where words were found, those that overlap joined."""
        found = sorted(
            (piece.start, piece.end)
            for piece in pieces(text, language)
            if any(map(self._is_meant, piece.tokens))
        )
        spans: list[tuple[int, int]] = []
        for start, end in found:
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], end))
            else:
                spans.append((start, end))
        return spans

    def _is_meant(self, token: str) -> bool:
        return token in self.words or bool(self.beginnings and token.startswith(self.beginnings))


def _tokens(terms) -> Iterator[str]:
    for each in terms:
        yield from [each] if isinstance(each, str) else _tokens(each)


def _best(spans: list[tuple[int, int]]) -> int:
    """The beginning of the stretch in which most is found."""
    starts = [start for start, _end in spans]
    counts = [
        (bisect_left(starts, at + LENGTH - BEFORE) - place, -at) for place, at in enumerate(starts)
    ]
    return -max(counts)[1] if counts else 0


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at, at + BEFORE // 2)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - BEFORE // 2, at)
    return space if space >= 0 else at


def _passages(text: str, spans: list[tuple[int, int]], start: int, end: int) -> list[Passage]:
    passages, at = [], start
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first < last:
            passages += [Passage(text[at:first], False), Passage(text[first:last], True)]
            at = last
    return [passage for passage in (*passages, Passage(text[at:end], False)) if passage.text]

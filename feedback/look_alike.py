"""Near-identical contributions: which texts share most of their words, however many there are.

Two texts are compared by the words that the search finds them by (their tokens): what they share,
out of all that either has (Jaccard). Each text meets only those that share one of its rarest
words: whoever shares seven tenths of all words shares one of these, so nothing is missed.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

LIKE = 0.7  # of all their words: a name, a greeting or a sentence more still counts
FEWEST_WORDS = 8  # tokens; «I agree with this» is no campaign


class Found(NamedTuple):
    """Texts (by their ids) that say nearly the same as the first of them; how much, in per cent."""

    head: int
    members: dict[int, int]


def near_identical(texts: Mapping[int, Iterable[str]]) -> list[Found]:
    """Bundles among these texts, given by their tokens in the order in which they were said.

    Each text stands in one bundle at most, under the earliest that it is most like.
    """
    sets = {pk: set(tokens) for pk, tokens in texts.items()}
    sets = {pk: tokens for pk, tokens in sets.items() if len(tokens) >= FEWEST_WORDS}
    frequency = Counter(token for tokens in sets.values() for token in tokens)
    heads_by_token: dict[str, list[int]] = defaultdict(list)
    members: dict[int, dict[int, int]] = {}
    for pk, tokens in sets.items():
        rarest = sorted(tokens, key=lambda token: (frequency[token], token))
        telling = rarest[: len(tokens) - math.ceil(LIKE * len(tokens)) + 1]
        near = {head for token in telling for head in heads_by_token[token]}
        head, likeness = _most_alike(tokens, sorted(near), sets)
        if head is None:
            members[pk] = {}
            for token in telling:
                heads_by_token[token].append(pk)
        else:
            members[head][pk] = round(100 * likeness)
    return [Found(head, found) for head, found in members.items() if found]


def _most_alike(tokens: set[str], near: list[int], sets) -> tuple[int | None, float]:
    best, most = None, 0.0
    for head in near:
        other = sets[head]
        if min(len(tokens), len(other)) < LIKE * max(len(tokens), len(other)):
            continue
        shared = len(tokens & other)
        likeness = shared / (len(tokens) + len(other) - shared)
        if likeness >= LIKE and likeness > most:
            best, most = head, likeness
    return best, most

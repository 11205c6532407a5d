"""Which rendering of words stands under them, for whom, and which one is missing."""

from accounts.languages import SOURCE, fallbacks, nearest, reading_language

from .models import Comment, Rendering


def shown(comment: Comment, *, with_english: bool = False) -> list[Rendering]:
    """The words in the reading language or in what stands in for it; nothing where they are.

    Whoever reads for a working group sees the English ones in any case.
    """
    found = {each.language: each for each in comment.confirmed_renderings}
    near = nearest(comment.language)
    wanted = fallbacks(reading_language())
    best = next((code for code in wanted if code in found), None)
    codes = [] if near == wanted[0] or best is None else [best]
    if with_english and SOURCE in found and SOURCE not in codes:
        codes.append(SOURCE)
    return [found[code] for code in codes if code != near]


def missing(comment: Comment) -> str:
    """The language into which this reader could put the words: English first; "" for none."""
    there = {nearest(comment.language), *(each.language for each in comment.confirmed_renderings)}
    return next((code for code in (SOURCE, reading_language()) if code not in there), "")


def seen_on(comment: Comment) -> str:
    """Which confirmed ones (ids) a page shows: another one since then was quicker."""
    return "-".join(str(each.pk) for each in comment.confirmed_renderings)

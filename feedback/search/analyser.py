"""The words of a text in any language, folded so that what people type finds what others wrote.

A text becomes tokens, in the index and in a query alike:

- each word as it stands, without case, accents and signs that few people type;
- its stem, so that plurals and articles do not matter: marked with the language where one script
  serves many (``en~licens``), so that Danish words are not found by Italian endings;
- Chinese, Japanese and Thai have no spaces: single signs, and pairs of neighbours.

With anything that changes a token VERSION grows: the index is then made again at the next start.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .stems import LATIN, stems

VERSION = "1"
MAX_WORD = 64  # signs; what is longer is no word

# Scripts without spaces: Thai and its neighbours, kana, bopomofo, Han.
UNSPACED = (
    "\u0e01-\u0e4e\u0e80-\u0ece\u1000-\u1049\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
VOICED = "\u3099\u309a\uff9e\uff9f"  # marks that belong to the kana before them
# Inside a word and not seen: joiners, soft hyphen, the stroke that lengthens Arabic words.
UNSEEN = "\u00ad\u034f\u0640\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
# Python's \w leaves the vowel signs of Indian scripts out.
MARKS = "".join(
    sign for sign in map(chr, range(0x300, 0xFE00)) if unicodedata.category(sign)[0] == "M"
)
LETTERS = f"(?:(?![{UNSPACED}_\u02bc])[\\w{MARKS}{UNSEEN}])+"
WORD = re.compile(LETTERS)
PIECE = re.compile(f"(?P<run>(?:[{UNSPACED}][{VOICED}]*)+)|{LETTERS}(?:[-\u2010\u2011]{LETTERS})*")
KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
# With the long mark that some write and some do not at the end of a long word: サーバー, サーバ.
SIGN = re.compile(f".[{VOICED}]*((?<=[{KATAKANA}]{{2}})[\u30fc\uff70](?![{KATAKANA}]))?", re.DOTALL)
INVISIBLE = re.compile(f"[{UNSEEN}]")
APOSTROPHES = frozenset("'’ʼ`´")
ELIDED = 2  # letters: l', qu', 's

# Left out: Arabic vowel signs and hamza, accents (й stays a letter of its own), Indian dots below.
LEFT_OUT = re.compile(
    f"[{UNSEEN}]|[\u0610-\u061a\u0621\u064b-\u065f\u0670\u06d6-\u06ed]|[\u093c\u09bc]"
    "|(?<=[a-zα-ω])[\u0300-\u036f]+|(?<=[а-я])[\u0300\u0301]+"
)
SAME = str.maketrans(
    {
        **dict.fromkeys("ø", "o"), **dict.fromkeys("đð", "d"), "ł": "l", "ı": "i",
        "æ": "ae", "œ": "oe", "þ": "th", "ё": "е", "ґ": "г",
        # one shape of alif, ya, kaf and ha for Arabic, Persian and Urdu
        "ٱ": "ا", **dict.fromkeys("ىیې", "ي"), "ک": "ك", **dict.fromkeys("ةۀہھە", "ه"),
        "ँ": "ं", "ঁ": "ং",
    }
)  # fmt: skip
# A nasal before most consonants is written as a letter or as a dot: हिन्दी, हिंदी.
NASAL = re.compile("[ङञणनम]्(?=[क-घच-झट-ढत-धप-भशषस])")
NO_LETTERS = re.compile(f"[^\\w{MARKS}]|_")  # the fraction stroke of a half, spaces in a ligature
DIGIT = re.compile(r"[^\D0-9]")
SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})


@dataclass(frozen=True)
class Piece:
    """A word of a text, or one or two signs of a run without spaces; and what it is found by."""

    start: int
    end: int
    tokens: tuple[str, ...]
    parts: tuple["Piece", ...] = ()  # of a word with hyphens


def tokens(text: str, language: str) -> list[str]:
    """What a text in a language is found by, each token once, in their order."""
    return list(dict.fromkeys(token for piece in pieces(text, language) for token in piece.tokens))


def pieces(text: str, language: str) -> Iterator[Piece]:
    """The words of a text and where they stand in it. Without a language: in all of them."""
    language = language.partition("-")[0]
    for match in PIECE.finditer(text):
        if match["run"]:
            yield from _signs(match)
        elif not _is_elided(text, match):
            yield from _words(match, language)


def _words(match: re.Match, language: str) -> Iterator[Piece]:
    """A word; of one with hyphens its parts, and the whole as others write it: on-line, online."""
    at, found = match.start(), list(WORD.finditer(match[0]))
    parts = [Piece(at + each.start(), at + each.end(), _forms(each[0], language)) for each in found]
    parts = [part for part in parts if part.tokens]
    yield from parts
    if len(parts) > 1:
        whole = "".join(each[0] for each in found)
        yield Piece(*match.span(), _forms(whole, language), tuple(parts))


def _signs(match: re.Match) -> Iterator[Piece]:
    signs = [(sign.start(), sign.end(), _sign(sign)) for sign in SIGN.finditer(match["run"])]
    signs = [each for each in signs if each[2]]
    at = match.start()
    for place, (start, end, sign) in enumerate(signs):
        yield Piece(at + start, at + end, (sign,))
        if place:
            before, _end, other = signs[place - 1]
            yield Piece(at + before, at + end, (other + sign,))


def _sign(match: re.Match) -> str:
    return fold(match[0].removesuffix(match[1] or ""))


def _is_elided(text: str, match: re.Match) -> bool:
    """The l of l'éducation, the s of today's: no words to look for."""
    beside = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return len(match[0]) <= ELIDED and not APOSTROPHES.isdisjoint(beside)


def fold(word: str) -> str:
    """A word without what does not tell it from others; folding twice changes nothing more."""
    while (folded := _fold_once(word)) != word:
        word = folded
    return word


def _fold_once(word: str) -> str:
    plain = LEFT_OUT.sub("", unicodedata.normalize("NFKD", word.casefold()))
    digits = DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), plain)
    same = NASAL.sub("ं", unicodedata.normalize("NFC", digits).translate(SAME))
    return NO_LETTERS.sub("", same)


@lru_cache(maxsize=50_000)
def _forms(word: str, language: str) -> tuple[str, ...]:
    lower = unicodedata.normalize("NFKC", INVISIBLE.sub("", word[:MAX_WORD])).casefold()
    folded = fold(lower)[:MAX_WORD]
    if not folded:
        return ()
    found = stems(folded, lower, (language,) if language else LATIN)
    forms = map(_clean, (folded, lower.translate(SPELLED_OUT), *found))
    return tuple(dict.fromkeys(filter(None, forms)))


def _clean(form: str) -> str:
    mark, tilde, word = form.rpartition("~")
    word = fold(word)[:MAX_WORD]
    return mark + tilde + word if word else ""

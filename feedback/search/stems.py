"""The stems of a folded word, by its script first: people often forget to say in which language.

Snowball's stemmers do most of it. Before them, spellings and plurals that they leave apart
(licence and license, mujer and mujeres, decisão and decisões) are made one.
"""

import re

import snowballstemmer

from .arabic import arabic_stems

STEMMERS = {
    code: snowballstemmer.stemmer(name)
    for code, name in {
        "da": "danish", "de": "german", "en": "english", "eo": "esperanto", "es": "spanish",
        "fr": "french", "hi": "hindi", "id": "indonesian", "it": "italian", "pt": "portuguese",
        "ru": "russian",
    }.items()
}  # fmt: skip
LATIN = tuple(code for code in STEMMERS if code not in {"hi", "ru"})
SAME_WORD = {
    "en": [
        (r"z", "s"),  # organization
        (r"(?<=n)c(?=[ei])", "s"),  # licence
        (r"(?<=[a-z]{3})our", "or"),  # behaviour
        (r"tre(?=s?$)", "ter"),  # centre
        (r"mme(?=s?$)", "m"),  # programme
    ],
    "es": [(r"(?<=[aeiou])ces$", "z"), (r"(?<=[aeiou][bcdfgjlmnrxyz])es$", ""), (r"s$", "")],
    "pt": [
        (r"[oa]es$", "ao"), (r"(?<=[aeou])is$", "l"), (r"ns$", "m"),
        (r"(?<=[aeiou][rzs])es$", ""), (r"s$", ""),
    ],
}  # fmt: skip
RULES = {
    code: [(re.compile(pattern), put) for pattern, put in rules]
    for code, rules in SAME_WORD.items()
}


def stems(folded: str, lower: str, languages: tuple[str, ...]) -> list[str]:
    """What a word is found by besides itself; ``lower`` still has its accents."""
    first = folded[:1]
    if "\u0620" <= first <= "\u06ff":
        return arabic_stems(folded)
    if "\u0900" <= first <= "\u097f":
        return [STEMMERS["hi"].stemWord(folded)]
    if "\u0400" <= first <= "\u052f":
        return [STEMMERS["ru"].stemWord(lower)]
    return [f"{code}~{_latin(folded, lower, code)}" for code in languages if code in LATIN]


def _latin(folded: str, lower: str, code: str) -> str:
    word = folded if code in RULES else lower
    for pattern, put in RULES.get(code, ()):
        word = pattern.sub(put, word)
    return STEMMERS[code].stemWord(word)

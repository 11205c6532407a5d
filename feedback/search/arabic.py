"""The stems of an Arabic word: light stemming, as search engines do it.

After the stemmer known as light10: "and", the article with what is joined to it, the endings of
plurals, of the feminine and of possession come off. A single letter in front (b-, k-, l-: with,
like, for) may as well belong to the word: it is then found with and without that letter.
"""

AND = ("و", "ف")
ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
JOINED = ("ب", "ك", "ل")
POSSESSIVES = ("ها", "نا", "هم", "كم", "هن")
ENDINGS = ("ات", "ان", "ون", "ين", "يه", "ه", "ي", "ا", "ت")
WEAK = ("ا", "ت")  # as often the last letter of the word itself
LEAST = 2  # letters that stay
LEAST_AFTER_LETTER = 3  # where one letter came off in front


def arabic_stems(word: str) -> list[str]:
    """The stems of a folded word: without what is joined in front of it and behind."""
    return [_without_endings(each) for each in _without_beginnings(word)]


def _without_beginnings(word: str) -> list[str]:
    if word.startswith(AND) and len(word) > LEAST_AFTER_LETTER:
        word = word[1:]
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= LEAST:
            return [word.removeprefix(article)]
    if word.startswith(JOINED) and len(word) > LEAST_AFTER_LETTER + 1:
        return [word, word[1:]]
    return [word]


def _without_endings(word: str) -> str:
    for ending in POSSESSIVES:
        if word.endswith(ending) and len(word) - len(ending) > LEAST:
            word = word.removesuffix(ending)
            if word.endswith("ت") and not word.endswith("ات"):
                word = word[:-1]  # the feminine ending, joined
            break
    for ending in ENDINGS:
        least = LEAST_AFTER_LETTER if ending in WEAK else LEAST
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word.removesuffix(ending)
    return word

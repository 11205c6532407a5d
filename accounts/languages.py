"""The languages of the portal: what they are called, which way they run, what stands in for them.

Three languages meet in one page. The *reading* language is the one in the path: texts of the
strategy are looked for in it. The *interface* language is the one labels and buttons appear in:
the same where its catalogue is complete, else the nearest complete one. And each text or comment
has its own language, which its element carries.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.translation import get_supported_language_variant


@dataclass(frozen=True)
class Language:
    """One language: its code as Django writes it, its own name, and the way it runs."""

    code: str
    autonym: str
    direction: str = "ltr"


ALL = (
    Language("id", "Bahasa Indonesia"),
    Language("de", "Deutsch"),
    Language("en", "English"),
    Language("eo", "Esperanto"),
    Language("da", "dansk"),
    Language("es", "español"),
    Language("fr", "français"),
    Language("it", "italiano"),
    Language("pt", "português"),
    Language("pt-br", "português do Brasil"),
    Language("ru", "русский"),
    Language("uk", "українська"),
    Language("ar", "العربية", "rtl"),
    Language("hi", "हिन्दी"),
    Language("bn", "বাংলা"),
    Language("zh-hans", "中文"),
    Language("ja", "日本語"),
)
BY_CODE = {language.code: language for language in ALL}
SOURCE = "en"

# Scripts and languages beyond the 17 that run from right to left: comments may be in any language.
RTL_SCRIPTS = {"adlm", "arab", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"}
RTL_LANGUAGES = {
    "ar", "arc", "arz", "ary", "azb", "bcc", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "khw",
    "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
}  # fmt: skip

_reading: ContextVar[str] = ContextVar("reading_language", default=SOURCE)


def reading_language() -> str:
    """The code of the language the present page is read in."""
    return _reading.get()


@contextmanager
def spoken(code: str):
    """Read in this language and speak the nearest complete one; addresses begin with the first.

    Pages enter it by their middleware; letters and background work enter it by hand.
    """
    interface = interface_language(code)
    prefix = get_script_prefix()
    token = _reading.set(code)
    set_script_prefix(f"/{code}/")
    try:
        with translation.override(interface):
            yield interface
    finally:
        set_script_prefix(prefix)
        _reading.reset(token)


def nearest(tag: str) -> str:
    """Which of the 17 a language tag is a kind of: ``ar-eg`` is ``ar``; ``sw`` is none, so itself.

    Brazilian Portuguese is one of the 17 and no kind of ``pt``; ``zh`` is the one Chinese there is.
    """
    try:
        return get_supported_language_variant(tag)
    except LookupError:
        return tag


def fallbacks(code: str) -> tuple[str, ...]:
    """The languages in which a text is looked for, best first: Brazilian readers get Portuguese."""
    if code == "pt-br":
        return ("pt-br", "pt", SOURCE)
    return (code,) if code == SOURCE else (code, SOURCE)


def interface_language(code: str) -> str:
    """The nearest language whose catalogue is complete: either Portuguese, rather than English."""
    nearest = ("pt", "pt-br", SOURCE) if code == "pt" else fallbacks(code)
    return next((each for each in nearest if each in settings.COMPLETE_CATALOGUES), SOURCE)


def direction(code: str) -> str:
    """``rtl`` or ``ltr`` for any language tag (BCP 47), by its script where it names one."""
    subtags = code.lower().split("-")
    if any(len(tag) == 4 and tag.isalpha() for tag in subtags[1:]):
        return "rtl" if RTL_SCRIPTS.intersection(subtags[1:]) else "ltr"
    return "rtl" if subtags[0] in RTL_LANGUAGES else "ltr"


def autonym(code: str) -> str:
    """What a language calls itself; its code where we do not know."""
    return BY_CODE[code].autonym if code in BY_CODE else code


def tag(code: str) -> str:
    """A language code as BCP 47 writes it: ``zh-Hans``, ``pt-BR``."""
    language, *subtags = code.split("-")
    return "-".join([language, *(s.title() if len(s) == 4 else s.upper() for s in subtags)])


def preferred(accept_language: str) -> str:
    """The best of the 17 for an Accept-Language header, English where none fits."""
    wanted = []
    for position, item in enumerate(accept_language[:500].split(",")):
        tag, _, weight = item.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if tag and quality > 0:
            wanted.append((-quality, position, tag.lower()))
    for _, _, tag in sorted(wanted):
        try:
            return get_supported_language_variant(tag)
        except LookupError:
            continue
    return SOURCE

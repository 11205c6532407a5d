"""Catalogues of the interface: updated from the sources, compiled and checked, without gettext."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.utils.translation import to_locale

from strategy_portal.marked import Message, collect

SOURCE_LANGUAGE = "en"
# Which form a number takes, as Unicode's plural rules have it, for whole numbers.
ONE_FORM = "nplurals=1; plural=0;"
TWO_FORMS = "nplurals=2; plural=(n != 1);"
TWO_FORMS_ZERO_IS_ONE = "nplurals=2; plural=(n > 1);"
EAST_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
PLURALS = {
    "ar": ARABIC,
    "bn": TWO_FORMS_ZERO_IS_ONE,
    "fr": TWO_FORMS_ZERO_IS_ONE,
    "hi": TWO_FORMS_ZERO_IS_ONE,
    "id": ONE_FORM,
    "ja": ONE_FORM,
    "pt-br": TWO_FORMS_ZERO_IS_ONE,
    "ru": EAST_SLAVIC,
    "uk": EAST_SLAVIC,
    "zh-hans": ONE_FORM,
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")


def catalogue_file(locale: Path, language: str) -> Path:
    return locale / to_locale(language) / "LC_MESSAGES" / "django.po"


# -- updating ---------------------------------------------------------------------------------


def extract(sources: Iterable[Path], locale: Path, languages: Iterable[str]) -> list[Path]:
    """Bring each catalogue up to date with the marked strings; say which ones changed."""
    changed = []
    for file, text in updated(sources, locale, languages):
        if not file.exists() or file.read_text() != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            changed.append(file)
    return changed


def outdated(sources: Iterable[Path], locale: Path, languages: Iterable[str]) -> list[Path]:
    """The catalogues that would change if they were extracted now."""
    return [
        file
        for file, text in updated(sources, locale, languages)
        if not file.exists() or file.read_text() != text
    ]


def updated(
    sources: Iterable[Path], locale: Path, languages: Iterable[str]
) -> Iterator[tuple[Path, str]]:
    """Each catalogue's file and the text it should hold."""
    messages = collect(sources)
    for language in languages:
        file = catalogue_file(locale, language)
        known = polib.pofile(str(file)) if file.exists() else polib.POFile()
        yield file, f"{merge(messages, known, language)}\n"


def merge(messages: dict[Message, set[str]], known: polib.POFile, language: str) -> polib.POFile:
    """A catalogue of exactly these messages with the translations known so far."""
    catalogue = polib.POFile()
    catalogue.metadata = headers(language)
    translated = {(entry.msgctxt or "", entry.msgid): entry for entry in known}
    forms = int(catalogue.metadata["Plural-Forms"].removeprefix("nplurals=")[0])
    for message in sorted(messages, key=lambda message: message.key):
        entry = blank_entry(message, messages[message], forms)
        keep_translation(entry, translated.get(message.key))
        if language == SOURCE_LANGUAGE:
            speak_source(entry)
        catalogue.append(entry)
    return catalogue


def headers(language: str) -> dict[str, str]:
    """Nothing in them changes from day to day, so a difference is always a difference in words."""
    return {
        "Project-Id-Version": "strategy-portal",
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(language, TWO_FORMS),
    }


def blank_entry(message: Message, notes: set[str], forms: int) -> polib.POEntry:
    """The message without a translation."""
    return polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        msgid_plural=message.plural,
        msgstr_plural=dict.fromkeys(range(forms), "") if message.plural else {},
        comment="\n".join(sorted(notes)),
        flags=["python-format"] if "%(" in message.text + message.plural else [],
    )


def keep_translation(entry: polib.POEntry, known: polib.POEntry | None) -> None:
    """Take over what a translator wrote; where the plural changed, mark it as to be looked at."""
    if known is None or bool(known.msgid_plural) != bool(entry.msgid_plural):
        return
    entry.tcomment = known.tcomment
    if entry.msgid_plural:
        entry.msgstr_plural |= {
            form: text for form, text in known.msgstr_plural.items() if form in entry.msgstr_plural
        }
    else:
        entry.msgstr = known.msgstr
    changed = known.msgid_plural != entry.msgid_plural
    if (known.fuzzy or changed) and any([entry.msgstr, *entry.msgstr_plural.values()]):
        entry.flags.append("fuzzy")


def speak_source(entry: polib.POEntry) -> None:
    """English is what the sources say."""
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


# -- compiling --------------------------------------------------------------------------------


def compile_all(locale: Path) -> list[Path]:
    """Write the compiled form of each catalogue that is newer than it; say which ones."""
    written = []
    for file in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        compiled = file.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime:
            fresh = compiled.with_suffix(f".mo.{os.getpid()}")
            polib.pofile(str(file)).save_as_mofile(str(fresh))
            fresh.replace(compiled)  # a portal that is running never reads half a file
            written.append(compiled)
    return written


# -- checking ---------------------------------------------------------------------------------


def problems(locale: Path, languages: Iterable[str], complete: Iterable[str]) -> Iterator[str]:
    """What is missing in the complete languages, and which placeholders differ in any."""
    for language in languages:
        file = catalogue_file(locale, language)
        if not file.exists():
            yield f"{language}: there is no catalogue {file.name}"
            continue
        for entry in polib.pofile(str(file)):
            if language in complete and (not entry.translated() or entry.fuzzy):
                yield f"{language}: not translated: {entry.msgid!r}"
            elif not has_same_placeholders(entry):
                yield f"{language}: other placeholders than in the source: {entry.msgid!r}"


def has_same_placeholders(entry: polib.POEntry) -> bool:
    """Whether a translation fills in what its source does; a plural form may leave some out."""
    if not entry.translated():
        return True
    if not entry.msgid_plural:
        return placeholders(entry.msgstr) == placeholders(entry.msgid)
    allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    forms = [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)]
    needed = placeholders(entry.msgid_plural)
    return placeholders(forms[-1]) == needed and all(placeholders(f) <= allowed for f in forms)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))

"""The file as JSON, read with care: every value has a place, and a wrong one is reported there."""

import json
import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from accounts.languages import BY_CODE, SOURCE

from .report import Problem, Refused

# Meta-Wiki's codes are Django's, but for Chinese in simplified characters.
RENAMED_LANGUAGES = {"zh": "zh-hans"}
CONFIDENCES = ("high", "medium")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")
YEARS = range(1900, 3000)


class Text(NamedTuple):
    """A text in one language, and who wrote it."""

    text: str
    is_machine: bool = False
    confidence: str = ""


Texts = dict[str, Text]


class Source:
    """The whole file: the problems found in it and the objects read from it."""

    def __init__(self, content: bytes):
        self.problems: list[Problem] = []
        self.objects: list[Place] = []
        self.root = Place(self, _parse(content), "")

    def refuse(self, place: str, reason: str) -> None:
        self.problems.append(Problem(place, reason))

    def unread(self) -> list[str]:
        """The keys that nobody asked for, without their numbers: perhaps a slip of the pen."""
        names = {
            re.sub(r"\[\d+\]", "[]", each.place_of(key))
            for each in self.objects
            for key in each.value.keys() - each.asked
        }
        return sorted(names)


def _parse(content: bytes) -> dict:
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_key_twice)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused([Problem(f"line {line}", "not UTF-8")]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Refused([Problem(place, f"not JSON: {error.msg}")]) from error
    except (ValueError, RecursionError) as error:
        raise Refused([Problem("", f"not JSON that can be read: {error}")]) from error
    if not isinstance(value, dict):
        raise Refused([Problem("", "not a JSON object")])
    return value


def _no_key_twice(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


class Place:
    """One object of the file. Each method reads one key and reports what is wrong with it."""

    def __init__(self, source: Source, value: dict, place: str):
        self.source, self.value, self.place = source, value, place
        self.asked: set[str] = set()
        source.objects.append(self)

    def place_of(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def refuse(self, key: str, reason: str) -> None:
        self.source.refuse(self.place_of(key), reason)

    def ignore(self, *keys: str) -> None:
        """These say nothing that the portal keeps."""
        self.asked.update(keys)

    def raw(self, key: str, kind: type, called: str, *, required: bool = True):
        """The value of a key if it is of this type; None, and a problem, where it is not."""
        self.asked.add(key)
        value = self.value.get(key)
        if value is None:
            if required:
                self.refuse(key, "missing")
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, f"not {called}")
            return None
        return value

    def string(self, key: str, *, required: bool = True) -> str:
        value = self.raw(key, str, "a text", required=required)
        if value is None:
            return ""
        if reason := unreadable(value):
            self.refuse(key, reason)
            return ""
        if required and not value.strip():
            self.refuse(key, "empty")
        return value

    def number(self, key: str, *, least: int = 1, required: bool = True) -> int | None:
        value = self.raw(key, int, "a whole number", required=required)
        if value is not None and value < least:
            self.refuse(key, f"less than {least}")
            return None
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        value = self.raw(key, bool, "true or false", required=default is None)
        return bool(default) if value is None else value

    def day(self, key: str, *, required: bool = True, month: bool = False) -> str:
        """A date as it stands; a month too, where one is allowed."""
        value = self.string(key, required=required)
        if value and not _is_date(value, month):
            self.refuse(key, f"not a date of the form YYYY-MM-DD{' or YYYY-MM' if month else ''}")
            return ""
        return value

    def object(self, key: str, *, required: bool = True) -> "Place | None":
        value = self.raw(key, dict, "an object", required=required)
        return None if value is None else Place(self.source, value, self.place_of(key))

    def objects(self, key: str, *, required: bool = True) -> list["Place"]:
        found = []
        values = self.raw(key, list, "a list", required=required) or []
        for index, value in enumerate(values):
            if isinstance(value, dict):
                found.append(Place(self.source, value, f"{self.place_of(key)}[{index}]"))
            else:
                self.refuse(f"{key}[{index}]", "not an object")
        return found

    def language(self, key: str) -> str | None:
        """A language code, as Django writes it."""
        code = self.string(key)
        known = language_code(code)
        if code and not known:
            self.refuse(key, "unknown language")
        return known

    def languages(self, key: str) -> list[str]:
        codes = []
        for index, code in enumerate(self.raw(key, list, "a list", required=False) or []):
            known = language_code(code)
            if known:
                codes.append(known)
            else:
                self.refuse(f"{key}[{index}]", "unknown language")
        return codes

    def texts(self, key: str, *, required: bool = True) -> Texts:
        """A translated text, or a plain one, which is in the source language."""
        if isinstance(self.value.get(key), str):
            plain = self.string(key, required=required)
            return {SOURCE: Text(plain)} if plain else {}
        translated = self.object(key, required=required)
        if translated is None:
            return {}
        found: Texts = {}
        for code in translated.value:
            if text := _text(translated, code):
                language = language_code(code) or code
                if language in found:
                    translated.refuse(code, f"a second text in {language}")
                found[language] = text
        if SOURCE not in translated.value:
            translated.refuse(SOURCE, "missing: translations need their source")
        return found


def _text(texts: Place, code: str) -> Text | None:
    if not language_code(code):
        texts.asked.add(code)
        texts.refuse(code, "unknown language")
        return None
    text = texts.object(code)
    if text is None:
        return None
    confidence = text.string("confidence", required=False)
    if confidence and confidence not in CONFIDENCES:
        text.refuse("confidence", f"not one of {', '.join(CONFIDENCES)}")
        confidence = ""
    return Text(text.string("text"), text.flag("machine"), confidence)


def language_code(code) -> str | None:
    """The portal's code for a language of the file; None for one that it does not have."""
    code = RENAMED_LANGUAGES.get(code, code) if isinstance(code, str) else None
    return code if code in BY_CODE else None


def unreadable(text: str) -> str:
    """Why no database would keep this text; empty if all would."""
    if "\x00" in text:
        return "holds a NUL sign"
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return "holds half a sign (a lone surrogate)"
    return ""


def _is_date(value: str, month: bool) -> bool:
    if month and MONTH.fullmatch(value):
        value = f"{value}-01"
    if not DAY.fullmatch(value):
        return False
    try:
        return date.fromisoformat(value).year in YEARS
    except ValueError:
        return False


def first_moment(day: str) -> datetime | None:
    """The first moment of a day or month, in UTC."""
    if not day:
        return None
    year, month, *rest = (int(number) for number in day.split("-"))
    return datetime(year, month, rest[0] if rest else 1, tzinfo=UTC)

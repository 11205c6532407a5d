"""The strings that the sources mark for translation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOTE = "Translators:"  # a comment that begins so is shown to translators
NOT_OURS = {"migrations", "node_modules", "tests"}


@dataclass(frozen=True)
class Message:
    """One marked string."""

    text: str
    plural: str = ""
    context: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells two entries of a catalogue apart."""
        return (self.context or "", self.text)


def collect(folders: Iterable[Path]) -> dict[Message, set[str]]:
    """The marked strings below these folders, each with the notes left for translators."""
    found: dict[Message, set[str]] = {}
    for folder in folders:
        for file in source_files(folder):
            for message, notes in marked_strings(file):
                found.setdefault(message, set()).update(notes)
    return without_bare_twins(found)


def source_files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        parents = file.relative_to(folder).parts[:-1]
        if file.suffix in {".py", ".html", ".txt"} and not NOT_OURS.intersection(parents):
            yield file


def marked_strings(file: Path) -> Iterator[tuple[Message, list[str]]]:
    """The marked strings of one file; a template is first turned into calls, as Django does."""
    source = file.read_text()
    if file.suffix != ".py":
        # The indentation of a page means nothing, but it would to a reader of Python.
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    code = BytesIO(source.encode())
    calls: Iterable[Any] = extract_python(code, KEYWORDS, [NOTE], {"encoding": "utf-8"})
    for _, function, arguments, comments in calls:
        given = arguments if isinstance(arguments, tuple) else (arguments,)
        message = as_message(function, given)
        if message is not None:
            yield message, [" ".join(comments).removeprefix(NOTE).strip()] if comments else []


def as_message(function: str, arguments: tuple) -> Message | None:
    """The arguments of a call as a message; None where they are no plain strings."""
    context, texts = (arguments[0], arguments[1:]) if "pgettext" in function else (None, arguments)
    texts = texts[: 2 if function.startswith("n") else 1]
    if not texts or not all(text and isinstance(text, str) for text in texts):
        return None
    return Message(texts[0], "".join(texts[1:]), context)


def without_bare_twins(found: dict[Message, set[str]]) -> dict[Message, set[str]]:
    """Where a string is marked with and without a plural, the entry with the plural serves both."""
    with_plural = {message.key for message in found if message.plural}
    return {
        message: notes
        for message, notes in found.items()
        if message.plural or message.key not in with_plural
    }

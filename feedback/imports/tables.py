"""A table out of what people send: CSV, XLSX, a wiki table, or cells copied from a spreadsheet.

Whatever a file holds, the answer is a table or one sentence that says why not.
"""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

import mwparserfromhell
import openpyxl
from django.utils.translation import gettext as _

from accounts.customs import number

from ..forms.conversations import MAX_STATEMENTS
from ..models import MAX_LENGTH

MAX_BYTES = 2_000_000  # of a file, or of a text that is pasted
MAX_UNPACKED = 20_000_000  # bytes in an XLSX file, as it says before it is unpacked
MAX_TIMES_SMALLER = 200  # a file that unpacks to more than that was made to do harm
MAX_MEMBERS = 500
MAX_COLUMNS = 30
MAX_ROWS = MAX_STATEMENTS
SEPARATORS = ",;\t"
ZIP_SIGN = b"PK\x03\x04"


class TableError(Exception):
    """Why there is no table, as a sentence for whoever sent it."""


class Table(NamedTuple):
    """The headings, and the rows below them as text; all rows are as long as the headings."""

    heads: list[str]
    rows: list[list[str]]


def table_of_file(content: bytes) -> Table:
    """What is in a file; its name does not matter."""
    if len(content) > MAX_BYTES:
        raise TableError(_too_big())
    if content.startswith(ZIP_SIGN):
        return _table(_xlsx(content))
    return table_of_text(_decoded(content))


def table_of_text(text: str) -> Table:
    """What was pasted: a wiki table where it begins like one, else cells with separators."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise TableError(_too_big())
    if "\x00" in text:
        raise TableError(_("This is not a table that can be read: it is no text."))
    lines = _wiki(text) if "{|" in text else _separated(text)
    return _table(lines)


def _too_big() -> str:
    return _("This is more than %(number)s kB. Send it in several parts.") % {
        "number": number(MAX_BYTES // 1000)
    }


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, what Excel calls Unicode text, or Windows-1252."""
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf_16 else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(
        _("The letters of this file cannot be read. Save it as CSV in UTF-8, or as XLSX.")
    )


def _separated(text: str) -> Iterable[list[str]]:
    """The separator is the one that cuts the first line into the most cells."""
    text = text.lstrip("\r\n")
    most = max(SEPARATORS, key=lambda sign: len(_first_line(text, sign)))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=most, strict=True)
    except csv.Error as error:
        raise TableError(
            _("The cells of this table cannot be told apart: a quotation mark is missing, or a "
              "cell is too long.")
        ) from error  # fmt: skip


def _first_line(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _xlsx(content: bytes) -> Iterable[list[str]]:
    """The first sheet; values only, never a formula that would be computed."""
    _refuse_bomb(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MAX_ROWS * 2, max_col=MAX_COLUMNS + 1, values_only=True)
        return [[_cell(value) for value in row] for row in rows]
    except Exception as error:
        raise TableError(_unreadable()) from error


def _unreadable() -> str:
    return _("This XLSX file cannot be read. Save it again, or save it as CSV in UTF-8.")


def _refuse_bomb(content: bytes) -> None:
    """What the file says of itself is a limit: not more than that is ever unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise TableError(_unreadable()) from error
    unpacked = sum(member.file_size for member in members)
    is_too_much = unpacked > MAX_UNPACKED or unpacked > MAX_TIMES_SMALLER * len(content)
    if is_too_much or len(members) > MAX_MEMBERS:
        raise TableError(_("This file holds far more than it seems. Save the table alone as CSV."))


def _cell(value) -> str:
    """A value as somebody would have typed it; days by ISO 8601, so that none is mistaken."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _wiki(text: str) -> Iterable[list[str]]:
    """The first table of a wikitext: headings and cells without their markup."""
    wiki = mwparserfromhell.parse(text)
    tables = wiki.filter_tags(matches=lambda tag: tag.tag == "table")
    if not tables:
        raise TableError(_("The wiki table cannot be read: its end “|}” may be missing."))
    # The first row needs no sign of its own: its cells stand right in the table.
    yield _cells(tables[0])
    for node in tables[0].contents.nodes:
        if _name(node) == "tr":
            yield _cells(node)


def _cells(tag) -> list[str]:
    return [_words(node) for node in tag.contents.nodes if _name(node) in ("th", "td")]


def _name(node) -> str:
    return str(getattr(node, "tag", ""))


def _words(cell) -> str:
    for line_end in cell.contents.filter_tags(matches=lambda tag: tag.tag == "br"):
        cell.contents.replace(line_end, "\n")
    return cell.contents.strip_code(collapse=False).strip()


def _table(lines: Iterable[list[str]]) -> Table:
    """The first line that says something is the headings; empty ones are left out at the end."""
    filled = list(islice(lines, MAX_ROWS * 2))  # a little over the limit shows that it is passed
    while filled and not any(cell.strip() for cell in filled[-1]):
        filled.pop()
    while filled and not any(cell.strip() for cell in filled[0]):
        filled.pop(0)
    if len(filled) < 2:
        raise TableError(
            _("There is no table here. It needs a line of headings and a row for each statement.")
        )
    heads = [head.strip() for head in filled[0]]
    while heads and not heads[-1]:
        heads.pop()
    _refuse_long(heads, filled[1:])
    rows = [[*line, *[""] * len(heads)][: len(heads)] for line in filled[1:]]
    return Table(heads, rows)


def _refuse_long(heads, rows) -> None:
    if len(heads) > MAX_COLUMNS:
        text = _("The table has more than %(number)s columns. Leave out those that are not needed.")
        raise TableError(text % {"number": number(MAX_COLUMNS)})
    if len(rows) > MAX_ROWS:
        text = _("The table has more than %(number)s rows. Send it in several parts.")
        raise TableError(text % {"number": number(MAX_ROWS)})
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if longest > MAX_LENGTH:
        text = _("A cell holds more than %(number)s signs. Make several statements of it.")
        raise TableError(text % {"number": number(MAX_LENGTH)})

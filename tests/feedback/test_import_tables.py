"""Tables out of files and pasted text; what is broken or hostile is refused with a sentence."""

import io
import zipfile
from datetime import datetime
from unittest import TestCase

import openpyxl

from feedback.imports.columns import guessed
from feedback.imports.tables import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    TableError,
    table_of_file,
    table_of_text,
)
from feedback.models import MAX_LENGTH

LINES = [["Recommendation", "Words"], ["DV1-9", "Déjà vu, à peu près"]]


def xlsx(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


class Files(TestCase):
    def check(self, content):
        table = table_of_file(content)
        self.assertEqual([table.heads, *table.rows], LINES)

    def test_csv_with_any_separator(self):
        for sign in ",;\t":
            with self.subTest(sign):
                text = f'Recommendation{sign}Words\r\nDV1-9{sign}"Déjà vu, à peu près"\r\n'
                self.check(text.encode())

    def test_csv_in_any_of_its_encodings(self):
        text = "Recommendation;Words\nDV1-9;Déjà vu, à peu près\n"
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            with self.subTest(encoding):
                self.check(text.encode(encoding))

    def test_a_cell_of_several_lines_stays_one(self):
        table = table_of_text('Words,On\n"One\nTwo",DV1\n')
        self.assertEqual(table.rows, [["One\nTwo", "DV1"]])

    def test_xlsx(self):
        self.check(xlsx(LINES))

    def test_days_and_numbers_of_xlsx_are_written_plainly(self):
        table = table_of_file(xlsx([["Date", "People"], [datetime(2020, 2, 3), 12.0]]))
        self.assertEqual(table.rows, [["2020-02-03", "12"]])

    def test_short_rows_are_filled_and_empty_ones_at_the_end_left_out(self):
        table = table_of_text("a,b\n1\n,\n\n")
        self.assertEqual(table.rows, [["1", ""]])


class Pasted(TestCase):
    def test_a_wiki_table(self):
        table = table_of_text(
            "{| class=\"wikitable\"\n! On !! Words\n|-\n| DV1-9 || ''Déjà'' [[vu|vu]]<br>and\n"
            "|-\n| DV1-8\n| More\n|}"
        )
        self.assertEqual(table.heads, ["On", "Words"])
        self.assertEqual(table.rows, [["DV1-9", "Déjà vu\nand"], ["DV1-8", "More"]])

    def test_cells_from_a_spreadsheet(self):
        self.assertEqual(table_of_text("On\tWords\nDV1-9\tYes, no\n").rows, [["DV1-9", "Yes, no"]])


class Refused(TestCase):
    def refuse(self, deed, content):
        with self.assertRaises(TableError) as caught:
            deed(content)
        self.assertRegex(str(caught.exception), r"\w+ \w+.*[.?]$")

    def test_what_is_broken_or_hostile(self):
        sheet = xlsx(LINES)
        evil = (
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'
            "<workbook>&c;</workbook>"
        )
        files = {
            "nothing": b"",
            "headings only": b"a,b\n",
            "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "half an XLSX": sheet[: len(sheet) // 2],
            "a zip of something else": packed(hello="x"),
            "entities": packed(xl__workbook="", **{"[Content_Types].xml": evil}),
            "a bomb": packed(xl__workbook=b"0" * 5_000_000),
            "a bigger bomb": packed(a="x" * 25_000_000),
            "too many members": packed(**{f"m{number}": "" for number in range(501)}),
            "too big": b"a,b\n" + b"1,2\n" * MAX_BYTES,
            "a quotation mark without end": b'a,b\n"1,2\n',
            "many columns": (",".join("a" * (MAX_COLUMNS + 1)) + "\n").encode() * 2,
            "many rows": b"a,b\n" + b"1,2\n" * (MAX_ROWS + 1),
            "many rows of a sheet": xlsx([["a", "b"]] * (MAX_ROWS + 2)),
            "a long cell": f"a,b\n{'x' * (MAX_LENGTH + 1)},2\n".encode(),
            "letters of no encoding": b"a,b\n\x81\x8d,2\n",
            "an odd number of UTF-16": b"\xff\xfea",
        }
        for name, content in files.items():
            with self.subTest(name):
                self.refuse(table_of_file, content)

    def test_pasted_nonsense(self):
        for text in ("one word", "{| no end", "{|\n|}", "a\x00b", "{{{{|" * 50, "{|" * 2000):
            with self.subTest(text[:10]):
                self.refuse(table_of_text, text)


class Headings(TestCase):
    def test_are_understood_in_many_languages(self):
        for heads in (
            ["Recommendation", "Words", "English"],
            ["Empfehlung", "Wortlaut / Text", "Englisch"],
            ["recommandation", "propos", "anglais"],
            ["التوصية", "كلمات", "الإنجليزية"],
            ["推奨", "原文", "英語"],
            ["рекомендация", "текст", "английский"],
            ["recommendation_id", "text_original", "content_en"],
        ):
            with self.subTest(heads):
                found = guessed(heads)
                self.assertEqual((found["target"], found["english"]), (0, 2))

    def test_a_column_serves_once_and_the_unknown_none(self):
        found = guessed(["Words", "Text", "Weather"])
        self.assertEqual(found["body"], 0)
        self.assertEqual([place for place in found.values() if place is not None], [0])

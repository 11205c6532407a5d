import csv
import io
import json

from django.test import SimpleTestCase, TestCase

from feedback.exports.rows import Row
from feedback.exports.writers import begin_csv, begin_jsonl, shielded, unshielded
from tests import make
from tests.feedback.exporting import OwnFolder

LEADS = [
    "", " ", "  ", "\xa0", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200f", "\u202e", "\u3000",
    "\x01", "\x0b", "\x0c", "\x1f", "\x85", "\u2028", " \u200b\xa0",
]  # fmt: skip
DANGEROUS = [lead + sign + "1" for lead in LEADS for sign in "=+-@＝＋－＠﹦﹢﹣﹫"] + [
    lead + sign + "a" for lead in LEADS for sign in "\t\r\n"
]
DANGEROUS += ["=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org";"x")', "@SUM(1+1)", "-", "="]
APOSTROPHES = ["'", "''", "'=1", "''=1", "' x", "’s"]
HARMLESS = [
    "", " ", "words", "a=b", "3-4", "(=1)", "\u200bwords", "نعم", "=نعم"[1:], "हाँ", "😀", '"=1"',
    "a\n=1", "a\r\nb", "a;b,c\td", 'say "yes"', "\x7f", "#1", "*a*", "- "[1:], "\u2028x",
]  # fmt: skip


def row_with(text):
    return Row(*["x"] * len(Row._fields))._replace(text_original=text)


class ACellOfACsvFile(SimpleTestCase):
    def test_what_a_spreadsheet_takes_for_a_formula_stands_behind_an_apostrophe(self):
        for text in DANGEROUS:
            self.assertEqual(shielded(text), "'" + text, repr(text))

    def test_an_apostrophe_of_the_text_gets_one_more(self):
        self.assertEqual([shielded(text) for text in APOSTROPHES[:5]], [
            "''", "'''", "''=1", "'''=1", "'' x",
        ])  # fmt: skip
        self.assertEqual(shielded("’s"), "’s")

    def test_other_words_stand_as_they_are(self):
        for text in HARMLESS:
            self.assertEqual(shielded(text), text, repr(text))

    def test_the_original_comes_back(self):
        for text in DANGEROUS + APOSTROPHES + HARMLESS:
            self.assertEqual(unshielded(shielded(text)), text, repr(text))

    def test_numbers_and_claims_are_written_plainly(self):
        file = io.StringIO()
        begin_csv(file)(row_with("x")._replace(depth=-1, is_late=False, parent_id=None))
        (row,) = csv.DictReader(io.StringIO(file.getvalue()))
        self.assertEqual((row["depth"], row["is_late"], row["parent_id"]), ("-1", "false", ""))


class EachKindOfFile(SimpleTestCase):
    texts = DANGEROUS + APOSTROPHES + HARMLESS

    def test_csv_gives_every_text_back(self):
        file = io.StringIO(newline="")
        write = begin_csv(file)
        for text in self.texts:
            write(row_with(text))
        found = csv.DictReader(io.StringIO(file.getvalue(), newline=""))
        self.assertEqual([unshielded(row["text_original"]) for row in found], self.texts)

    def test_every_text_column_is_made_harmless(self):
        file = io.StringIO(newline="")
        begin_csv(file)(Row(*["=1"] * len(Row._fields)))
        (row,) = csv.DictReader(io.StringIO(file.getvalue(), newline=""))
        self.assertEqual(set(row.values()), {"'=1"})

    def test_json_lines_hold_every_text_as_it_was_written_one_a_line(self):
        file = io.StringIO(newline="")
        write = begin_jsonl(file)
        for text in self.texts:
            write(row_with(text))
        lines = file.getvalue().splitlines()
        self.assertEqual([json.loads(line)["text_original"] for line in lines], self.texts)


class AFile(OwnFolder, TestCase):
    def test_csv_and_json_lines_tell_the_same(self):
        first = make.comment(body="=1+1\n«نعم»", language="ar")
        make.comment(parent=first, body="'quoted', \"twice\"", visibility="hidden")
        told = [
            {name: as_text(value) for name, value in row.items()}
            for row in self.rows_of(first.draft_set)
        ]
        self.assertEqual(self.cells_of(first.draft_set), told)
        self.assertEqual(told[0]["text_original"], "=1+1\n«نعم»")
        self.assertEqual(
            self.cells_of(first.draft_set, raw=True)[0]["text_original"], "'=1+1\n«نعم»"
        )

    def test_only_csv_begins_with_a_mark(self):
        draft_set = make.comment().draft_set
        self.cells_of(draft_set)
        self.rows_of(draft_set)
        first, second = (file.read_bytes() for file in self.files())
        self.assertTrue(first.startswith(b"\xef\xbb\xbfpublic_id,origin,"))
        self.assertTrue(second.startswith(b'{"public_id": "'))

    def test_a_set_without_comments_gives_a_line_of_names(self):
        self.assertEqual(self.cells_of(make.draft_set()), [])
        (file,) = self.files()
        self.assertEqual(file.read_text("utf-8-sig"), ",".join(Row._fields) + "\n")


def as_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)

"""What ``make check`` prints, and that each bug which it can seed still fits the code."""

import ast
import unittest

from tests.check import __main__ as check
from tests.check.row import BASE, Row


class ALine(unittest.TestCase):
    def test_says_id_figures_goal_and_verdict(self):
        line = str(Row("D7", "submits 3 duplicates 0", "duplicates 0", holds=True))
        self.assertEqual(line, "D7 submits 3 duplicates 0 goal duplicates 0 holds")

    def test_says_what_falls_short(self):
        self.assertTrue(str(Row("D7", "duplicates 1", "duplicates 0", False)).endswith("short"))


class SeededBugs(unittest.TestCase):
    def test_each_fits_a_copy_of_the_project_and_leaves_the_project_alone(self):
        for row in check.ROWS:
            defect = check.module(row).DEFECT
            with self.subTest(row), defect.seeded() as copy:
                broken, sound = (copy / defect.file).read_text(), (BASE / defect.file).read_text()
                ast.parse(broken)
                self.assertIn(defect.broken, broken)
                self.assertNotIn(defect.sound, broken)
                self.assertIn(defect.sound, sound)


class TheDocumentation(unittest.TestCase):
    def test_names_each_row(self):
        told = (BASE / "docs/reliability.md").read_text()
        for row in check.ROWS:
            with self.subTest(row):
                self.assertIn(f"\n| {row} |", told)

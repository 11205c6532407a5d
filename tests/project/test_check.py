"""What ``make check`` prints, and that each bug which it can seed still fits the code."""

import ast
import statistics
import unittest

from tests.check import __main__ as check
from tests.check import d3_broker_gone
from tests.check.posting import Post
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


class HowMuchSlower(unittest.TestCase):
    """What D3 makes of the posts of two portals, of which one may have been held up."""

    def posts(self, seconds, number=20):
        return [Post(each, 100 + each / 2, seconds, True) for each in range(number)]

    def test_one_slow_stretch_does_not_decide_and_a_slow_outage_does(self):
        outage, normal = d3_broker_gone.Outage(100, 110), self.posts(0.1)
        for ours, verdict in (
            (self.posts(0.3)[:3] + normal[3:], 1),
            (self.posts(0.3), 3),
        ):
            ratios = d3_broker_gone.slowness(outage, ours, normal)
            self.assertAlmostEqual(statistics.median(ratios), verdict)

    def test_posts_that_were_answered_out_of_order_are_compared_all_the_same(self):
        ours, outage = self.posts(0.2), d3_broker_gone.Outage(100, 110)
        ratios = list(d3_broker_gone.slowness(outage, ours[::-1], self.posts(0.1)))
        self.assertEqual([round(each, 3) for each in ratios], [2.0] * d3_broker_gone.WINDOWS)


class TheDocumentation(unittest.TestCase):
    def test_names_each_row(self):
        told = (BASE / "docs/reliability.md").read_text()
        for row in check.ROWS:
            with self.subTest(row):
                self.assertIn(f"\n| {row} |", told)

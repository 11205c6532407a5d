"""The style sheet that is delivered holds what old browsers can read, too."""

import re
import unittest

from django.conf import settings

from strategy_portal.old_browsers import LOGICAL, RULE, for_old_browsers

# Short forms and places from 2020 on; their longer relatives came with an old name beside them.
TOO_NEW = re.compile(
    r"[{;]((?:margin|padding)-(?:inline|block)|inset(?:-[a-z-]+)?"
    r"|border-(?:inline|block)|(?:margin|padding|border)-block-[a-z-]+):"
)


class Translating(unittest.TestCase):
    def check(self, before, after):
        self.assertEqual(for_old_browsers(before), after)

    def test_up_and_down_are_the_same_in_every_direction(self):
        self.check("a{padding-block:1px 2px}", "a{padding-top:1px;padding-bottom:2px}")
        self.check("a{margin-block:0}", "a{margin-top:0;margin-bottom:0}")
        self.check("a{inset-block-start:0}", "a{top:0}")
        self.check("a{border-block-end:0 none}", "a{border-bottom:0 none}")

    def test_what_is_the_same_on_both_sides_needs_no_direction(self):
        self.check("a{margin-inline:auto}", "a{margin-left:auto;margin-right:auto}")
        self.check(
            "a{padding-inline:calc(1px + 2px)}",
            "a{padding-left:calc(1px + 2px);padding-right:calc(1px + 2px)}",
        )

    def test_start_and_end_have_older_names(self):
        self.check(
            "a{margin-inline:1px 2px}",
            "a{-webkit-margin-start:1px;margin-inline-start:1px;"
            "-webkit-margin-end:2px;margin-inline-end:2px}",
        )
        self.check(
            "a{border-inline-start-color:red}",
            "a{-webkit-border-start-color:red;border-inline-start-color:red}",
        )

    def test_places_are_mirrored_by_a_rule_of_their_own(self):
        self.check(
            "a,b{inset-inline:auto 1px}",
            "a,b{left:auto;right:1px}[dir=rtl] a,[dir=rtl] b{left:1px;right:auto}",
        )
        self.check("a{inset-inline:0}", "a{left:0;right:0}")

    def test_gaps_in_a_row_become_margins_where_there_are_none(self):
        row = "a{display:flex;gap:1rem 3px}"
        self.check(row, row + "@supports not (inset:0){a>*{margin:0.5rem 1.5px}}")
        self.check("a{display:grid;gap:1rem}", "a{display:grid;gap:1rem}")

    def test_reaches_into_media_queries(self):
        self.check("@media print{a{inset-inline:0}}", "@media print{a{left:0;right:0}}")


class TheSheet(unittest.TestCase):
    """What readers are sent; ``make assets`` has built it."""

    @classmethod
    def setUpClass(cls):
        cls.sheet = (settings.BASE_DIR / "static_built" / "portal.css").read_text()

    def test_has_no_short_form_that_is_too_new(self):
        self.assertEqual(TOO_NEW.findall(self.sheet), [])

    def test_has_an_old_name_before_each_start_and_end(self):
        for rule in RULE.finditer(self.sheet):
            declarations = rule[2].split(";")
            for place, declaration in enumerate(declarations):
                name, _, value = declaration.partition(":")
                if match := LOGICAL.fullmatch(name):
                    older = f"-webkit-{match[1]}-{match[3]}{match[4] or ''}:{value}"
                    with self.subTest(rule[1]):
                        self.assertEqual(declarations[place - 1], older)

    def test_has_no_rule_within_a_rule(self):
        kinds = []
        for text, sign in re.findall(r"([^{}]*)([{}])", self.sheet):
            if sign == "{":
                inside_a_rule = any(not kind.startswith("@") for kind in kinds)
                self.assertFalse(inside_a_rule, text)
                kinds.append(text.rpartition(";")[2].strip())
            else:
                kinds.pop()
        self.assertEqual(kinds, [])
        self.assertNotIn("&", re.sub(r'url\("[^"]*"\)', "", self.sheet))

    def test_uses_no_selector_or_function_that_drops_a_rule(self):
        for new in (
            ":has(", ":is(", ":where(", ":dir(", "light-dark(", "color-mix(", "@layer",
            "@container", "@scope", "@property",
        ):  # fmt: skip
            with self.subTest(new):
                self.assertNotIn(new, self.sheet)

    def test_keeps_the_new_focus_apart_from_what_old_browsers_know(self):
        """A list of selectors with one that is unknown is dropped as a whole."""
        for rule in RULE.finditer(self.sheet):
            if ":focus-visible" in rule[1]:
                with self.subTest(rule[1]):
                    parts = rule[1].split(",")
                    self.assertTrue(all(":focus-visible" in part for part in parts))

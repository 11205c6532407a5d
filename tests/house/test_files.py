"""Sizes, names, and what must not stand in a file."""

import ast
import re
import unittest

from .source import BASE, functions, name_of, pages, python_files, static_files, templates, tree

LONGEST_FILE = 300
LONGEST_FRAGMENT = 60
LONGEST_FUNCTION = 50
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "core", "misc", "common", "tools"}
# Where HTML goes out as it is: each one reviewed.
UNESCAPED = {
    "recommendations/templatetags/wording.py": 1,  # what prose.py has cleaned when it was stored
}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
INLINE = re.compile(r"\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:", re.I)


def ours():
    yield from python_files()
    yield from python_files("tests")
    yield from templates()
    yield from static_files()
    yield BASE / "manage.py"


class Files(unittest.TestCase):
    def test_are_under_300_lines(self):
        for file in ours():
            with self.subTest(name_of(file)):
                self.assertLess(len(file.read_text().splitlines()), LONGEST_FILE)

    def test_that_are_fragments_of_pages_are_under_60_lines(self):
        for file in templates():
            if file.name.startswith("_"):
                with self.subTest(name_of(file)):
                    self.assertLess(len(file.read_text().splitlines()), LONGEST_FRAGMENT)

    def test_have_names_that_say_something(self):
        for file in ours():
            with self.subTest(name_of(file)):
                said = {*file.relative_to(BASE).parent.parts, file.stem}
                self.assertEqual(said & NAMES_THAT_SAY_NOTHING, set())

    def test_hold_nothing_unfinished(self):
        own = {BASE / "tests/house/test_files.py"}
        for file in set(ours()) - own:
            with self.subTest(name_of(file)):
                self.assertEqual(UNFINISHED.findall(file.read_text()), [])


class Functions(unittest.TestCase):
    def test_are_under_50_lines(self):
        for file in python_files():
            for function in functions(file):
                with self.subTest(name_of(file), function=function.name):
                    self.assertLess(function.end_lineno - function.lineno + 1, LONGEST_FUNCTION)

    def test_have_a_middle_length_under_ten_lines(self):
        lengths = sorted(
            function.end_lineno - function.lineno + 1
            for file in python_files()
            for function in functions(file)
        )
        self.assertLess(lengths[len(lengths) // 2], 10)

    def test_called_save_are_nobodys_own(self):
        """A row that does more than to save itself does it behind everyone's back."""
        for file in python_files():
            for node in ast.walk(tree(file)):
                if isinstance(node, ast.ClassDef) and any(
                    getattr(base, "attr", getattr(base, "id", "")).endswith("Model")
                    for base in node.bases
                ):
                    methods = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
                    with self.subTest(name_of(file), model=node.name):
                        self.assertEqual(methods & {"save", "delete"}, set())


class Output(unittest.TestCase):
    def test_is_escaped_everywhere_but_in_the_reviewed_place(self):
        found = {}
        for file in python_files():
            for node in ast.walk(tree(file)):
                name = getattr(node, "attr", getattr(node, "id", None))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                    name = getattr(node.func, "attr", getattr(node.func, "id", None))
                    risky = name in {"mark_safe", "SafeString", "SafeText"}
                    if name == "format_html":
                        risky = not isinstance(node.args[0], ast.Constant)
                    if risky:
                        found[name_of(file)] = found.get(name_of(file), 0) + 1
        self.assertEqual(found, UNESCAPED)

    def test_is_escaped_in_every_template(self):
        for file in templates():
            with self.subTest(name_of(file)):
                text = file.read_text()
                self.assertEqual(re.findall(r"\|\s*safe(?:seq)?\b|{%\s*filter\s+safe", text), [])
                if file.suffix == ".html":
                    self.assertNotIn("autoescape", text)

    def test_has_no_style_or_script_within_a_page(self):
        for file in pages():
            with self.subTest(name_of(file)):
                self.assertEqual(INLINE.findall(file.read_text()), [])

    def test_of_scripts_is_text_and_never_html(self):
        risky = re.compile(
            r"(?:inner|outer)HTML\s*=(?!=)|insertAdjacentHTML|document\.write|\beval\(|new Function"
        )
        for file in static_files():
            with self.subTest(name_of(file)):
                self.assertEqual(risky.findall(file.read_text()), [])


class Reading(unittest.TestCase):
    """Views, feeds and tags read comments through the doors that know who asks."""

    DOORS = ("visible_to", "readable", "filter", "about")
    # Comments looked up without a reader, each with its reason.
    REVIEWED = {
        # found through a door just before
        "feedback/views/participate.py": {"filter(pk=parent.pk)"},
        "feedback/views/reading.py": {
            "filter(pk__in=ids)",  # rows of a page found through a door just before
        },
        # whoever has a send's secret address wrote the words that are answered there
        "feedback/views/readers.py": {"private_replies_to(by_secret(secret)"},
        "feedback/views/receipts.py": {
            "filter(author=request.user)", "private_replies_to(submission)",
        },
        "feedback/templatetags/discussion.py": {"about(target)"},  # counts ask for readable ones
    }  # fmt: skip

    def test_starts_at_a_door(self):
        files = [*python_files("feedback/views", "feedback/templatetags", "recommendations/views")]
        for file in [*files, BASE / "feedback/feeds.py"]:
            found = set(re.findall(r"Comment\.objects\.(.+?\))", file.read_text()))
            plain = {call for call in found if not call.startswith(("visible_to(", "readable("))}
            with self.subTest(name_of(file)):
                self.assertEqual(plain, self.REVIEWED.get(name_of(file), set()))

    def test_never_takes_all_rows_of_what_not_everyone_may_know(self):
        models = "Comment|Message|Submission|Export|Outbox|Decision|DraftSet|Recommendation|Part"
        for file in python_files(
            "feedback/views", "feedback/templatetags", "recommendations/views"
        ):
            with self.subTest(name_of(file)):
                self.assertEqual(
                    re.findall(rf"\b(?:{models})\.objects\.all\(\)", file.read_text()), []
                )


class Tests(unittest.TestCase):
    def test_are_all_run(self):
        own = BASE / "tests/house/test_files.py"
        for file in python_files("tests"):
            if file != own:
                text = file.read_text()
                with self.subTest(name_of(file)):
                    self.assertEqual(
                        re.findall(
                            r"\bskip(?:If|Unless|Test|if)?\b\(|mark\.skip|xfail|expectedFailure",
                            text,
                        ),
                        [],
                    )

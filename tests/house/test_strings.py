"""Every visible string is marked for translation: in templates, forms, models and answers."""

import ast
import re
import unittest
from html.parser import HTMLParser

from django.template.base import DebugLexer, TokenType

from strategy_portal import catalogues
from strategy_portal.management.commands.catalogues import Command

from .source import name_of, python_files, templates, tree

SPOKEN_ATTRIBUTES = {
    "title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription",
    "aria-valuetext", "label", "summary",
}  # fmt: skip
BLOCKS = {"blocktranslate": "endblocktranslate", "comment": "endcomment"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
# What reads the same in every language; the short id DV1-9 does, too.
NAMES = {"UTF", "Atom", "CSV", "UTC", "DV"}
# Arguments that people come to read.
SPOKEN_ARGUMENTS = {
    "label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "description",
    "message", "heading", "title",
}  # fmt: skip
SPOKEN_NAMES = {
    "verbose_name", "verbose_name_plural", "short_description", "site_header", "site_title",
    "index_title", "empty_value_display",
}  # fmt: skip


def unmarked(source: str) -> str:
    """What is left of a template without tags, variables and marked blocks."""
    kept, closing = [], None
    for token in DebugLexer(source).tokenize():
        if closing:
            closing = None if token.contents.strip() == closing else closing
        elif token.token_type == TokenType.BLOCK:
            closing = BLOCKS.get(token.contents.split()[0])
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
    return "".join(kept)


class Spoken(HTMLParser):
    """Collects what a page says to its readers: text, and attributes that are read out."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style", "code"}
        attributes = dict(attrs)
        spoken = [value for name, value in attrs if name in SPOKEN_ATTRIBUTES]
        if tag == "meta" and attributes.get("name") == "description":
            spoken.append(attributes.get("content"))
        if tag == "input" and attributes.get("type") in {"submit", "button", "reset"}:
            spoken.append(attributes.get("value"))
        self.found += [value for value in spoken if is_words(value)]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style", "code"}

    def handle_data(self, data):
        if not self.silent and is_words(data):
            self.found.append(data.strip())


def is_words(text) -> bool:
    return bool(set(LETTERS.findall(text or "")) - NAMES)


def spoken_by(source: str) -> list[str]:
    reader = Spoken()
    reader.feed(unmarked(source))
    reader.close()
    return reader.found


class Templates(unittest.TestCase):
    def test_say_nothing_that_is_not_marked(self):
        for file in templates():
            with self.subTest(name_of(file)):
                self.assertEqual(spoken_by(file.read_text()), [])

    def test_would_be_found_out(self):
        for said in (
            "<p>Hello</p>", '<a title="Hello there">x</a>', '{% if x %}Hello{% endif %}',
            '<meta name="description" content="Hello">', "<p>{{ n }} comments</p>",
            '<input type="submit" value="Send">', "{% translate 'a' %} and <b>{{ x }}</b>",
        ):  # fmt: skip
            with self.subTest(said):
                self.assertTrue(spoken_by(said))
        for said in (
            "{% blocktranslate %}Hello{% endblocktranslate %}", '{% translate "Hello" %}',
            '<p class="notice">{{ hello }}</p>', "{# Hello #}",
            "{% comment %}Hello{% endcomment %}",
        ):  # fmt: skip
            with self.subTest(said):
                self.assertEqual(spoken_by(said), [])


class Python(unittest.TestCase):
    def test_says_nothing_that_is_not_marked(self):
        wrong = [
            f"{name_of(file)}:{node.lineno} {text!r}"
            for file in python_files()
            if "management" not in file.parts and "importer" not in file.parts
            for node in ast.walk(tree(file))
            for text in plain_texts(node)
        ]
        self.assertEqual(wrong, [])

    def test_would_be_found_out(self):
        for code in (
            'forms.CharField(label="Name")', 'models.TextField("words")',
            'class A(TextChoices):\n    X = "x", "Open"', 'messages.success(r, "Saved.")',
            'raise ValidationError("Too long")', 'form.add_error(None, "Too long")',
            'class Meta:\n    verbose_name = "person"', 'add_error("a", f"Too {long}")',
        ):  # fmt: skip
            with self.subTest(code):
                found = [text for node in ast.walk(ast.parse(code)) for text in plain_texts(node)]
                self.assertTrue(found)


def plain_texts(node):
    """Strings that a person gets to read, given as they are instead of marked."""
    if isinstance(node, ast.Call):
        yield from filter(None, map(plain, spoken_arguments(node)))
    elif isinstance(node, ast.ClassDef):
        is_choices = any("Choices" in ast.dump(base) for base in node.bases)
        for line in node.body:
            if isinstance(line, ast.Assign):
                value = line.value
                if is_choices and isinstance(value, ast.Tuple):
                    yield from filter(None, [plain(value.elts[-1])])
                elif any(getattr(each, "id", "") in SPOKEN_NAMES for each in line.targets):
                    yield from filter(None, [plain(value)])


def spoken_arguments(call):
    """Labels, the name of a model's field, and what is said when something is wrong or done."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    owner = getattr(getattr(call.func, "value", None), "id", "")
    yield from (each.value for each in call.keywords if each.arg in SPOKEN_ARGUMENTS)
    if name == "ValidationError" or (owner == "models" and name.endswith("Field")):
        yield from call.args[:1]
    elif name in {"add_error", "success", "error", "info", "warning"} and owner != "logger":
        yield from call.args[1:]


def plain(node) -> str:
    """The words of a string that is not the argument of a marking call."""
    if isinstance(node, ast.JoinedStr):
        return "".join(filter(None, map(plain, node.values)))
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text and is_words(node.value) else ""


class Catalogues(unittest.TestCase):
    def test_hold_exactly_the_marked_strings(self):
        """Whether they are complete, ``make test`` checks apart."""
        outdated = catalogues.outdated(*Command().place())
        self.assertEqual([name_of(file) for file in outdated], [])

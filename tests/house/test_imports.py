"""Who may know whom: imports run down, stand at the top, and are relative within a room."""

import ast
import re
import unittest

from .source import ROOMS, name_of, python_files, tree

# A template may be named upwards: pages of the texts include what is said of them.
TEMPLATE = re.compile(r"^[\w/]+\.(html|txt)$")


def imports(file):
    """Each import of a file: the node, and the room that it comes from (None: not ours)."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, room(alias.name)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node, room(node.module)


def room(module):
    first = module.partition(".")[0]
    return first if first in ROOMS else None


def own_room(file):
    return name_of(file).partition("/")[0]


class Imports(unittest.TestCase):
    def test_they_run_down_only(self):
        wrong = [
            place(file, node)
            for file in python_files()
            for node, known in imports(file)
            if known in above(file)
        ]
        self.assertEqual(wrong, [])

    def test_no_room_names_one_above_it_in_a_string(self):
        """``import_module("feedback.x")`` and ``"feedback.Comment"`` are imports, too."""
        wrong = [
            place(file, node)
            for file in python_files()
            for node in ast.walk(tree(file))
            if isinstance(node, ast.Constant) and addressed(node.value) in above(file)
        ]
        self.assertEqual(wrong, [])

    def test_the_texts_never_name_what_is_said_of_them(self):
        wrong = [
            place(file, node)
            for file in python_files("recommendations", migrations=True)
            for node in ast.walk(tree(file))
            if {"feedback", "strategy_portal"}.intersection(words_of(node))
        ]
        self.assertEqual(wrong, [])

    def test_they_stand_at_the_top(self):
        wrong = [
            place(file, node)
            for file in python_files()
            if file.name != "apps.py"
            for outer in ast.walk(tree(file))
            if isinstance(outer, ast.FunctionDef | ast.ClassDef)
            for node in ast.walk(outer)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        self.assertEqual(wrong, [])

    def test_they_are_relative_within_a_room_and_absolute_across(self):
        """Of the roof and of commands, which stand three floors deep, full addresses are fine."""
        wrong = [
            place(file, node)
            for file in python_files("accounts", "recommendations", "feedback")
            if "management" not in file.parts
            for node, known in imports(file)
            if known == own_room(file)
        ]
        self.assertEqual(wrong, [])

    def test_relative_ones_stay_in_their_room(self):
        wrong = [
            place(file, node)
            for file in python_files()
            for node in ast.walk(tree(file))
            if isinstance(node, ast.ImportFrom) and node.level > name_of(file).count("/")
        ]
        self.assertEqual(wrong, [])


def place(file, node):
    return f"{name_of(file)}:{getattr(node, 'lineno', '?')}"


def above(file):
    return ROOMS[ROOMS.index(own_room(file)) + 1 :]


def addressed(text):
    """The room that a string leads into, if it is an address in Python and no template's."""
    if not isinstance(text, str) or TEMPLATE.match(text):
        return None
    return room(re.split("[.:]", text)[0]) if re.fullmatch(r"\w+([.:]\w+)+", text) else None


def words_of(node):
    """Names in code; of strings, those that are an address (``feedback.models``) and no prose."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.alias):
        yield from node.name.split(".")
    elif isinstance(node, ast.ImportFrom):
        yield from (node.module or "").split(".")
    elif isinstance(node, ast.Constant) and (known := addressed(node.value)):
        yield known

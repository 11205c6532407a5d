"""Our own source files, as the house rules read them."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOMS = ("accounts", "recommendations", "feedback", "strategy_portal")  # each knows those before
BASE = Path(settings.BASE_DIR)


def name_of(file: Path) -> str:
    return str(file.relative_to(BASE))


def python_files(*folders, migrations=False):
    for folder in folders or ROOMS:
        for file in sorted((BASE / folder).rglob("*.py")):
            if migrations or "migrations" not in file.parts:
                yield file


def templates():
    """Those that people read: robots have no language."""
    yield from pages()
    texts = (BASE / "templates").rglob("*.txt")
    yield from sorted(file for file in texts if file.name != "robots.txt")


def pages():
    yield from sorted((BASE / "templates").rglob("*.html"))


def static_files():
    for suffix in ("css", "js"):
        yield from sorted((BASE / "static").rglob(f"*.{suffix}"))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def functions(file: Path):
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node

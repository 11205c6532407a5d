"""What a row says: figures, and whether the promise holds; and the bug that must turn it red."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "var", "docs", "__pycache__", ".*_cache"
)


@dataclass(frozen=True)
class Row:
    """One measured promise, as it is printed."""

    id: str
    figures: str
    goal: str
    holds: bool

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "falls short"
        return f"{self.id} {self.figures} goal {self.goal} {verdict}"


@dataclass(frozen=True)
class Defect:
    """A bug that somebody could write: these words of a file, in their place those."""

    file: str
    sound: str
    broken: str
    needs: str = ""  # a module that the broken words use

    @contextmanager
    def seeded(self) -> Iterator[Path]:
        """A copy of the project with this bug in it."""
        with tempfile.TemporaryDirectory(prefix="portal-defect-") as folder:
            copy = Path(folder) / "portal"
            shutil.copytree(BASE, copy, ignore=LEFT_OUT, symlinks=True)
            (copy / "node_modules").symlink_to(BASE / "node_modules")
            file = copy / self.file
            text = file.read_text()
            if text.count(self.sound) != 1:
                raise ValueError(f"{self.file} has changed: the seeded bug does not fit any more.")
            broken = text.replace(self.sound, self.broken)
            if self.needs:
                broken = broken.replace("\nfrom ", f"\nimport {self.needs}\n\nfrom ", 1)
            file.write_text(broken)
            yield copy

"""The back office for texts: corrections, translations, and what hangs together how."""

from . import drafts, lineage, pages, parts, process

__all__ = ["drafts", "lineage", "pages", "parts", "process"]

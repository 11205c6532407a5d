"""The back office for texts: corrections, translations, and what hangs together how."""

from . import drafts, lineage, parts, process

__all__ = ["drafts", "lineage", "parts", "process"]

"""The back office for texts: corrections, translations, and what hangs together how."""

from . import drafts, lineage, process

__all__ = ["drafts", "lineage", "process"]

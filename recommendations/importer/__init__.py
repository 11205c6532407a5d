"""Reading a strategy file: all of it or nothing, and the same file twice changes nothing."""

from .report import Refused, Report
from .run import import_strategy
from .starter import add_starter_pages

__all__ = ["Refused", "Report", "add_starter_pages", "import_strategy"]

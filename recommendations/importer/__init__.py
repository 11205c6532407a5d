"""Reading a strategy file: all of it or nothing, and the same file twice changes nothing."""

from .report import Refused, Report
from .run import import_strategy

__all__ = ["Refused", "Report", "import_strategy"]

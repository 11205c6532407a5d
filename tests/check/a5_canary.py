"""A5: what is not public is read nowhere by anybody whom it is not for.

Each secret carries a token of its own. Everybody reads everything: pages, files, letters, the
index; then what lies behind is read: the cache, the log, what the broker was handed.
"""

import sys

from tests.check.portal import in_process
from tests.check.row import Defect, Row

DEFECT = Defect(
    "feedback/models/comment.py",
    "visible |= (private | unfinished) & in_circle_of(moderated)",
    "visible |= private | unfinished & in_circle_of(moderated)",
)
KINDS = 15


def measure() -> Row:
    with in_process("sqlite"):
        from tests.check.canary import everything_read

        found = everything_read()
    for line in sorted(found.told()):
        print(" ", line, file=sys.stderr)  # noqa: T201 - what is lost
    figures = f"tokens {found.secrets} places {found.places} leaks {len(found.leaks)}"
    is_seeing = not found.unseen and len(found.kinds) >= KINDS
    return Row("A5", figures, f"0 in >= {KINDS} kinds of place", is_seeing and not found.leaks)

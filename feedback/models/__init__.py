from .allowance import Allowance
from .comment import Agreement, Comment, CommentNumber, Origin, Submission, Visibility
from .decision import Decision
from .export import Export
from .outbox import Outbox

__all__ = [
    "Agreement",
    "Allowance",
    "Comment",
    "CommentNumber",
    "Decision",
    "Export",
    "Origin",
    "Outbox",
    "Submission",
    "Visibility",
]

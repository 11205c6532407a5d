from .allowance import Allowance
from .comment import (
    MAX_DEPTH,
    MAX_LENGTH,
    PLACEHOLDERS,
    READABLE,
    THREADS_PER_PAGE,
    Agreement,
    Comment,
    CommentNumber,
    Origin,
    Submission,
    Visibility,
    stamp_keys,
)
from .date_letter import DateLetter
from .decision import Decision
from .export import Export
from .indexed_text import IndexedText
from .message import Message, MessageLetter
from .outbox import Outbox

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "PLACEHOLDERS",
    "READABLE",
    "THREADS_PER_PAGE",
    "Agreement",
    "Allowance",
    "Comment",
    "CommentNumber",
    "DateLetter",
    "Decision",
    "Export",
    "IndexedText",
    "Message",
    "MessageLetter",
    "Origin",
    "Outbox",
    "Submission",
    "Visibility",
    "stamp_keys",
]

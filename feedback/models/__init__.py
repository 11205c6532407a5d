from .agreement import Agreement
from .allowance import Allowance
from .appeal import Appeal, Block, Redaction
from .comment import (
    MAX_DEPTH,
    MAX_LENGTH,
    THREADS_PER_PAGE,
    Comment,
)
from .conversation import Conversation, StatementDraft, Wording
from .conversation_record import ConversationCorrection, ConversationReview
from .date_letter import DateLetter
from .decision import Decision
from .export import Export
from .flag import Escalation, Flag
from .follow import Follow, subjects_of
from .indexed_text import IndexedText
from .message import Message, MessageLetter
from .notice import Digest, Notice
from .outbox import Outbox
from .pending_import import PendingImport
from .rendering import Rendering
from .report import MonthlyReport, ReportCorrection
from .rule import Rule
from .submission import CommentNumber, Submission
from .visibility import (
    CHOICES_OF_AUTHORS,
    DELIVERED,
    OPEN_FOR_REPLIES,
    PLACEHOLDERS,
    READABLE,
    Origin,
    Visibility,
    stamp_keys,
)

__all__ = [
    "CHOICES_OF_AUTHORS",
    "DELIVERED",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "OPEN_FOR_REPLIES",
    "PLACEHOLDERS",
    "READABLE",
    "THREADS_PER_PAGE",
    "Agreement",
    "Allowance",
    "Appeal",
    "Block",
    "Comment",
    "CommentNumber",
    "Conversation",
    "ConversationCorrection",
    "ConversationReview",
    "DateLetter",
    "Decision",
    "Digest",
    "Escalation",
    "Export",
    "Flag",
    "Follow",
    "IndexedText",
    "Message",
    "MessageLetter",
    "MonthlyReport",
    "Notice",
    "Origin",
    "Outbox",
    "PendingImport",
    "Redaction",
    "Rendering",
    "ReportCorrection",
    "Rule",
    "StatementDraft",
    "Submission",
    "Visibility",
    "Wording",
    "stamp_keys",
    "subjects_of",
]

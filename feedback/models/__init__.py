from .agreement import Agreement
from .alike_proposal import AlikeProposal, AlikeSearch, ProposedAlike
from .allowance import Allowance
from .answer import Answer, AnswerChange, AnswerTo, Outcome
from .answer_letter import AnswerLetter
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
from .group_reading import GroupVisit, ReadMark, SavedView
from .indexed_text import IndexedText
from .message import Message, MessageLetter
from .notice import Digest, Notice
from .outbox import Outbox
from .pending_import import PendingImport
from .rendering import Rendering
from .report import MonthlyReport, ReportCorrection
from .rule import Rule
from .stance import Stance
from .standing import Standing
from .submission import CommentNumber, Submission
from .theme import CodedStance, Coding, Theme
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
    "AlikeProposal",
    "AlikeSearch",
    "Allowance",
    "Answer",
    "AnswerChange",
    "AnswerLetter",
    "AnswerTo",
    "Appeal",
    "Block",
    "CodedStance",
    "Coding",
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
    "GroupVisit",
    "IndexedText",
    "Message",
    "MessageLetter",
    "MonthlyReport",
    "Notice",
    "Origin",
    "Outbox",
    "Outcome",
    "PendingImport",
    "ProposedAlike",
    "ReadMark",
    "Redaction",
    "Rendering",
    "ReportCorrection",
    "Rule",
    "SavedView",
    "Stance",
    "Standing",
    "StatementDraft",
    "Submission",
    "Theme",
    "Visibility",
    "Wording",
    "stamp_keys",
    "subjects_of",
]

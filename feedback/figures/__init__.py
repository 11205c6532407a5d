"""Every count, one definition each. Contributions and people are never added up."""

from .counts import (
    Elsewhere,
    PrivateWords,
    Work,
    contributions_by_recommendation,
    discussion_counts,
    liaisons_by_language,
    own_words,
    private_words,
    said_elsewhere,
    work_by,
    work_in_all,
)
from .shares import Voices, shares, stances_by_language, voices

__all__ = [
    "Elsewhere",
    "PrivateWords",
    "Voices",
    "Work",
    "contributions_by_recommendation",
    "discussion_counts",
    "liaisons_by_language",
    "own_words",
    "private_words",
    "said_elsewhere",
    "shares",
    "stances_by_language",
    "voices",
    "work_by",
    "work_in_all",
]

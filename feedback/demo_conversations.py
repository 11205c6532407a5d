"""Conversations of the demo: three that are published, one that waits, one that is a draft."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

from accounts.models import Community, User
from recommendations.models import GuidingQuestion

from .actions.conversations import Seen, Statement, hand_in, save_report
from .actions.publish import publish
from .models import Conversation

FILE = settings.BASE_DIR / "feedback" / "demo" / "conversations.json"
# Of the facts in the file, those that are stored as they stand there.
PLAIN = (
    "kind", "title", "place", "link", "language", "people_count", "people_certainty", "notes_made",
    "consent", "context",
)  # fmt: skip


def load_conversations(start: datetime) -> None:
    """Bring in those that are missing, as their reporters would; the others stay as they are."""
    questions = {question.key: question for question in GuidingQuestion.objects.all()}
    communities = {community.slug: community for community in Community.objects.all()}
    for entry in json.loads(FILE.read_text())["conversations"]:
        key = uuid5(NAMESPACE_URL, f"demo-conversation:{entry['key']}")
        if not Conversation.objects.filter(key=key).exists():
            _bring_in(key, entry, start, questions, communities)


def _bring_in(key: UUID, entry: dict, start: datetime, questions, communities) -> None:
    by = User.objects.get(username=entry["reporter"])
    facts = {name: entry[name] for name in PLAIN if name in entry}
    last = (start - timedelta(days=entry["days_before_start"])).date()
    days = entry.get("days")
    facts["began_on"] = last - timedelta(days=days) if days else last
    facts["ended_on"] = last if days else None
    facts["community"] = communities.get(entry.get("community", ""))
    statements = [_statement(each, questions) for each in entry["statements"]]
    report = save_report(key, facts, statements, seen=Seen(0), by=by)
    if entry["state"] == Conversation.State.PUBLISHED:
        publish(report, by=by, seen=Seen(report.version))
    elif entry["state"] == Conversation.State.SUBMITTED:
        hand_in(report, seen=Seen(report.version))


def _statement(said: dict[str, Any], questions) -> Statement:
    return Statement(**{**said, "question": questions.get(said.get("question", ""))})

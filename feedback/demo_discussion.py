"""What people say in the demo: stored as if it had been sent at its time."""

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.demo import load_communities, load_people
from accounts.languages import spoken
from recommendations.models import DraftSet, GuidingQuestion, Part, Recommendation, Stamp
from recommendations.prose import render_markdown
from recommendations.templatetags.wording import wording_of

from .models import (
    Agreement,
    Comment,
    CommentNumber,
    Origin,
    Submission,
    Visibility,
    stamp_keys,
)
from .places import place_now


class Discussion:
    """The demo's comments, stored as if they had been sent here at their time."""

    def __init__(self, content: dict, start: datetime):
        self.start = start
        self.entries = sorted(content["comments"], key=self._said_at)
        communities = load_communities(content["communities"])
        self.people = load_people(content["people"], communities)
        codes = {entry["target"] for entry in self.entries}
        self.targets: dict[str, Recommendation | DraftSet] = {
            target.code: target
            for model in (Recommendation, DraftSet)
            for target in model.objects.filter(code__in=codes)
        }
        self.parts = {
            (part.recommendation_id, part.key): part
            for part in Part.objects.filter(recommendation__code__in=codes)
        }
        self.questions = {question.key: question for question in GuidingQuestion.objects.all()}
        self.numbers = {code: CommentNumber.objects.get_or_create(target=code)[0] for code in codes}
        self.stored: dict[str, Comment] = {}

    def load(self) -> None:
        keys = {submission_key(entry): entry["key"] for entry in self.entries}
        there = Comment.objects.filter(submission__key__in=keys).select_related("submission")
        self.stored = {keys[comment.submission.key]: comment for comment in there}
        stamps: set[str] = set()
        for entry in self.entries:
            if entry["key"] not in self.stored:
                comment = self.stored[entry["key"]] = self._store(entry)
                self._agree(comment, entry.get("agreed_by", []))
                stamps.update(stamp_keys(entry["target"], comment.draft_set.code))
        for number in self.numbers.values():
            number.save(update_fields=["last"])
        Stamp.objects.touch(*stamps)

    def _said_at(self, entry: dict) -> datetime:
        return moment_of(entry.get("said_at"), entry.get("days_before_start"), self.start)

    def _store(self, entry: dict) -> Comment:
        said_at, author = self._said_at(entry), self.people.get(entry["person"])
        submission = Submission.objects.create(
            key=submission_key(entry), author=author, created_at=said_at
        )
        visibility = _visibility(entry)
        comment = Comment(
            submission=submission,
            author=author,
            name="" if author else entry["name"],
            language=entry["language"],
            origin=Origin.DEMO,
            stance=entry.get("stance", ""),
            visibility=visibility,
            waits_since=said_at if visibility == Visibility.WAITING else None,
            said_at=said_at,
            stored_at=said_at,
            agreement_count=len(entry.get("agreed_by", [])),
            **self._place(entry),
            **self._position(entry),
        )
        self._say(comment, entry["text"], said_at)
        for edit in entry.get("edits", []):
            comment.edited_at = moment_of(edit.get("at"), edit.get("days_before_start"), self.start)
            comment.version += 1
            self._say(comment, edit["text"], comment.edited_at)
        return comment

    def _say(self, comment: Any, body: str, at: datetime) -> None:
        """Store a wording; its history row is of the moment at which it was said."""
        comment.body, comment.html = body, render_markdown(body)
        comment._history_date, comment._history_user = at, comment.author
        comment.save()

    def _place(self, entry: dict) -> dict[str, Any]:
        """What the words are about, and what of it their author saw."""
        target = self.targets[entry["target"]]
        key = entry["part"] and entry["part"].lower()
        part = self.parts[target.pk, key] if key else None
        question = self.questions[entry["question"]] if entry["question"] else None
        with spoken(entry["read_language"]):
            seen = place_now(target, part)
        return {
            "draft_set": seen.draft_set,
            "recommendation": target if isinstance(target, Recommendation) else None,
            "part": part,
            "question": question,
            "question_asked": (
                wording_of(question, "text", entry["read_language"]).text if question else ""
            ),
            "read_language": seen.read_language,
            "read_revision": seen.read_revision,
        }

    def _position(self, entry: dict) -> dict[str, Any]:
        """The number, and the place in the thread."""
        counter = self.numbers[entry["target"]]
        counter.last += 1
        number = f"{counter.last:06}"
        parent = self.stored[entry["parent"]] if entry["parent"] else None
        return {
            "slug": f"{entry['target']}-{counter.last}",
            "number": counter.last,
            "parent": parent,
            "thread": (parent.thread or parent) if parent else None,
            "path": f"{parent.path}.{number}" if parent else number,
            "depth": parent.depth + 1 if parent else 0,
        }

    def _agree(self, comment: Comment, keys: list[str]) -> None:
        Agreement.objects.bulk_create(
            Agreement(comment=comment, person=self.people[key], created_at=comment.said_at)
            for key in keys
        )


def _visibility(entry: dict) -> Visibility:
    if any(name.startswith("withdrawn") for name in entry):
        return Visibility.WITHDRAWN
    return Visibility.WAITING if entry.get("held_back") else Visibility.PUBLIC


def submission_key(entry: dict) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo-comment:{entry['key']}")


def moment_of(iso: str | None, days_before: float | None, start: datetime) -> datetime:
    """A moment that the file names, or counts back from the first start."""
    return datetime.fromisoformat(iso) if iso else start - timedelta(days=days_before or 0)

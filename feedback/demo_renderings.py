"""Words of the demo in other languages: some are confirmed, two wait for a liaison."""

import json
from datetime import datetime

from django.conf import settings

from accounts.models import User
from recommendations.models import Stamp
from recommendations.prose import render_markdown

from .demo_discussion import moment_of, submission_key
from .models import Comment, Rendering

FILE = settings.BASE_DIR / "feedback" / "demo" / "renderings.json"


def load_renderings(start: datetime) -> None:
    """Add what is missing on contributions of the discussion loaded before."""
    entries = json.loads(FILE.read_text())["renderings"]
    keys = {submission_key({"key": entry["comment"]}): entry["comment"] for entry in entries}
    found = Comment.objects.filter(submission__key__in=keys).select_related(
        "submission", "draft_set"
    )
    comments = {keys[comment.submission.key]: comment for comment in found}
    people = {person.username: person for person in User.objects.filter(is_demo=True)}
    for entry in entries:
        _render(entry, comments[entry["comment"]], people, start)


def _render(entry: dict, comment: Comment, people: dict[str, User], start: datetime) -> None:
    """Once, whatever has become of it since."""
    if comment.renderings.filter(language=entry["language"]).exists():
        return
    at, confirmed_by = (
        moment_of(None, entry["days_before_start"], start),
        people.get(entry.get("confirmed_by", "")),
    )
    Rendering.objects.create(
        comment=comment,
        comment_version=entry.get("version", comment.version),
        language=entry["language"],
        body=entry["text"],
        html=render_markdown(entry["text"]),
        by=people[entry["by"]],
        made_at=at,
        state=Rendering.State.CONFIRMED if confirmed_by else Rendering.State.PROPOSED,
        decided_by=confirmed_by,
        decided_at=at if confirmed_by else None,
    )
    Stamp.objects.touch(*comment.stamp_keys)

"""What the demo's group for diversity answered: three published answers, one that waits."""

import json
from typing import Any

from django.conf import settings

from accounts.models import User
from recommendations.models import Recommendation, WorkingGroup

from .actions import answer as deeds
from .actions.answer_changes import link
from .demo_discussion import submission_key
from .models import Answer, Comment

FILE = settings.BASE_DIR / "feedback" / "demo" / "answers.json"
DRAFTER, PUBLISHER = "member", "organiser"


def load_answers() -> None:
    """Once: answers that people of the demo have changed since are theirs."""
    if Answer.objects.exists():
        return
    people = {name: User.objects.get(username=name) for name in (DRAFTER, PUBLISHER)}
    for entry in json.loads(FILE.read_text())["answers"]:
        _answer(entry, people)


def _answer(entry: dict[str, Any], people: dict[str, User]) -> None:
    keys = [submission_key({"key": key}) for key in entry["comments"]]
    comments = list(Comment.objects.filter(submission__key__in=keys).select_related("draft_set"))
    drafts = comments[0].draft_set
    # What waits was drafted by somebody else, so that the member of the cast can publish it.
    waits = entry["state"] == Answer.State.REVIEW
    drafter, publisher = (people[name] for name in (DRAFTER, PUBLISHER)[:: -1 if waits else 1])
    passed_to = WorkingGroup.objects.filter(slug=entry.get("passed_to")).first()
    first = entry["language"]
    words = deeds.Words(entry["outcome"], entry["reason"][first], first, passed_to)
    answer, _added = deeds.draft(drafts.group, drafts.iteration, words, comments, by=drafter)
    deeds.hand_in(answer, version=answer.version, by=drafter)
    for change in entry.get("changes", []):
        text = Recommendation.objects.get(code=change["recommendation"])
        link(answer, text, quote=change["quote"], version=_version(answer), by=drafter)
    for language, text in entry["reason"].items():
        if language != first:
            deeds.translate(answer, text, language, version=_version(answer), by=drafter)
    if entry["state"] == Answer.State.PUBLISHED:
        deeds.publish(answer, version=_version(answer), by=publisher)


def _version(answer: Answer) -> int:
    return Answer.objects.values_list("version", flat=True).get(pk=answer.pk)

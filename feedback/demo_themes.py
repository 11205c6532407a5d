"""The codebook of the demo, and how two people of its cast coded the same contributions."""

import json
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from accounts.languages import SOURCE
from accounts.models import User
from recommendations.models import Iteration

from .actions.code import code, code_passage, code_stance
from .actions.themes import ADDED, copy_codebook
from .demo_discussion import submission_key
from .models import Comment, ReadMark, Theme
from .passages import passages_in

FILE = settings.BASE_DIR / "feedback" / "demo" / "themes.json"


def load_themes() -> None:
    """Once: a codebook that people of the demo have changed since is theirs."""
    content = json.loads(FILE.read_text())
    iteration = Iteration.objects.get(number=content["iteration"])
    if Theme.objects.filter(iteration=iteration).exists():
        return
    themes = _themes(content["themes"], iteration)
    for number in content["copied_to"]:
        copy_codebook(iteration, Iteration.objects.get(number=number), by=None)
    _code(content, themes)


def _themes(entries: list[dict], iteration: Iteration) -> dict[str, Theme]:
    themes: dict[str, Theme] = {}
    for position, entry in enumerate(entries, 1):
        texts = {
            f"{name}_{code}": text
            for name in ("label", "definition")
            for code, text in entry[name].items()
        }
        theme: Any = Theme(
            iteration=iteration, key=entry["key"], position=position,
            parent=themes.get(entry["under"]), **texts,
        )  # fmt: skip
        theme._change_reason = ADDED
        with override(SOURCE):
            theme.save()
        themes[entry["key"]] = theme
    return themes


def _code(content: dict, themes: dict[str, Theme]) -> None:
    coders = {name: User.objects.get(username=name) for name in ("member", "organiser")}
    about = {entry["comment"] for entry in content["codings"]}
    keys = {submission_key({"key": key}): key for key in about}
    found = Comment.objects.filter(submission__key__in=keys).select_related(
        "submission", "draft_set"
    )
    comments = {keys[comment.submission.key]: comment for comment in found}
    for entry in content["codings"]:
        chosen = [themes[key] for key in entry["themes"]]
        code([comments[entry["comment"]]], chosen, by=coders[entry["by"]])
    for entry in content["passages"]:
        comment = comments[entry["comment"]]
        passage = passages_in(comment.body, entry["words"])[0]
        code_passage(comment, themes[entry["theme"]], passage, by=coders[entry["by"]])
    for entry in content["stances"]:
        code_stance([comments[entry["comment"]]], entry["stance"], by=coders[entry["by"]])
    now = timezone.now()
    ReadMark.objects.bulk_create(
        ReadMark(
            comment=comment, group_id=comment.draft_set.group_id, person=coder,
            comment_version=comment.version, read_at=now,
        )
        for coder in coders.values()
        for comment in comments.values()
    )  # fmt: skip

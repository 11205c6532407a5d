"""Rows for tests: each function makes one, published and with its history, unless told otherwise.

``make.part(text_ar="...")``, ``make.comment(parent=first)``: what is not given is filled in.
"""

import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify

from accounts.languages import fallbacks
from accounts.models import Community, LiaisonProfile, User
from feedback.actions.participate import secret_digest
from feedback.models import (
    Comment,
    CommentNumber,
    Conversation,
    Flag,
    Message,
    Origin,
    Rule,
    StatementDraft,
    Submission,
    Visibility,
    Wording,
)
from recommendations.actions import windows_changed
from recommendations.freshness import note_texts, text_of
from recommendations.models import (
    DraftSet,
    GuidingQuestion,
    Iteration,
    Page,
    Part,
    PartQuestion,
    Recommendation,
    WorkingGroup,
)
from recommendations.prose import render_markdown

from .make_later import answer, answer_change, lineage, standing  # noqa: F401 - handed on

TITLE = "Open licences for knowledge"
SUMMARY = "Knowledge that is left out today finds a place."
TEXT = "We recommend a **review** of the terms of use."


def person(**over):
    """An account without a role; without a password of its own nobody can log in by form."""
    number = User.objects.count() + 1
    over.setdefault("username", slugify(over.get("name", "")) or f"person-{number}")
    over.setdefault("name", f"Person {number}")
    return User.objects.create_user(**over)


def iteration(**over):
    """A round of drafts, open now; ``opens_at`` and ``closes_at`` say otherwise."""
    number = over.setdefault("number", _after(Iteration, "number"))
    over.setdefault("slug", f"iteration-{number}")
    over.setdefault("title_en", f"Iteration {number}")
    over.setdefault("published_on", "2019-08-09")
    if "opens_at" not in over:
        now = timezone.now()
        over["opens_at"] = now - timedelta(days=30)
        over.setdefault("closes_at", now + timedelta(days=30))
    made = _noted(Iteration(**over))
    windows_changed()
    return made


def group(**over):
    position = over.setdefault("position", _after(WorkingGroup, "position"))
    over.setdefault("slug", f"group-{position}")
    over.setdefault("code", f"G{position}")
    over.setdefault("name_en", f"Group {position}")
    return _noted(WorkingGroup(**over))


def draft_set(**over):
    """A group's drafts in an iteration; ``group=None`` for the whole movement's."""
    if "group" not in over:
        over["group"] = group()
    over.setdefault("iteration", None)
    over["iteration"] = over["iteration"] or iteration()
    code = over["group"].code if over["group"] else "ALL"
    over.setdefault("code", f"{code}{over['iteration'].number}")
    over.setdefault("published_at", timezone.now() - timedelta(days=30))
    made = _noted(DraftSet(**over))
    if made.opens_at:
        windows_changed()
    return made


def recommendation(**over):
    """A recommendation with an English title and summary, in a set of its own if none is given."""
    over.setdefault("draft_set", None)
    over["draft_set"] = over["draft_set"] or draft_set()
    position = over["draft_set"].recommendations.count() + 1
    over.setdefault("position", position)
    over.setdefault("number", str(position))
    over.setdefault("code", f"{over['draft_set'].code}-{over['number']}")
    over.setdefault("title_en", TITLE)
    over.setdefault("summary_en", SUMMARY)
    return _noted(Recommendation(**over))


def part_question(**over):
    position = over.setdefault("position", _after(PartQuestion, "position"))
    over.setdefault("key", f"q{position}")
    over.setdefault("topic", f"topic-{position}")
    over.setdefault("text_en", "What is recommended?")
    return _noted(PartQuestion(**over))


def part(**over):
    """A part of the full version, with an English text."""
    over["recommendation"] = over.get("recommendation") or recommendation()
    over["question"] = over.get("question") or part_question()
    over.setdefault("key", over["question"].key)
    over.setdefault("position", over["question"].position)
    over.setdefault("text_en", TEXT)
    made = Part(**over)
    made.render_text()
    return _noted(made)


def guiding_question(**over):
    position = over.setdefault("position", _after(GuidingQuestion, "position"))
    over.setdefault("key", f"question-{position}")
    over.setdefault("label_en", f"Question {position}")
    over.setdefault("text_en", "What would this mean where you are?")
    return _noted(GuidingQuestion(**over))


def page(**over):
    """A text of the site, with an English title and body; blocks of the home page, too."""
    over.setdefault("key", f"page-{Page.objects.count() + 1}")
    over.setdefault("title_en", "Page")
    over.setdefault("body_en", "What this site is about.")
    made = Page(**over)
    made.render_text()
    return _noted(made)


def comment(**over):
    """Words on a recommendation (of its own, if none is given), public and said just now.

    ``draft_set=`` alone is a remark on the set as a whole; ``name=`` alone is a guest's.
    """
    _choose_target(over)
    _choose_words(over)
    _choose_place(over)
    now = over.setdefault("said_at", timezone.now())
    over.setdefault("stored_at", now)
    over.setdefault("visibility", Visibility.PUBLIC)
    if over["visibility"] == Visibility.WAITING:
        over.setdefault("waits_since", over["stored_at"])
    if "author" not in over:
        over["author"] = None if over.get("name") else person()
    if "submission" not in over:
        over["submission"] = submission(author=over["author"], created_at=now)
    return Comment.objects.create(**over)


def flag(**over):
    """A stranger's report of a comment, waiting for a liaison."""
    over["comment"] = over.get("comment") or comment()
    over.setdefault("comment_version", over["comment"].version)
    over.setdefault("key", uuid.uuid4())
    over.setdefault("reason", Flag.Reason.SPAM)
    over.setdefault("language", "en")
    over.setdefault("made_at", timezone.now())
    return Flag.objects.create(**over)


def rule(key="respect", **over):
    """A rule that decisions name; the same one each time it is asked for."""
    over.setdefault("position", _after(Rule, "position"))
    over.setdefault("title_en", f"Rule: {key}")
    return Rule.objects.get_or_create(key=key, defaults=over)[0]


def listing(person, **over):
    """How a liaison stands in the public list; by consent, unless told otherwise."""
    over.setdefault("is_listed", True)
    return LiaisonProfile.objects.create(person=person, **over)


def community(**over):
    """An affiliate."""
    over.setdefault("kind", Community.Kind.AFFILIATE)
    over.setdefault("slug", f"affiliate-{Community.objects.count() + 1}")
    over.setdefault("name_en", over["slug"].title())
    return Community.objects.create(**over)


def conversation(**over):
    """A published meeting in English of about 30 people; ``state=`` says otherwise."""
    now = over.setdefault("begun_at", timezone.now())
    over.setdefault("key", uuid.uuid4())
    over.setdefault("state", Conversation.State.PUBLISHED)
    over.setdefault("kind", Conversation.Kind.MEETING)
    over.setdefault("title", "Meeting of the affiliate")
    over.setdefault("language", "en")
    over.setdefault("saved_at", now)
    if over["state"] == Conversation.State.PUBLISHED:
        over.setdefault("published_at", now)
    return Conversation.objects.create(**over)


def statement_draft(**over):
    """A statement that is being written, in a draft of its own if none is given."""
    if "conversation" not in over:
        over["conversation"] = conversation(state=Conversation.State.DRAFT)
    over.setdefault("position", over["conversation"].drafts.count() + 1)
    over.setdefault("body", "We would need this here, too.")
    over.setdefault("language", "en")
    return StatementDraft.objects.create(**over)


def statement(**over):
    """A statement from elsewhere as it stands in the discussion: a comment without an author."""
    over.setdefault("conversation", None)
    over["conversation"] = over["conversation"] or conversation()
    over.setdefault("language", over["conversation"].language)
    over.setdefault("origin", Origin.ELSEWHERE)
    over.setdefault("wording", Wording.PARAPHRASE)
    return comment(author=None, **over)


def message(**over):
    """A guest's message to the organisers; ``to=`` says to which liaison instead."""
    over.setdefault("key", uuid.uuid4())
    over.setdefault("reply_address", "guest@example.org")
    over.setdefault("body", "When is the next call?")
    over.setdefault("language", "en")
    over.setdefault("written_at", timezone.now())
    return Message.objects.create(**over)


def submission(*, secret="", **over):
    """A send; with a secret it is one without an account."""
    over.setdefault("key", uuid.uuid4())
    over.setdefault("created_at", timezone.now())
    return Submission.objects.create(secret_digest=secret_digest(secret) if secret else "", **over)


def _choose_target(over):
    nearest = over.get("parent") or over.get("part")
    if not over.get("recommendation") and nearest:
        over["recommendation"] = nearest.recommendation
    if over.get("parent"):
        over.setdefault("draft_set", over["parent"].draft_set)
    elif not over.get("recommendation") and not over.get("draft_set"):
        over["recommendation"] = recommendation()
    if over.get("recommendation"):
        over["draft_set"] = over["recommendation"].draft_set


def _choose_words(over):
    over.setdefault("body", "We would need this *here*, too.")
    over.setdefault("html", render_markdown(over["body"]))
    over.setdefault("language", "en")
    over.setdefault("read_language", "en")
    seen = over.get("part") or over.get("recommendation") or over["draft_set"]
    over.setdefault("read_revision", seen.history.latest().history_id)
    if question := over.get("question"):
        texts = (text_of(question, "text", code) for code in fallbacks(over["read_language"]))
        over.setdefault("question_asked", next(filter(None, texts), ""))


def _choose_place(over):
    target = over.get("recommendation") or over["draft_set"]
    counter, _ = CommentNumber.objects.get_or_create(target=target.code)
    counter.last = number = over.setdefault("number", counter.last + 1)
    counter.save(update_fields=["last"])
    over.setdefault("slug", f"{target.code}-{number}")
    parent = over.get("parent")
    over.setdefault("depth", parent.depth + 1 if parent else 0)
    over.setdefault("thread", (parent.thread or parent) if parent else None)
    over.setdefault("path", f"{parent.path}.{number:06}" if parent else f"{number:06}")


def _after(model, field):
    last = model.objects.order_by(field).values_list(field, flat=True).last()
    return (last or 0) + 1


def _noted(instance):
    instance.save()
    note_texts(instance)
    return instance

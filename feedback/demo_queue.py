"""What waits on the desk of the demo: held back, flagged, given to the organisers, appealed."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from accounts.models import User

from .actions.moderate import decide
from .demo_discussion import Discussion, moment_of, submission_key
from .models import Appeal, Comment, Decision, Escalation, Flag, Rule
from .waiting import note_waiting


def load_queue(queue: dict, talk: Discussion) -> None:
    """Add what is missing on contributions of the discussion loaded before."""
    of_comments = ("flags", "escalations", "decisions", "appeals")
    about = {entry["comment"] for name in of_comments for entry in queue[name]}
    keys = {submission_key({"key": key}): key for key in about}
    found = Comment.objects.filter(submission__key__in=keys).select_related("submission")
    comments = {keys[comment.submission.key]: comment for comment in found}
    for entry in queue["flags"]:
        _flag(entry, comments[entry["comment"]], talk)
    for entry in queue["escalations"]:
        _escalate(entry, comments[entry["comment"]], talk.start)
    for entry in queue["decisions"]:
        _decide(entry, comments[entry["comment"]])
    for entry in queue["appeals"]:
        _appeal(entry, comments[entry["comment"]], talk.start)
    for comment in comments.values():
        note_waiting(comment)


def _flag(entry: dict, comment: Comment, talk: Discussion) -> None:
    Flag.objects.get_or_create(
        key=uuid5(NAMESPACE_URL, f"demo-flag:{entry['key']}"),
        defaults={
            "comment": comment,
            "comment_version": comment.version,
            "reason": entry["reason"],
            "note": entry["note"],
            "language": entry["language"],
            "by": talk.people.get(entry["person"]),
            "made_at": moment_of(None, entry["days_before_start"], talk.start),
        },
    )


def _escalate(entry: dict, comment: Comment, start: datetime) -> None:
    """Once, also where it has been settled since."""
    if not comment.escalations.exists():
        Escalation.objects.create(
            comment=comment,
            by=User.objects.get(username=entry["by"]),
            note=entry["note"],
            made_at=moment_of(None, entry["days_before_start"], start),
        )


def _decide(entry: dict, comment: Comment) -> None:
    """Once, whatever has been decided since."""
    if not comment.decisions.exists():
        decide(
            comment,
            Decision.Kind(entry["kind"]),
            by=User.objects.get(username=entry["by"]),
            rule=Rule.objects.get(key=entry["rule"]),
            reason=entry["reason"],
            reason_language=entry["language"],
        )


def _appeal(entry: dict, comment: Comment, start: datetime) -> None:
    Appeal.objects.get_or_create(
        decision=comment.decisions.earliest("pk"),
        defaults={
            "by": comment.author,
            "words": entry["words"],
            "language": entry["language"],
            "made_at": moment_of(None, entry["days_before_start"], start),
        },
    )

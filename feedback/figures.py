"""Every count, one definition each. Contributions and people are never added up."""

from django.db.models import Count, Q

from .models import READABLE, Comment

READABLE_ONLY = Q(visibility__in=READABLE)


def contributions_by_recommendation(iteration=None, group=None) -> dict[int, int]:
    """How many contributions anyone can read on each recommendation (by its id), replies too."""
    rows = Comment.objects.readable().exclude(recommendation=None)
    if iteration is not None:
        rows = rows.filter(draft_set__iteration=iteration)
    if group is not None:
        rows = rows.filter(draft_set__group=group)
    counted = rows.values("recommendation").annotate(number=Count("pk")).order_by()
    return {row["recommendation"]: row["number"] for row in counted}


def discussion_counts(comments) -> dict[str, int]:
    """``contributions``, ``threads`` and ``replies`` of a discussion that anyone can read."""
    return comments.aggregate(
        contributions=Count("pk", filter=READABLE_ONLY),
        threads=Count("pk", filter=READABLE_ONLY & Q(parent=None)),
        replies=Count("pk", filter=READABLE_ONLY & Q(parent__isnull=False)),
    )


def contributions_by_part(recommendation) -> dict[int, int]:
    """How many contributions anyone can read on each part of a recommendation (by its id)."""
    rows = Comment.objects.readable().about(recommendation).exclude(part=None)
    counted = rows.values("part").annotate(number=Count("pk")).order_by()
    return {row["part"]: row["number"] for row in counted}


def own_words(person) -> int:
    """How many contributions somebody made with their account, whatever became of them."""
    return Comment.objects.filter(author=person).count()

"""What coders made of contributions: loaded for a whole page, as its reader may see it."""

from collections import defaultdict

from recommendations.models.translated import texts_of

from .models import CodedStance, Coding, Comment
from .passages import found_again
from .permissions import may_take_back


def with_codings(comments: list[Comment], user) -> list[Comment]:
    """Note on each its standing codings (``coded``) and coded stances (``read_as``).

    The words of a passage are taken from the contribution as it stands now, never from the coding.
    """
    ids = [comment.pk for comment in comments]
    codings = Coding.objects.standing().filter(comment__in=ids).select_related("by")
    named = codings.prefetch_related(*texts_of(Coding, "theme")).order_by("coded_at", "pk")
    by_comment = defaultdict(list)
    for coding in named:
        by_comment[coding.comment_id].append(coding)
    stances = defaultdict(list)
    for each in CodedStance.objects.filter(comment__in=ids).select_related("by").order_by("pk"):
        stances[each.comment_id].append(each)
    for comment in comments:
        comment.coded = by_comment[comment.pk]
        comment.read_as = stances[comment.pk]
        for coding in comment.coded:
            _note(coding, comment, user)
    return comments


def _note(coding: Coding, comment: Comment, user) -> None:
    coding.may_take_back = may_take_back(user, coding)
    coding.is_of_earlier_words = coding.comment_version != comment.version
    coding.passage = None
    if coding.start is not None and coding.end is not None:
        coding.passage = found_again(comment.body, coding.start, coding.end, coding.quote)

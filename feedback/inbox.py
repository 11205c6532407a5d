"""What the inbox of the portal shows of each notice, for a page at once."""

from functools import cache

from recommendations.models.translated import texts_of

from .models import Answer, Comment, Notice
from .threads import for_viewer, with_texts

MOST_COUNTED = 99  # beyond these the header says only that there are more


def for_inbox(notices, user) -> list[Notice]:
    """The notices of one page with their words, decisions and places, in constant queries."""
    drafts = texts_of(Notice, "draft_set", "draft_set__group", "draft_set__iteration")
    shown = list(notices.select_related("decision__by").prefetch_related(*drafts))
    answers = Answer.objects.with_texts().in_bulk(
        {each.answer_id for each in shown if each.answer_id}
    )
    ids = [each.comment_id for each in shown if each.comment_id]
    comments = with_texts(Comment.objects.filter(pk__in=ids))
    words = {comment.pk: comment for comment in for_viewer(comments.select_related("parent"), user)}
    for each in shown:
        each.comment = words.get(each.comment_id)
        each.answer = answers.get(each.answer_id)
    return shown


def unread_count(user):
    """How many notices a person has not read: a template asks where it shows it, once."""
    return cache(lambda: Notice.objects.visible_to(user).unread()[: MOST_COUNTED + 1].count())

"""Pages about what was: the text that a comment's author saw, and a comment's earlier wordings."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from recommendations.reading import reading_page

from ..models import Comment, Visibility
from ..past import sight_of, wordings, wordings_open_to
from ..threads import with_texts
from .reading import stamps_of_comment

WORDINGS_PER_PAGE = 5  # the longest and most changed comments take 0.4 s each


@reading_page(stamps_of_comment)
def text_seen(request, slug):
    """Exactly the text that a comment's author saw, and whether it has changed since."""
    comment = _comment(request, slug)
    context = {
        "comment": comment,
        "iteration": comment.draft_set.iteration,
        "group": comment.draft_set.group,
        "sight": sight_of(comment),
    }
    return render(request, "feedback/text_seen.html", context)


@reading_page(stamps_of_comment)
def comment_history(request, slug):
    """The wordings of a comment, newest first, each with what it changed."""
    comment = _comment(request, slug)
    rows = wordings_open_to(comment, request.user)
    try:
        page = Paginator(rows, WORDINGS_PER_PAGE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    context = {
        "comment": comment,
        "is_withdrawn": comment.visibility == Visibility.WITHDRAWN,
        "page": page,
        "wordings": wordings(rows[page.start_index() - 1 :], WORDINGS_PER_PAGE) if rows else [],
    }
    return render(request, "feedback/comment_history.html", context)


def _comment(request, slug):
    comments = with_texts(Comment.objects.visible_to(request.user))
    return get_object_or_404(comments.select_related("submission"), slug=slug)

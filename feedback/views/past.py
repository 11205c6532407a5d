from django.http import Http404


def text_seen(request, *args, **kwargs):
    """Being written."""
    raise Http404


def comment_history(request, *args, **kwargs):
    """Being written."""
    raise Http404

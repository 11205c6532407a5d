from django.http import Http404


def comment(request, *args, **kwargs):
    """Being written."""
    raise Http404


def recent(request, *args, **kwargs):
    """Being written."""
    raise Http404

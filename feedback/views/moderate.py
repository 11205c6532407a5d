from django.http import Http404


def decide(request, *args, **kwargs):
    """Being written."""
    raise Http404


def desk(request, *args, **kwargs):
    """Being written."""
    raise Http404


def decisions(request, *args, **kwargs):
    """Being written."""
    raise Http404

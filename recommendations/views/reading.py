from django.http import Http404


def recommendation(request, *args, **kwargs):
    """Being written."""
    raise Http404


def home(request, *args, **kwargs):
    """Being written."""
    raise Http404


def timeline(request, *args, **kwargs):
    """Being written."""
    raise Http404


def iteration(request, *args, **kwargs):
    """Being written."""
    raise Http404


def group(request, *args, **kwargs):
    """Being written."""
    raise Http404

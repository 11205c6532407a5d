from django.http import Http404


def recommendation_history(request, *args, **kwargs):
    """Being written."""
    raise Http404


def difference(request, *args, **kwargs):
    """Being written."""
    raise Http404


def comparison(request, *args, **kwargs):
    """Being written."""
    raise Http404


def iteration_history(request, *args, **kwargs):
    """Being written."""
    raise Http404

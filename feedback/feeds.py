from django.http import Http404


def everything(request, *args, **kwargs):
    """Being written."""
    raise Http404


def of_group(request, *args, **kwargs):
    """Being written."""
    raise Http404


def of_recommendation(request, *args, **kwargs):
    """Being written."""
    raise Http404

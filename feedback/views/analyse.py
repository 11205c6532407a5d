from django.http import Http404


def exports(request, *args, **kwargs):
    """Being written."""
    raise Http404


def export(request, *args, **kwargs):
    """Being written."""
    raise Http404


def export_file(request, *args, **kwargs):
    """Being written."""
    raise Http404

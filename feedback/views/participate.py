from django.http import Http404


def reply(request, *args, **kwargs):
    """Being written."""
    raise Http404


def edit(request, *args, **kwargs):
    """Being written."""
    raise Http404


def withdraw(request, *args, **kwargs):
    """Being written."""
    raise Http404


def agree(request, *args, **kwargs):
    """Being written."""
    raise Http404


def receipt(request, *args, **kwargs):
    """Being written."""
    raise Http404


def secret_receipt(request, *args, **kwargs):
    """Being written."""
    raise Http404


def secret_edit(request, *args, **kwargs):
    """Being written."""
    raise Http404


def secret_withdraw(request, *args, **kwargs):
    """Being written."""
    raise Http404


def confirm_mail(request, *args, **kwargs):
    """Being written."""
    raise Http404


def preview(request, *args, **kwargs):
    """Being written."""
    raise Http404


def write(request, *args, **kwargs):
    """Being written."""
    raise Http404


def mine(request, *args, **kwargs):
    """Being written."""
    raise Http404

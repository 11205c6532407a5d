"""A door for what should not happen to somebody who left their device open."""

from datetime import timedelta
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache


def still_you(view):
    """Open after the password, or another proof, once more; without any, after a fresh sign-in."""
    with_proof = reauthentication_required(view)

    @never_cache
    @login_required
    @wraps(view)
    def door(request, *args, **kwargs):
        if get_adapter().get_reauthentication_methods(request.user) or _is_fresh(request.user):
            return with_proof(request, *args, **kwargs)
        return render(request, "accounts/sign_in_again.html", status=403)

    return door


def _is_fresh(person) -> bool:
    limit = timedelta(seconds=app_settings.REAUTHENTICATION_TIMEOUT)
    return bool(person.last_login) and timezone.now() - person.last_login < limit

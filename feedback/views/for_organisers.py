"""The one door of all pages of the organisers' desk."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.roles import may_organise

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")


def for_organisers(*methods):
    """Strangers are sent to sign in, others with an account may not; nothing is kept anywhere."""

    def decorate(view):
        @never_cache
        @login_required
        @require_http_methods(methods)
        @wraps(view)
        def page(request, *args, **kwargs):
            if not may_organise(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return page

    return decorate

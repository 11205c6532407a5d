"""Pages for what went wrong, in the reader's language."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .roles import lacks_second_factor
from .search_engines import Robots

# Never shown again, whatever became of the form: secrets, and what no person typed.
SECRETS = {"csrfmiddlewaretoken", "oldpassword", "password", "password1", "password2"}
HIDDEN = {"key", "seen"}
ANSWERS = {
    400: "errors/400.html",
    403: "errors/403.html",
    404: "errors/404.html",
    500: "errors/500.html",
}


def bad_request(request, exception=None):
    """What was sent cannot be understood."""
    return answer(request, 400)


def permission_denied(request, exception=None):
    """The person may not do this; staff without a second factor are led to get one."""
    user = getattr(request, "user", None)
    if user is not None and lacks_second_factor(user):
        return second_factor_first(request)
    return answer(request, 403)


def second_factor_first(request):
    """What staff hear until they have a second factor: where to get it, and what they typed."""
    if request.method in {"GET", "HEAD"}:
        return redirect("mfa_activate_totp")
    why = _("Your role needs a second factor. Please set it up first; nothing was sent.")
    return answer(request, 403, why=why, typed=typed(request), set_up=True)


def page_not_found(request, exception=None):
    """There is no such page, or not for this person: the answer is the same."""
    return answer(request, 404)


def server_error(request):
    """Something broke on our side; nothing that could break again is asked for."""
    return answer(request, 500, is_broken=True)


def answer(request, status, **context):
    """The page for a status; whatever stands at the address else, this is not it."""
    request.robots = Robots.KEEP_OUT
    return render(request, ANSWERS[status], context, status=status)


def csrf_failure(request, reason=""):
    """A form whose proof of origin is missing or old: what was typed is shown to copy."""
    why = _("The form was open for too long, or cookies are blocked. Nothing was sent.")
    return answer(request, 403, why=why, typed=typed(request))


def typed(request):
    """What somebody wrote into a form, to copy; passwords are left out."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if len(value) > 20 and name not in SECRETS | HIDDEN
    ]

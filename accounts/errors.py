"""Pages for what went wrong, in the reader's language."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from .search_engines import Robots

# Never shown again, whatever became of the form.
SECRETS = {"csrfmiddlewaretoken", "oldpassword", "password", "password1", "password2"}
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
    """The person may not do this."""
    return answer(request, 403)


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
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if len(value) > 20 and name not in SECRETS
    ]
    why = _("The form was open for too long, or cookies are blocked. Nothing was sent.")
    return answer(request, 403, why=why, typed=typed)

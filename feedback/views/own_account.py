"""What somebody does with their account as a whole: take their data along, close it."""

from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.closing import reason_against
from accounts.still_you import still_you

from ..actions.close import close_account
from ..figures import own_words
from ..forms.closing import CloseForm
from ..own_data import file_name, write_copy


@still_you
@require_safe
def own_data(request):
    """What the copy holds, and the way to it."""
    return render(request, "feedback/own_data.html")


@still_you
@require_safe
def own_data_file(request):
    """The copy itself."""
    copy = write_copy(request.user, at=timezone.now())
    return FileResponse(copy, as_attachment=True, filename=file_name())


@still_you
@require_http_methods(["GET", "HEAD", "POST"])
def close(request):
    """Say plainly what happens, ask once, and do it."""
    words = own_words(request.user)
    form = CloseForm(request.POST if request.method == "POST" else None, has_words=words > 0)
    against = reason_against(request.user)
    if form.is_valid() and not against:
        try:
            close_account(request.user, withdraws_words=form.withdraws_words)
        except ValidationError as error:
            against = error.messages[0]
        else:
            logout(request)
            return redirect("accounts:closed")
    context = {"form": form, "against": against, "words": words}
    status = 400 if form.is_bound else 200
    return render(request, "feedback/close_account.html", context, status=status)

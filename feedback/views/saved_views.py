"""Filters of a group's desk under names of one's own: kept, and taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.customs import number

from ..actions.saved_views import TooManyViewsError, delete_view, save_view
from ..forms.saved_views import SavedViewForm
from ..group_input import desk_at
from ..models import SavedView
from ..models.group_reading import MAX_VIEWS


@never_cache
@login_required
@require_POST
def keep_view(request, slug):
    """Keep the present filter under a name."""
    desk = desk_at(slug, request.user)
    form = SavedViewForm(request.POST, desk=desk, user=request.user)
    address = reverse("feedback:group_desk", args=[desk.slug])
    if not form.is_valid():
        for errors in form.errors.values():
            messages.warning(request, " ".join(map(str, errors)))
        return redirect(f"{address}#main")
    name, query = form.cleaned_data["name"], form.cleaned_data["filter"]
    try:
        save_view(name, query, by=request.user, group_slug=desk.slug)
    except TooManyViewsError:
        messages.warning(request, _too_many())
    else:
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": name})
    return redirect(f"{address}?{query}#main")


@never_cache
@login_required
@require_POST
def drop_view(request, slug, pk):
    """Take a view of one's own away."""
    desk = desk_at(slug, request.user)
    own = SavedView.objects.filter(person=request.user, group_slug=desk.slug)
    view = get_object_or_404(own, pk=pk)
    delete_view(view)
    messages.success(request, _("The view “%(name)s” is gone.") % {"name": view.name})
    return redirect(f"{reverse('feedback:group_desk', args=[desk.slug])}#main")


def _too_many() -> str:
    said = ngettext(
        "You can keep %(number)s view of one desk. Take one away first.",
        "You can keep %(number)s views of one desk. Take one away first.",
        MAX_VIEWS,
    )
    return said % {"number": number(MAX_VIEWS)}

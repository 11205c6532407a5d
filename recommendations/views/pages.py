"""The site's own pages: about, help, terms and what else is written for them."""

from django.shortcuts import get_object_or_404, render

from accounts.languages import reading_language
from accounts.search_engines import indexed

from ..freshness import states
from ..models import Page
from ..published import every_page
from ..reading import reading_page


@indexed(every_page)
@reading_page()
def page(request, key):
    """One page, with what a reader should know of its translation and its last change."""
    thing = get_object_or_404(Page.objects.in_language().with_address(), key=key)
    language = reading_language()
    context = {
        "page": thing,
        "state": states([thing], [language]).get(("page", thing.pk, "body", language)),
        "changed_at": thing.history.values_list("history_date", flat=True).first(),
    }
    return render(request, "recommendations/page.html", context)

"""What programs ask for at fixed addresses: robots.txt, the sitemap, an icon."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from accounts.languages import ALL, BY_CODE, SOURCE, tag
from accounts.search_engines import every_address, paths_to_leave_alone

from ..reading import reading_page

XML = "application/xml"


@reading_page()
def robots(request):
    """What robots need not fetch, and where the list of all pages is."""
    context = {"paths": paths_to_leave_alone(), "site": _site(request)}
    return render(request, "robots.txt", context, content_type="text/plain")


@reading_page()
def sitemap(request):
    """One part for each language."""
    context = {"languages": ALL, "site": _site(request)}
    return render(request, "sitemap.xml", context, content_type=XML)


@reading_page()
def sitemap_of_language(request, language):
    """Every public page in one language, each with its addresses in the others."""
    if language not in BY_CODE:
        raise Http404
    context = {
        "language": language,
        "tags": [(each.code, tag(each.code)) for each in ALL],
        "source": SOURCE,
        "addresses": list(every_address()),
        "site": _site(request),
    }
    return render(request, "sitemap_part.xml", context, content_type=XML)


@require_safe
def favicon(request):
    """For programs that look for an icon without reading a page."""
    return redirect(static("favicon.ico"))


def _site(request):
    return request.build_absolute_uri("/").rstrip("/")

"""Pages about people."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.communities import named
from accounts.models import Community
from accounts.names import person_named
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.reading import reading_page

from ..people import has_page, offices_of, said_by_name
from ..threads import for_viewer, with_texts

SAID_PER_PAGE = 25


@reading_page(lambda name: (PEOPLE, TALK))
def person(request, name):
    """Somebody who speaks or holds an office in public: contributions with name, and roles."""
    found = person_named(name)
    if found is None or not has_page(found):
        raise Http404
    if found.name != name:
        return redirect("feedback:person", found.name)
    said = with_texts(said_by_name(found)).order_by("-said_at", "-pk")
    try:
        page = Paginator(said, SAID_PER_PAGE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    context = {
        "person": found,
        "community": next(iter(named(Community.objects.filter(members=found))), None),
        "offices": offices_of(found),
        "page": page,
        "comments": for_viewer(page, request.user),
    }
    return render(request, "feedback/person.html", context)

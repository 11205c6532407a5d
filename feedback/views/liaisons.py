"""Whom one can speak to: the list of liaisons."""

from django.shortcuts import render

from accounts.search_engines import indexed
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.reading import reading_page

from ..liaisons import listing


@indexed()
@reading_page(lambda: (PEOPLE, TALK), daily=True)
def liaisons(request):
    """The liaisons who consent to be listed, by language, then by affiliate."""
    return render(request, "feedback/liaisons.html", {"listing": listing()})

"""Whom one can speak to: the list of liaisons."""

from django.shortcuts import render

from recommendations.models.stamp import TALK
from recommendations.reading import reading_page

from ..liaisons import LISTED, listing


@reading_page(lambda: (LISTED, TALK), daily=True)
def liaisons(request):
    """The liaisons who consent to be listed, by language, then by affiliate."""
    return render(request, "feedback/liaisons.html", {"listing": listing()})

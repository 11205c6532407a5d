"""Atom feeds of what was said: everything, one group, one recommendation."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from recommendations.models import Recommendation, WorkingGroup
from recommendations.models.stamp import TALK
from recommendations.reading import reading_page
from recommendations.templatetags.wording import wording_of
from recommendations.views.reading import talk_of_recommendation

from .authorship import author_shown
from .models import Comment
from .threads import with_texts

ENTRIES = 50
# One of these in somebody's words would take the whole feed down: XML cannot hold them.
NOT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Contributions(Feed):
    """The newest contributions that anyone may read, under one heading."""

    feed_type = Atom1Feed

    def __init__(self, heading: str, page: str, **conditions):
        self.title = for_xml(heading)
        self.link = page
        self.conditions = conditions

    def items(self):
        found = Comment.objects.readable().filter(**self.conditions).order_by("-stored_at", "-pk")
        return list(with_texts(found)[:ENTRIES])

    def item_title(self, comment):
        target = comment.recommendation
        title = wording_of(target, "title").text if target else ""
        return for_xml(f"{comment.short_id} {title}".strip())

    def item_guid(self, comment):
        """The same in every language, so that no reader's program shows an entry twice."""
        return f"{settings.BASE_URL}/c/{comment.slug}/"

    def item_description(self, comment):
        return for_xml(comment.html)

    def item_author_name(self, comment):
        return for_xml(author_shown(comment))

    def item_pubdate(self, comment):
        return comment.stored_at

    def item_updateddate(self, comment):
        return comment.edited_at or comment.stored_at


def for_xml(text: str) -> str:
    """The text without the control signs that XML does not know."""
    return NOT_FOR_XML.sub("", text)


@reading_page(lambda: (TALK,))
def everything(request):
    """All contributions."""
    feed = Contributions(_("All contributions"), reverse("feedback:recent"))
    return feed(request)


@reading_page(lambda slug: (TALK,))
def of_group(request, slug):
    """What is said on the drafts of one group."""
    group = get_object_or_404(WorkingGroup.objects.in_language(), slug=slug)
    page = reverse("recommendations:group", args=[slug])
    return Contributions(wording_of(group, "name").text, page, draft_set__group=group)(request)


@reading_page(talk_of_recommendation)
def of_recommendation(request, iteration, group, number):
    """What is said on one recommendation."""
    thing = get_object_or_404(
        Recommendation.objects.visible_to(request.user).at(iteration, group, number).for_page()
    )
    heading = f"{thing.code} {wording_of(thing, 'title').text}"
    return Contributions(heading, thing.get_absolute_url(), recommendation=thing)(request)

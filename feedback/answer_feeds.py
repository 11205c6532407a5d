"""Atom feeds of what groups answer: all of them, or one."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from recommendations.models import DraftSet, WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.models.stamp import TALK
from recommendations.reading import reading_page
from recommendations.templatetags.wording import wording_of

from .answers import html_of
from .feeds import ENTRIES, for_xml
from .models import Answer


class Answers(Feed):
    """The newest public answers under one heading, in the name of their groups."""

    feed_type = Atom1Feed

    def __init__(self, heading: str, page: str, answers):
        self.title = for_xml(heading)
        self.link = page
        self.answers = answers

    def items(self):
        return list(self.answers.with_texts().order_by("-published_at", "-pk")[:ENTRIES])

    def item_title(self, answer):
        return for_xml(f"{answer.get_outcome_display()} ({group_name(answer.group)})")

    def item_guid(self, answer):
        """The same in every language, so that no reader's program shows an entry twice."""
        return f"{settings.BASE_URL}/answers/{answer.pk}/"

    def item_description(self, answer):
        return for_xml(html_of(answer).text)

    def item_author_name(self, answer):
        return for_xml(group_name(answer.group))

    def item_pubdate(self, answer):
        return answer.published_at

    def item_updateddate(self, answer):
        return answer.said_at


def group_name(group: WorkingGroup | None) -> str:
    return wording_of(group, "name").text if group else _("The whole movement")


@reading_page(lambda: (TALK,))
def everything(request):
    """All answers."""
    page = reverse("recommendations:home")
    return Answers(_("Answers of the working groups"), page, Answer.objects.public())(request)


@reading_page(lambda group: (TALK,))
def of_group(request, group):
    """What one group answers."""
    thing = WorkingGroup.objects.in_language().filter(slug=group).first()
    if thing is None and group != WHOLE_MOVEMENT_SLUG:
        raise Http404
    newest = DraftSet.objects.published().filter(group=thing).order_by("-iteration__number")
    number = newest.values_list("iteration__number", flat=True).first()
    page = (
        reverse("feedback:answers", args=[group, number])
        if number
        else reverse("recommendations:home")
    )
    heading = _("Answers: %(group)s") % {"group": group_name(thing)}
    return Answers(heading, page, Answer.objects.public().of_group(thing))(request)

"""Who may read a contribution, and where it was made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet, Recommendation
from recommendations.models.stamp import TALK, talk_about


class Visibility(models.TextChoices):
    """Who may read a comment: the one field that pages, feeds, counts and exports go by."""

    PUBLIC = "public", _("Public, with name")
    UNNAMED = "unnamed", _("Public, without name")
    GROUP = "group", _("For liaisons and the working group only")
    WAITING = "waiting", _("Waiting for a liaison")
    HIDDEN = "hidden", _("Hidden by a liaison")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")


READABLE = (Visibility.PUBLIC, Visibility.UNNAMED)
# What has reached those whom it is for, everyone or the group: only of this people are told.
DELIVERED = (*READABLE, Visibility.GROUP)
# What can be replied to, by those who may read it.
OPEN_FOR_REPLIES = DELIVERED
# A place in the thread stays for these, without the words, so that replies keep their sense.
PLACEHOLDERS = (Visibility.HIDDEN, Visibility.WITHDRAWN)
# What people can choose for their own words, from the most to the least public.
CHOICES_OF_AUTHORS = (Visibility.PUBLIC, Visibility.UNNAMED, Visibility.GROUP)


class Origin(models.TextChoices):
    """Where a comment was made."""

    ON_SITE = "on-site", _("On this portal")
    ELSEWHERE = "elsewhere", _("Elsewhere")
    DEMO = "demo", _("Demo text")


def stamp_keys(target_code: str, set_code: str) -> tuple[str, ...]:
    """The stamps of all discussion, of a group's drafts in an iteration, and of one target."""
    return (TALK, talk_about(set_code), talk_about(target_code))


def stamp_keys_of_counts(draft_set: DraftSet) -> list[str]:
    """The stamps of all pages on which the private words of an iteration are counted.

    A number on one of them says something about those that are left out on another.
    """
    there = Recommendation.objects.filter(draft_set__iteration=draft_set.iteration_id)
    return [talk_about(code) for code in there.values_list("code", flat=True)]

"""The rules that every portal starts with: what is missing is made, what is there is left."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, gettext_noop, override
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE
from recommendations.models import Stamp
from recommendations.models.stamp import TALK

from .models import Rule
from .models.rule import IN_ORDER

# By their keys, in the order in which a liaison meets them.
RULES = {
    "respect": gettext_noop("Respect people: no insults, no threats"),
    "private-data": gettext_noop("Nothing private about anybody who did not agree to it"),
    "advertising": gettext_noop("No advertising and no spam"),
    "on-topic": gettext_noop("To the subject of the recommendation"),
    "own-words": gettext_noop("In one’s own name: nobody speaks as somebody else"),
    "one-voice": gettext_noop("Said once: the same is not sent again and again"),
    "right-place": gettext_noop("Readable, and in the place where it belongs"),
    "law": gettext_noop("Within the law and the licence of contributions"),
    IN_ORDER: gettext_noop("In order: no rule is broken"),
}


@transaction.atomic
def add_starter_rules() -> list[str]:
    """Make the rules that are not there yet; says which. What organisers wrote stays as it is."""
    there = set(Rule.objects.filter(key__in=RULES).values_list("key", flat=True))
    missing = [key for key in RULES if key not in there]
    for key in missing:
        _add(key)
    if missing:
        Stamp.objects.touch(TALK)
    return missing


def _add(key: str) -> None:
    rule: Any = Rule(key=key, position=list(RULES).index(key) + 1)
    for code in settings.COMPLETE_CATALOGUES:
        with override(code):
            title = gettext(RULES[key])
        # Words that a catalogue does not have are English: they would stand as a translation.
        if code == SOURCE or title != RULES[key]:
            setattr(rule, build_localized_fieldname("title", code), title)
    with override(SOURCE):
        rule.save()

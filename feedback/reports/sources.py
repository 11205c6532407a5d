"""The first two columns of a monthly report: where words come from, and what they are about."""

from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.customs import day, number
from accounts.languages import autonym, direction
from recommendations.models import DraftSet, GuidingQuestion, Part, Recommendation
from recommendations.models.translated import texts_of
from recommendations.templatetags.wording import wording_of

from ..models import Conversation, Origin
from .plan import FEWEST_TOLD, Facts, Planned


class Line(NamedTuple):
    """A line of the first two columns; without a language it is the portal's own."""

    text: str
    language: str = ""
    link: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language)


def texts_on_site(facts) -> dict[tuple[str, str], Any]:
    """What on-site rows are about, by kind and code."""
    on_site = [each for each in facts if "target" in each]
    targets = {each["target"] for each in on_site}
    found: dict[tuple[str, str], Any] = {}
    sets = DraftSet.objects.published().in_language().filter(code__in=targets)
    for each in sets.prefetch_related(*texts_of(DraftSet, "iteration")):
        found["set", each.code] = each
    for each in Recommendation.objects.published().in_language().filter(code__in=targets):
        found["recommendation", each.code] = each
    questions = {each["question"] for each in on_site} - {""}
    for each in GuidingQuestion.objects.in_language().filter(key__in=questions):
        found["question", each.key] = each
    parts = Part.objects.only("key", "question", "recommendation").filter(
        recommendation__code__in=targets, key__in={each["part"] for each in on_site}
    )
    parts = parts.annotate(of=F("recommendation__code")).prefetch_related(
        *texts_of(Part, "question")
    )
    for each in parts:
        found["part", f"{each.of}/{each.key}"] = each.question
    return found


def source_on_site(planned: Planned) -> list[Line]:
    """Where, in which language, and how many: each number says what it counts."""
    facts, count = planned.facts, len(planned.items)
    lines = [Line(str(Origin(facts["origin"]).label)), Line(_language(facts["language"]))]
    if planned.is_continued:
        return [*lines, Line(_("continued"))]
    texts = [
        (count, ngettext("%(number)s contribution", "%(number)s contributions", count)),
        (
            facts["accounts"],
            ngettext(
                "under a name, from %(number)s account",
                "under a name, from %(number)s accounts",
                facts["accounts"],
            ),
        ),
        (
            facts["guests"],
            ngettext(
                "%(number)s from a guest without an account",
                "%(number)s from guests without an account",
                facts["guests"],
            ),
        ),
        (
            facts["unnamed"],
            ngettext("%(number)s without a name", "%(number)s without a name", facts["unnamed"]),
        ),
    ]
    return lines + [Line(text % {"number": number(count)}) for count, text in texts if count]


def context_on_site(facts: Facts, texts) -> list[Line]:
    target = facts["target"]
    lines = []
    if thing := texts.get(("recommendation", target)):
        title = wording_of(thing, "title")
        lines.append(Line(f"{target}: {title.text}", title.language))
    elif drafts := texts.get(("set", target)):
        title = wording_of(drafts.iteration, "title")
        lines.append(Line(_("On the drafts as a whole (%(id)s)") % {"id": target}))
        lines.append(Line(title.text, title.language))
    if part := texts.get(("part", f"{target}/{facts['part']}")):
        wording = wording_of(part, "text")
        lines.append(Line(f"{facts['part'].upper()}: {wording.text}", wording.language))
    if question := texts.get(("question", facts["question"])):
        wording = wording_of(question, "text")
        lines.append(Line(wording.text, wording.language))
    return lines


def source_of(conversation: Conversation, facts: Facts, community: str) -> list[Line]:
    """Numbers and dates as they were reported; names, titles and links as they stand now."""
    kind = str(Conversation.Kind(facts["kind"]).label) if facts["kind"] else ""
    who = conversation.reported_by
    reporter = str(who) if who and who.is_active else _("Removed account")
    lines = [
        Line(kind),
        Line(
            conversation.title,
            conversation.language,
            conversation.get_absolute_url(),
        ),
        Line(conversation.place, conversation.language),
        Line(dates(facts)),
        Line(_language(facts["language"]) if facts["language"] else ""),
        Line(community),
        Line(people(facts)),
        Line(_("Reported by %(name)s") % {"name": reporter}),
    ]
    return [line for line in lines if line.text]


def dates(facts: Facts) -> str:
    begin, end = day(facts["began_on"]), day(facts["ended_on"])
    if not end or end == begin:
        return begin
    return _("%(start)s to %(end)s") % {"start": begin, "end": end}


def people(facts: Facts) -> str:
    """How many people took part, with how sure that is."""
    count = facts["people_count"]
    if count is None or facts["people_certainty"] == Conversation.Certainty.UNKNOWN:
        return _("Number of people not known")
    if facts["people_certainty"] == Conversation.Certainty.ESTIMATE:
        text = ngettext("About %(number)s person", "About %(number)s people", count)
    else:
        text = ngettext("Exactly %(number)s person", "Exactly %(number)s people", count)
    return text % {"number": number(count)}


def not_public(count: int) -> str:
    if count < FEWEST_TOLD:
        return _("Fewer than %(number)s contributions for liaisons and the working group only.") % {
            "number": number(FEWEST_TOLD)
        }
    text = ngettext(
        "%(number)s contribution for liaisons and the working group only.",
        "%(number)s contributions for liaisons and the working group only.",
        count,
    )
    return text % {"number": number(count)}


def _language(code: str) -> str:
    return _("Language: %(name)s") % {"name": autonym(code)}

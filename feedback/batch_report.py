"""What a batch of decisions did, in sentences: how many were decided, and which not and why."""

from collections import defaultdict

from django.contrib.messages import SUCCESS, WARNING
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.customs import listing, number

from .actions.batch import Outcome, Why
from .models import Decision


def sentences(kind: Decision.Kind, outcomes: list[Outcome]) -> list[tuple[int, str]]:
    """Each with its level; what was not decided is named, so that nobody takes it for done."""
    by_why: dict[Why, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_why[outcome.why].append(outcome)
    found = [(WARNING, _not_decided(why, by_why[why])) for why in Why if why and by_why[why]]
    if done := len(by_why[Why.DONE]):
        found.insert(0, (SUCCESS, _decided(kind, done)))
    return found


def _decided(kind: Decision.Kind, count: int) -> str:
    done = {
        Decision.Kind.APPROVE: ngettext(
            "%(number)s contribution is approved and can be read.",
            "%(number)s contributions are approved and can be read.",
            count,
        ),
        Decision.Kind.HIDE: ngettext(
            "%(number)s contribution is hidden. Replies to it stay.",
            "%(number)s contributions are hidden. Replies to them stay.",
            count,
        ),
        Decision.Kind.DISMISS: ngettext(
            "What was reported about %(number)s contribution is dismissed.",
            "What was reported about %(number)s contributions is dismissed.",
            count,
        ),
        Decision.Kind.RESTORE: ngettext(
            "%(number)s contribution is restored and can be read again.",
            "%(number)s contributions are restored and can be read again.",
            count,
        ),
    }
    return done[kind] % {"number": number(count)}


def _not_decided(why: Why, outcomes: list[Outcome]) -> str:
    because = {
        Why.GONE: _("Not decided, because they are not before you any more: %(ids)s."),
        Why.OVERTAKEN: _("Not decided, because this cannot be decided on them any more: %(ids)s."),
        Why.CHANGED: _(
            "Not decided, because their authors changed the words after you opened the page: "
            "%(ids)s."
        ),
    }
    return because[why] % {"ids": listing(_named(outcome) for outcome in outcomes)}


def _named(outcome: Outcome) -> str:
    """The id, kept apart from a script that runs the other way; who was quicker, and with what."""
    name = f"\u2066{outcome.short_id}\u2069"
    if outcome.latest is None:
        return name
    what, who = outcome.latest.get_kind_display(), f"\u2068{outcome.latest.by}\u2069"
    return _("%(id)s (%(decision)s, %(name)s)") % {"id": name, "decision": what, "name": who}

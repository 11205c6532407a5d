"""Near-identical contributions are looked for in the background; a person decides on each find."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from recommendations.models import DraftSet

from ..look_alike import Found, near_identical
from ..models import (
    AlikeProposal,
    AlikeSearch,
    Comment,
    IndexedText,
    Outbox,
    ProposedAlike,
    Rule,
)
from ..models.rule import IN_ORDER
from .bundle import bundle

TASK = "feedback.look_for_alike"
State = AlikeProposal.State


class ProposalGoneError(Exception):
    """Somebody else has decided on it, or a newer search has replaced it."""


@transaction.atomic
def ask_for_search(draft_set: DraftSet) -> AlikeSearch:
    """Have the contributions on a set of drafts compared; asked twice, it is done once."""
    now = timezone.now()
    search, _is_new = AlikeSearch.objects.select_for_update().get_or_create(
        draft_set=draft_set, defaults={"asked_at": now}
    )
    search.asked_at, search.done_at = now, None
    search.save(update_fields=["asked_at", "done_at"])
    Outbox.objects.write(TASK, search.pk)
    return search


def search_for_alike(search_id: int) -> int:
    """Compare, and put what is found in the place of earlier finds that nobody has decided on."""
    search = AlikeSearch.objects.filter(pk=search_id, done_at=None).first()
    if search is None:
        return 0
    found, compared = _found_on(search.draft_set)
    with transaction.atomic():
        search = AlikeSearch.objects.select_for_update().get(pk=search_id)
        AlikeProposal.objects.filter(draft_set=search.draft_set, state=State.OPEN).delete()
        refused = _refused(search.draft_set)
        fresh = [each for each in found if not _is_refused(each, refused)]
        for each in fresh:
            _propose(each, search.draft_set)
        search.done_at, search.compared = timezone.now(), compared
        search.save(update_fields=["done_at", "compared"])
    return len(fresh)


def _found_on(draft_set: DraftSet) -> tuple[list[Found], int]:
    """Among what anyone may read, text by text that it is about; heads of bundles come first."""
    rows = Comment.objects.readable().filter(draft_set=draft_set, same_as=None).order_by()
    places = list(rows.values_list("pk", "recommendation", "said_alike", "said_at").distinct())
    first: dict[int, tuple] = {}
    for pk, recommendation, under, said_at in places:
        first[pk] = (under is None, said_at, pk, recommendation)
    tokens = dict(
        IndexedText.objects.filter(kind=IndexedText.Kind.COMMENT, draft_set=draft_set)
        .order_by("-pk")
        .values_list("object_id", "tokens")
    )
    by_place: dict[int | None, dict[int, list[str]]] = defaultdict(dict)
    for _is_new, _at, pk, recommendation in sorted(first.values(), key=lambda each: each[:3]):
        if pk in tokens:
            by_place[recommendation][pk] = tokens[pk].split()
    found = [each for texts in by_place.values() for each in near_identical(texts)]
    return found, len(first)


def _refused(draft_set: DraftSet) -> list[set[int]]:
    refused = AlikeProposal.objects.filter(draft_set=draft_set, state=State.REFUSED)
    return [
        {each.head_id, *(row.comment_id for row in each.proposed.all())}
        for each in refused.prefetch_related("proposed")
    ]


def _is_refused(found: Found, refused: list[set[int]]) -> bool:
    """Somebody has said of all of these that they are not the same."""
    whole = {found.head, *found.members}
    return any(whole <= each for each in refused)


def _propose(found: Found, draft_set: DraftSet) -> None:
    proposal = AlikeProposal.objects.create(
        head_id=found.head, draft_set=draft_set, found_at=timezone.now()
    )
    ProposedAlike.objects.bulk_create(
        ProposedAlike(proposal=proposal, comment_id=pk, likeness=likeness)
        for pk, likeness in found.members.items()
    )


@transaction.atomic
def confirm(proposal: AlikeProposal, chosen: list[tuple[Comment, int]], *, by, reason: str) -> int:
    """Put the chosen ones, in the version that was read, under the first; how many they are.

    What was not chosen is proposed no longer. Raises what ``bundle`` raises.
    """
    current = _open(proposal)
    rule = Rule.objects.get(key=IN_ORDER)
    made = bundle(current.head, chosen, by=by, rule=rule, reason=reason)
    _settle(current, State.CONFIRMED, by=by)
    return len(made)


@transaction.atomic
def refuse(proposal: AlikeProposal, *, by) -> None:
    """These are not the same: they are not proposed again."""
    _settle(_open(proposal), State.REFUSED, by=by)


def _open(proposal: AlikeProposal) -> AlikeProposal:
    rows = AlikeProposal.objects.select_for_update(of=("self",)).filter(state=State.OPEN)
    current = rows.select_related("head").filter(pk=proposal.pk).first()
    if current is None:
        raise ProposalGoneError
    return current


def _settle(proposal: AlikeProposal, state: AlikeProposal.State, *, by) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])

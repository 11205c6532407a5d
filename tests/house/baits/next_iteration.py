"""What a group prepares in its writing room: texts, reasons, and what it withdraws."""

from recommendations.drafting.lineage import withdraw
from recommendations.drafting.reasons import explain
from recommendations.drafting.writing import Seen, note_open, write_draft
from recommendations.models import Lineage
from recommendations.models.freshness import digest
from tests import cast, make

from ..crowd import STAFF, WRITERS
from ..doors import MEMBER, ORGANISER


def plant(bait):
    published = make.draft_set(group=bait.group)
    old = make.recommendation(draft_set=published, number="77")
    secret = make.draft_set(group=bait.group, published_at=None)
    member = cast.member(bait.group, name="Writing")
    kept, gone = (make.recommendation(draft_set=secret) for _ in range(2))
    Lineage.objects.create(earlier=bait.recommendation, later=kept)
    Lineage.objects.create(
        earlier=old, later=gone, note_en=bait.token("edge to a draft"), kind="revised"
    )
    write_draft(
        kept, "summary", bait.token("a text that saves itself"), seen=Seen(digest(make.SUMMARY)),
        by=member,
    )  # fmt: skip
    explain(kept, None, {"en": bait.token("reason of a change")}, by=member)
    note_open(kept, by=member)
    withdraw(gone, note=bait.token("why it will be withdrawn"), by=member)
    bait.is_for(WRITERS, "a text that saves itself")
    for kind in ("reason of a change", "why it will be withdrawn"):
        bait.is_for((MEMBER, ORGANISER, STAFF), kind)
    bait.addresses += _doors_of(secret, kept)


def _doors_of(draft_set, draft):
    room = "/en/desk/groups/diversity/draft/"
    yield from (room, f"{room}{draft.pk}/", f"{room}{draft.pk}/structure/")
    base = f"/en/iterations/{draft_set.iteration.number}/diversity/{draft.number}/"
    for page in ("", "history/", "compare/", "feed/"):
        yield base + page

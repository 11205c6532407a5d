"""Proposed bundles as a member of a group sees them: the text, its senders, what is offered."""

from dataclasses import dataclass

from django.db.models import Count, Q

from recommendations.models import DraftSet

from .models import AlikeProposal, Comment
from .threads import with_texts

SHOWN = 25  # proposals on a page, the largest first
OFFERED = 200  # contributions of one: more take too long in one go, the others follow


@dataclass
class Proposed:
    """One text, and those that say nearly the same."""

    proposal: AlikeProposal
    head: Comment
    comments: list[Comment]
    senders: int

    @property
    def number(self) -> int:
        return len(self.comments) + 1


def bundles_on(draft_set: DraftSet, user) -> list[Proposed]:
    """The open ones, those with the most contributions first; of words that are still there."""
    rows = AlikeProposal.objects.filter(draft_set=draft_set, state=AlikeProposal.State.OPEN)
    largest = rows.annotate(size=Count("proposed")).order_by("-size", "pk")[:SHOWN]
    proposals = list(largest.prefetch_related("proposed"))
    ids = {pk for each in proposals for pk in (each.head_id, *_members(each))}
    known = with_texts(_readable(user).filter(pk__in=ids)).in_bulk()
    found = []
    for proposal in proposals:
        comments = [known[pk] for pk in _members(proposal) if pk in known]
        own = [each for each in comments if _is_offered(each, user)]
        if own and proposal.head_id in known:
            head = known[proposal.head_id]
            found.append(Proposed(proposal, head, own, _senders([head, *comments])))
    return found


def offered_in(proposal: AlikeProposal, user) -> list[Comment]:
    """What this person may put under the head: nobody decides on their own words."""
    rows = _readable(user).filter(pk__in=_members(proposal)).select_related("conversation")
    return [each for each in rows if _is_offered(each, user)]


def _readable(user):
    readable = Comment.objects.visible_to(user).with_open_words().filter(same_as=None)
    return readable.filter(Q(draft_set__published_at__isnull=False))


def _members(proposal: AlikeProposal) -> list[int]:
    rows = sorted(proposal.proposed.all(), key=lambda row: (-row.likeness, row.comment_id))
    return [row.comment_id for row in rows[:OFFERED]]


def _is_offered(comment: Comment, user) -> bool:
    reporter = comment.conversation.reported_by_id if comment.conversation else None
    return user.pk not in {comment.author_id, reporter}


def _senders(comments: list[Comment]) -> int:
    """Accounts, and sends of people without one; statements from elsewhere are not among them."""
    here = [each for each in comments if each.conversation_id is None]
    return len({("account", each.author_id) if each.author_id else ("send", each.submission_id)
                for each in here})  # fmt: skip

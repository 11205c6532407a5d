"""What somebody was told of while they could read it: followed, noted, and gone since."""

from accounts.frequency import Frequency
from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.actions.readers import choose_readers
from feedback.announcing import announce
from feedback.models import Decision, Visibility
from tests import cast, make

from ..crowd import AFFILIATE, CIRCLE, DESK, STAFF
from ..doors import AUTHOR

GONE = {
    "hidden since": lambda comment, bait: decide(
        comment, Decision.Kind.HIDE, by=bait.liaison, rule=make.rule(), reason="A rule."
    ),
    "private since": lambda comment, bait: choose_readers(
        comment, Visibility.GROUP, seen=Visibility.PUBLIC
    ),
    "withdrawn since": lambda comment, bait: withdraw(comment),
}


def plant(bait):
    """For each way of going, a notice with a letter at once and one for the next digest."""
    cast.follow(bait.follower, bait.recommendation, frequency=Frequency.AT_ONCE)
    cast.follow(bait.follower, "ar", frequency=Frequency.DAILY)
    own = make.comment(recommendation=bait.recommendation, author=bait.follower, body="My words.")
    for kind, go in GONE.items():
        for frequency in (Frequency.AT_ONCE, Frequency.DAILY):
            comment = _noted(bait, own, f"{kind}, {frequency}", frequency)
            go(comment, bait)
            bait.addresses.append(f"/en/follow/thread/{comment.slug}/")
    bait.is_for((*DESK, AFFILIATE, AUTHOR), "hidden since")
    bait.is_for((*CIRCLE, AUTHOR), "private since", not_in=("letters",))
    # On no page but their author's own; staff look things up as they are stored.
    bait.is_for((STAFF, AUTHOR), "withdrawn since")


def _noted(bait, own, kind, frequency):
    """A reply to the follower's own words, which they are told of."""
    bait.follower.replies_frequency = frequency
    bait.follower.save(update_fields=["replies_frequency"])
    comment = bait.say(kind, Visibility.PUBLIC, parent=own)
    assert announce(comment.pk), "nobody was told"
    return comment

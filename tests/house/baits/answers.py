"""What groups write before it is published, and answers to what is not public."""

from feedback.models import Visibility
from tests.feedback.answering import drafted, handed_in, published

from ..crowd import CIRCLE, STAFF
from ..doors import MEMBER, ORGANISER


def plant(bait):
    public = bait.say("public, answered", Visibility.PUBLIC)
    _unfinished(bait, public)
    _published(bait, public)
    _to_private_words(bait)
    number = bait.recommendation.draft_set.iteration.number
    bait.addresses += [f"/en/answers/diversity/{number}/", "/en/answers/feed/"]
    bait.addresses += [f"/en/changes/diversity/{number}/", "/en/desk/groups/diversity/answers/"]


def _unfinished(bait, comment):
    """Drafts are for the group alone, and so is what waits for a second pair of eyes."""
    draft = drafted(comment, reason=bait.token("draft answer, reason"))
    review = handed_in(comment, reason=bait.token("answer in review, reason"))
    bait.addresses += [f"/en/answers/{each.pk}/" for each in (draft, review)]
    bait.is_for((MEMBER, ORGANISER, STAFF), "draft answer", "answer in review")


def _published(bait, comment):
    """Everybody reads it."""
    published(comment, reason=bait.token("public answer, reason"))


def _to_private_words(bait):
    """A few private contributions and their answer are known to those who may read them."""
    private = bait.say("answered in private", Visibility.GROUP, chosen_visibility=Visibility.GROUP)
    answer = published(private, reason=bait.token("answer to private words, reason"))
    bait.addresses.append(f"/en/answers/{answer.pk}/")
    bait.is_for(CIRCLE, "answered in private", "answer to private words", not_in=("letters",))

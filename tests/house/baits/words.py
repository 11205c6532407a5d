"""Contributions that not everybody may read, and names that stand beside none."""

from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.models import Decision, Submission, Visibility
from tests import make

from ..crowd import AFFILIATE, CIRCLE, DESK, STAFF
from ..doors import AUTHOR, ORGANISER


def plant(bait):
    _not_public(bait)
    _gone(bait)
    _unnamed(bait)
    _approved_in_a_second_wording(bait)
    public = bait.say("public", Visibility.PUBLIC, name=bait.token("public name"))
    make.comment(parent=public, body="A reply that anyone can read.")


def _not_public(bait):
    bait.say("waiting", Visibility.WAITING, name=bait.token("waiting, name"))
    bait.say("group only", Visibility.GROUP, chosen_visibility=Visibility.GROUP)
    bait.is_for(DESK, "waiting")
    bait.is_for((*CIRCLE, AUTHOR), "group only", not_in=("letters",))


def _gone(bait):
    hidden = bait.say("hidden", Visibility.PUBLIC, name=bait.token("hidden, name"))
    withdrawn = bait.say("withdrawn", Visibility.PUBLIC, name=bait.token("withdrawn, name"))
    for gone in (hidden, withdrawn):  # with replies, so that their places stay
        make.comment(parent=gone, recommendation=bait.recommendation, body="A reply stays.")
    on_set = make.comment(
        draft_set=bait.recommendation.draft_set,
        author=bait.author,
        body=bait.token("hidden on the set, words"),
        language="ar",
    )
    for comment in (hidden, on_set):
        decide(comment, Decision.Kind.HIDE, by=bait.liaison, rule=make.rule(), reason="A rule.")
    withdraw(withdrawn)
    Submission.objects.filter(comments=hidden).update(
        email=f"{bait.token('guest mail address')}@example.org"
    )
    bait.is_for(DESK, "hidden")
    bait.is_for((*DESK, AFFILIATE, AUTHOR), "hidden on the set")
    # On no page; staff look things up as they are stored.
    bait.is_for((STAFF,), "withdrawn, words", only_in=("back office",))
    bait.is_for((ORGANISER, STAFF), "withdrawn, name")


def _unnamed(bait):
    bait.say("unnamed", Visibility.UNNAMED, name=bait.token("unnamed, name"))
    bait.is_public("unnamed, words", "unnamed, earlier wording")


def _approved_in_a_second_wording(bait):
    """A guest's first wording was never let through, the second one was."""
    approved = bait.say("approved", Visibility.WAITING, name=bait.token("public, approved name"))
    Submission.objects.filter(comments=approved).update(secret_digest="x")
    decide(approved, Decision.Kind.APPROVE, by=bait.liaison, rule=make.rule(), reason="Fine.")
    bait.is_public("approved, words")
    bait.is_for(DESK, "approved, earlier wording")

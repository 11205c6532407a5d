"""Private words that were kept for as long as was promised, and what others wrote down of them."""

from datetime import timedelta

from django.utils import timezone

from feedback.actions.moderate import Particulars, decide
from feedback.actions.outlive import remove_private_words
from feedback.models import Decision, Rendering, Visibility
from tests import cast, make

YEARS = timedelta(days=3 * 365)


def plant(bait):
    """Nobody reads them any more: not their author, not in their own copy of what is stored."""
    now = timezone.now()
    begun = now - YEARS
    iteration = make.iteration(number=0, opens_at=begun, closes_at=begun + timedelta(days=30))
    draft_set = make.draft_set(group=bait.group, iteration=iteration, published_at=begun)
    recommendation = make.recommendation(draft_set=draft_set)
    private = {
        "recommendation": recommendation, "part": None, "question": None,
        "chosen_visibility": Visibility.GROUP,
    }  # fmt: skip
    guests = bait.token("outlived, name")
    said = bait.say("outlived", Visibility.GROUP, **private)
    bait.say("outlived guest", Visibility.GROUP, name=guests, **private)
    make.flag(comment=said, note=bait.token("outlived, note"), by=cast.reader(name="Notes"))
    Rendering.objects.create(
        comment=said,
        comment_version=said.version,
        language="en",
        body=bait.token("outlived, rendering"),
        html="",
        state=Rendering.State.CONFIRMED,
        made_at=now,
    )
    decide(
        said, Decision.Kind.REDACT, by=bait.liaison, rule=make.rule(), reason="Private.",
        particulars=Particulars(passage=bait.tokens["outlived, words"]),
    )  # fmt: skip
    assert remove_private_words(at=now) == 2
    base = f"/en/iterations/0/{bait.group.slug}/1/"
    bait.addresses += [base, f"{base}history/", f"{base}feed/"]

"""Words in other languages: what was proposed and declined is for its proposer and liaisons."""

from feedback.models import PLACEHOLDERS, Comment, Rendering, Visibility
from tests import cast
from tests.feedback.rendering import rendering

from ..crowd import CIRCLE, DESK

State = Rendering.State


def plant(bait):
    _of_public_words(bait)
    _of_words_that_are_not_public(bait)


def _of_public_words(bait):
    comment = bait.say("public, rendered", Visibility.PUBLIC)
    for state, kind in {
        State.PROPOSED: "rendering, proposed",
        State.DECLINED: "rendering, declined",
        State.SUPERSEDED: "rendering, superseded",
    }.items():
        by = cast.reader(name=f"Of {kind}")
        reason = bait.token("rendering, reason") if state == State.DECLINED else ""
        made = rendering(comment=comment, state=state, by=by, body=bait.token(kind), reason=reason)
        bait.addresses.append(f"/en/desk/renderings/{made.pk}/")
    bait.addresses.append(f"/en/c/{comment.slug}/render/")
    bait.is_for(DESK, "rendering, proposed", "rendering, declined", "rendering, reason")
    rendering(comment=comment, state=State.CONFIRMED, body=bait.token("public, rendering"))


def _of_words_that_are_not_public(bait):
    """A confirmed one shows what it renders, to those who may read that; no proposal shows more."""
    for visibility in (
        Visibility.GROUP, Visibility.HIDDEN, Visibility.WAITING, Visibility.WITHDRAWN,
    ):  # fmt: skip
        chosen = Visibility.GROUP if visibility == Visibility.GROUP else Visibility.PUBLIC
        kind = f"rendered, {visibility}"
        # Nobody edits what is gone already, and an earlier wording belongs to the bait.
        is_gone = visibility in PLACEHOLDERS
        first = Visibility.PUBLIC if is_gone else visibility
        comment = bait.say(kind, first, chosen_visibility=chosen)
        Comment.objects.filter(pk=comment.pk).update(visibility=visibility)
        for state in (State.CONFIRMED, State.PROPOSED):
            token = bait.token(f"{kind}, {state}")
            made = rendering(comment=comment, state=state, body=token)
            bait.addresses.append(f"/en/desk/renderings/{made.pk}/")
        bait.addresses.append(f"/en/c/{comment.slug}/render/")
    bait.addresses += ["/en/desk/renderings/", "/en/desk/renderings/?show=missing"]
    bait.is_for(CIRCLE, "rendered, group", not_in=("letters",))
    bait.is_for(DESK, "rendered, group, proposed")
    for visibility in ("waiting", "hidden"):  # a proposal waits until they can be read again
        kind = f"rendered, {visibility}"
        bait.is_for(DESK, f"{kind}, words", f"{kind}, earlier wording", f"{kind}, confirmed")

"""What coders quoted from words that are not for everyone, and who coded them."""

from feedback.actions.code import code_passage
from feedback.actions.readers import choose_readers
from feedback.models import Decision, Visibility
from feedback.passages import passages_in
from tests import cast, make
from tests.feedback import deciding, themes

from ..crowd import CIRCLE, DESK, STAFF
from ..doors import MEMBER, ORGANISER


def plant(bait):
    theme = themes.theme(iteration=bait.recommendation.draft_set.iteration, key="baited")
    coder = cast.member(bait.group, name=bait.token("coding, name of a coder"))
    coded = {}
    for what in ("hidden", "made private", "redacted"):
        quote = bait.token(f"coding, quote of {what}")
        comment = make.comment(recommendation=bait.recommendation, body=f"First {quote} last.")
        (passage,) = passages_in(comment.body, quote)
        code_passage(comment, theme, passage, by=coder)
        coded[what] = comment, quote
    hidden, _quote = coded["hidden"]
    deciding.decided(hidden, Decision.Kind.HIDE, by=bait.liaison)
    choose_readers(coded["made private"][0], Visibility.GROUP, seen=Visibility.PUBLIC)
    comment, quote = coded["redacted"]
    deciding.decided(comment, Decision.Kind.REDACT, by=bait.liaison, passage=quote)
    public = make.comment(recommendation=bait.recommendation, body="Coded in the open.")
    themes.coding(public, theme, coder)
    bait.addresses += [f"/en/desk/groups/diversity/code/{comment.slug}/", "/en/themes/1/baited/"]
    # Members have a page of their own; who was one once is named where codings are worked with.
    coder.assignments.all().delete()
    bait.is_for((MEMBER, ORGANISER, STAFF), "coding, name of a coder")
    bait.is_for(CIRCLE, "coding, quote of made private", not_in=("letters",))
    bait.is_for(DESK, "coding, quote of hidden")

"""What readers report to liaisons, what decisions take away, and what authors answer to them."""

from feedback.actions.moderate import Particulars, decide
from feedback.models import Decision, Rendering, Visibility
from tests import cast, make
from tests.feedback.appealing import appeal

from ..crowd import AFFILIATE, DESK, STAFF
from ..doors import AUTHOR, ORGANISER


def plant(bait):
    _reported(bait)
    _redacted(bait)
    _appealed(bait)


def _reported(bait):
    """Public words, with a note that only those who may decide on them read."""
    comment = bait.say("public, reported", Visibility.PUBLIC)
    make.flag(comment=comment, note=bait.token("reported, note"), by=cast.reader(name="Reporter"))
    bait.is_for((*DESK, AFFILIATE), "reported, note")


def _redacted(bait):
    """A passage of each wording is taken out; what is left stays public, and is replied to."""
    comment = bait.say("redacted", Visibility.PUBLIC)
    make.comment(parent=comment, body="A reply stays.")
    Rendering.objects.create(
        comment=comment,
        comment_version=comment.version,
        language="en",
        body=f"Now {bait.tokens['redacted, words']}, too.",
        html=f"<p>Now {bait.tokens['redacted, words']}, too.</p>",
        state=Rendering.State.CONFIRMED,
        made_at=comment.said_at,
    )
    for wording in ("redacted, words", "redacted, earlier wording"):
        decide(
            comment,
            Decision.Kind.REDACT,
            by=bait.liaison,
            rule=make.rule(),
            reason="Private.",
            particulars=Particulars(passage=bait.tokens[wording]),
        )


def _appealed(bait):
    comment = bait.say("public, appealed", Visibility.PUBLIC)
    decision = decide(
        comment, Decision.Kind.WARN, by=bait.liaison, rule=make.rule(), reason="A sharp word."
    )
    asked = appeal(decision=decision, by=bait.author, words=bait.token("appeal, words"))
    bait.addresses += ["/en/desk/appeals/", f"/en/desk/appeals/{asked.pk}/"]
    bait.addresses.append(f"/en/appeals/{decision.pk}/")
    # Not for who decided: somebody else answers.
    bait.is_for((AFFILIATE, ORGANISER, STAFF, AUTHOR), "appeal, words")

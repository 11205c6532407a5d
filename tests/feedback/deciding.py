"""What tests of decisions share: to decide in one line, with a rule and a reason."""

from feedback.actions.moderate import Particulars, decide
from tests import cast, make


def decided(comment, kind, *, by=None, reason="So it is.", seen=None, **particulars):
    """A decision of an organiser, unless told otherwise."""
    return decide(
        comment,
        kind,
        by=by or cast.organiser(),
        rule=make.rule(),
        reason=reason,
        seen_decision=seen,
        particulars=Particulars(**particulars),
    )

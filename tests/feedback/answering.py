"""What tests of answers share: a group with two members, and an answer in one line."""

from feedback.actions import answer as deeds
from feedback.models import Answer, Outcome
from tests import cast

REASON = "We have written it into the *second* part."


def words(outcome=Outcome.TAKEN_UP, reason=REASON, language="en", passed_to=None):
    return deeds.Words(outcome, reason, language, passed_to)


def drafted(*comments, by=None, contributions=None, iteration=None, group=None, **over):
    """A draft of an organiser, unless told otherwise; of the group of the first contribution."""
    first = comments[0] if comments else contributions.first()
    made, _added = deeds.draft(
        group or first.draft_set.group,
        iteration or first.draft_set.iteration,
        words(**over),
        list(comments) if contributions is None else contributions,
        by=by or cast.organiser(),
    )
    return made


def handed_in(*comments, **over):
    answer = drafted(*comments, **over)
    deeds.hand_in(answer, version=answer.version, by=answer.drafted_by)
    answer.refresh_from_db()
    return answer


def published(*comments, publisher=None, **over):
    """An answer that was drafted by one and published by another."""
    answer = handed_in(*comments, **over)
    deeds.publish(answer, version=answer.version, by=publisher or cast.organiser())
    return Answer.objects.get(pk=answer.pk)


def changed(answer, *, by=None, because="A slip.", keeps=False, **over):
    deeds.change(
        answer, words(**over), version=answer.version, by=by or cast.organiser(),
        reason=because, keeps_translations=keeps,
    )  # fmt: skip
    return Answer.objects.get(pk=answer.pk)

"""Words for liaisons and the working group only, their conversations, and names not shown."""

from feedback.actions.readers import choose_readers
from feedback.models import Visibility
from tests import cast, make

from ..crowd import CIRCLE, STAFF
from ..doors import ORGANISER, OTHER_MEMBER

PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


def plant(bait):
    speaker = cast.reader(name=bait.token("private, name of an account"), community=bait.affiliate)
    _conversation(bait, speaker)
    _made_private(bait)
    _unnamed(bait)
    _to_another_group(bait)
    # Who else reads a mailbox is not known: letters only say that there is something.
    bait.is_for(CIRCLE, "private", "made private", not_in=("letters",))


def _conversation(bait, speaker):
    """Begun in Arabic, answered in Spanish: the liaison of Spanish is not in the circle."""
    first = make.comment(
        recommendation=bait.recommendation,
        language="ar",
        author=speaker,
        body=bait.token("private, words"),
        **PRIVATE,
    )
    answer = {"language": "es", "private_with": first, **PRIVATE}
    make.comment(parent=first, body=bait.token("private, reply"), **answer)
    public = make.comment(recommendation=bait.recommendation, body="What anyone can read.")
    make.comment(
        parent=public, language="ar", body=bait.token("private, reply to public words"), **PRIVATE
    )
    bait.say("private guest", Visibility.GROUP, name=bait.token("private, guest"), **_chosen())


def _to_another_group(bait):
    recommendation = make.recommendation(draft_set=make.draft_set(
        group=bait.other_group, iteration=bait.recommendation.draft_set.iteration
    ))  # fmt: skip
    make.comment(
        recommendation=recommendation, language="fr", body=bait.token("other group, words"),
        name=bait.token("other group, name"), **PRIVATE,
    )  # fmt: skip
    bait.is_for((OTHER_MEMBER, ORGANISER, STAFF), "other group", not_in=("letters",))


def _chosen():
    return {"chosen_visibility": Visibility.GROUP}


def _made_private(bait):
    name = bait.token("made private, name")
    comment = bait.say("made private", Visibility.PUBLIC, author=cast.reader(name=name))
    make.comment(parent=comment, body="A reply from when it was public.")
    choose_readers(comment, Visibility.GROUP, seen=Visibility.PUBLIC)


def _unnamed(bait):
    """Their words are public; the account says nothing else, so the name stands nowhere."""
    author = cast.reader(name=bait.token("unnamed account, name"))
    comment = make.comment(
        recommendation=bait.recommendation, author=author, body="Said without a name."
    )
    choose_readers(comment, Visibility.UNNAMED, seen=Visibility.PUBLIC)
    # Staff know which accounts there are, not which words are whose.
    bait.is_for((STAFF,), "unnamed account, name", only_in=("back office, people",))
    hidden = {"visibility": Visibility.HIDDEN, "chosen_visibility": Visibility.UNNAMED}
    make.comment(recommendation=bait.recommendation, author=author, **hidden)

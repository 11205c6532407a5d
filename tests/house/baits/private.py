"""Words for liaisons and the working group only, their conversations, and names not shown."""

from feedback.actions.readers import choose_readers
from feedback.models import Visibility
from tests import cast, make

PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


def plant(bait):
    speaker = cast.reader(name=bait.token("private, name of an account"))
    _conversation(bait, speaker)
    _made_private(bait)
    _unnamed(bait)
    bait.keep_open("private", "made private")


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
    hidden = {"visibility": Visibility.HIDDEN, "chosen_visibility": Visibility.UNNAMED}
    make.comment(recommendation=bait.recommendation, author=author, **hidden)

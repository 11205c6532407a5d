"""What readers report to liaisons, what decisions take away, and what authors answer to them."""

from feedback.models import Visibility
from tests import cast, make


def plant(bait):
    _reported(bait)


def _reported(bait):
    """Public words, with a note that only those who may decide on them read."""
    comment = bait.say("public, reported", Visibility.PUBLIC)
    make.flag(comment=comment, note=bait.token("reported, note"), by=cast.reader(name="Reporter"))
    bait.keep_open("reported, note")

"""What a send without an account leaves behind: where it came from, and what opens its receipt."""

import uuid

from feedback.actions.participate import Place, Words, secret_of, send
from tests import cast

from ..crowd import DESK

ADDRESS = "2001:db8:ca4a:71a::5e4d"


def plant(bait):
    """The address is kept nowhere, of the secret only a digest; the words wait for a liaison."""
    key = uuid.uuid4()
    seen = bait.recommendation.history.latest().history_id
    words = Words(bait.token("guest's send, words"), "ar")
    address = bait.secret("network address", ADDRESS)
    send(Place(bait.recommendation, "en", seen), [words], key=key, by=None, address=address)
    bait.secret("secret of a receipt", secret_of(key))
    bait.is_for(DESK, "guest's send")
    session = cast.client_of(bait.author).session.session_key
    bait.secret("somebody else's session", session)

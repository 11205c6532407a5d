"""A report as a browser sends it."""

import uuid

from feedback.models import Conversation

FACTS = {
    "kind": "meeting",
    "title": "Salon in Rabat",
    "place": "Rabat",
    "link": "",
    "began_on": "2019-08-20",
    "ended_on": "",
    "language": "fr",
    "other_language": "",
    "community": "",
    "people_count": "30",
    "people_certainty": "exact",
    "notes_made": "minutes",
    "consent": "asked",
    "context": "We read the short version together.",
}
WORDS = {"body": "Il nous faut cela ici aussi.", "wording": "paraphrase"}


def typed(*statements, version=0, key=None, window=None, **over):
    """What the form sends: facts, and a box for each statement."""
    sent = {
        **FACTS,
        "version": version,
        "key": key or uuid.uuid4(),
        "window": window or uuid.uuid4(),
    }
    sent |= {"s-TOTAL_FORMS": len(statements), "s-INITIAL_FORMS": 0, **over}
    for number, statement in enumerate(statements):
        sent |= {f"s-{number}-{name}": value for name, value in statement.items()}
    return sent


def again(conversation: Conversation, *statements, **over):
    """The same form, opened on what is stored."""
    over.setdefault("version", conversation.version)
    return typed(*statements, key=conversation.key, **over)

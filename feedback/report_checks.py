"""What a report of a conversation still needs before it can be published, field by field."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Conversation, StatementDraft, Wording
from .statement_places import Places

Certainty, Consent = Conversation.Certainty, Conversation.Consent


@dataclass
class Missing:
    """Messages by the name of a field; of statements by their place in the report, from 0."""

    facts: dict[str, str] = field(default_factory=dict)
    statements: dict[int, dict[str, str]] = field(default_factory=dict)

    def __bool__(self):
        return bool(self.facts or self.statements)


def what_is_missing(conversation: Conversation, statements=None) -> Missing:
    """All that keeps a report, or what was added to a published one, from being published."""
    if statements is None:
        statements = conversation.drafts.unpublished()
    statements = list(statements)
    places = Places(each.target for each in statements)
    missing = Missing(facts=missing_facts(conversation))
    if not statements:
        missing.facts["statements"] = _("Add at least one statement: what was said?")
    for number, each in enumerate(statements):
        if found := missing_of(each, conversation, places):
            missing.statements[number] = found
    return missing


def missing_facts(conversation: Conversation) -> dict[str, str]:
    """What is not yet known of the conversation itself."""
    wanted = {
        "kind": _("Choose what it was."),
        "title": _("Give it a title, so that people recognise it."),
        "began_on": _("Say on which day it was, or on which it began."),
        "language": _("Choose the language that was spoken or written."),
        "notes_made": _("Say how the notes were made."),
        "consent": _("Say what people knew of this report."),
    }
    found = {name: words for name, words in wanted.items() if not getattr(conversation, name)}
    if not (conversation.place or conversation.link):
        found["place"] = _("Say where it was, or give a link to it.")
    if conversation.people_certainty != Certainty.UNKNOWN and not conversation.people_count:
        found["people_count"] = _("Give a number, or choose “Not known”.")
    if conversation.last_day and conversation.last_day > timezone.now().date():
        found["ended_on" if conversation.ended_on else "began_on"] = _("This day is still to come.")
    return found


def missing_of(statement: StatementDraft, conversation, places: Places) -> dict[str, str]:
    """What one statement still needs."""
    found = {}
    if not statement.body:
        found["body"] = _("The original words are missing.")
    if not statement.target:
        found["target"] = _("Choose the recommendation or the group that it is about.")
    elif statement.target not in places.targets:
        found["target"] = _("There is no published recommendation or set of drafts with this id.")
    elif statement.part and not places.part(statement.target, statement.part):
        found["part"] = _("What you chose has no such part.")
    if not statement.wording:
        found["wording"] = _("Say whether it is a quotation, a paraphrase or a summary.")
    elif statement.wording == Wording.QUOTATION and conversation.consent == Consent.NOT_ASKED:
        found["wording"] = _("Nobody was asked, so nobody is quoted: make it a paraphrase.")
    if _is_too_many(statement.voiced_by, conversation):
        found["voiced_by"] = _("This is more than the number of people who took part.")
    return found


def _is_too_many(voiced_by: int | None, conversation) -> bool:
    is_exact = conversation.people_certainty == Certainty.EXACT and conversation.people_count
    return bool(voiced_by and is_exact and voiced_by > conversation.people_count)

"""Reports of what was said elsewhere before they are published, and what is added to one later."""

from django.utils import timezone

from feedback.models import Conversation
from tests import make

from ..crowd import DESK
from ..doors import AUTHOR

PAGES = ("", "edit/", "delete/", "?page=1")


def plant(bait):
    _report(bait, "report that is being written", state=Conversation.State.DRAFT)
    submitted = {"state": Conversation.State.SUBMITTED, "submitted_at": timezone.now()}
    _report(bait, "submitted report", **submitted)
    bait.is_for((AUTHOR,), "report that is being written", "statement added later")
    bait.is_for((*DESK, AUTHOR), "submitted report")
    _published(bait)


def _report(bait, kind, **over):
    conversation = make.conversation(
        language="ar",
        reported_by=bait.author,
        title=bait.token(f"{kind}, title"),
        place=bait.token(f"{kind}, place"),
        context=bait.token(f"{kind}, context"),
        **over,
    )
    _statement(bait, kind, conversation)
    return conversation


def _statement(bait, kind, conversation):
    make.statement_draft(
        conversation=conversation,
        target=bait.recommendation.code,
        body=bait.token(f"{kind}, statement"),
        english=bait.token(f"{kind}, in English"),
    )
    bait.addresses += [f"/en/conversations/{conversation.pk}/{page}" for page in PAGES]


def _published(bait):
    """Its own words are everybody's; what is added stays with its reporter until it is read."""
    conversation = make.conversation(
        language="ar", reported_by=bait.author, title=bait.token("public conversation")
    )
    make.statement(conversation=conversation, recommendation=bait.recommendation)
    _statement(bait, "statement added later", conversation)

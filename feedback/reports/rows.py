"""The rows of a monthly report with their words: what page, wikitext, document and sheet show."""

from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.communities import named
from accounts.languages import SOURCE
from accounts.models import Community
from recommendations.models import WorkingGroup
from recommendations.prose import render_markdown

from ..models import Comment, Conversation, Rendering, Wording
from .answered import AnswersTo
from .passage import Passage
from .plan import PRIVATE, Facts, Planned, is_response
from .sources import (
    Line,
    context_on_site,
    not_public,
    source_of,
    source_on_site,
    texts_on_site,
)


class Row(NamedTuple):
    """One row of the table: four columns."""

    key: str
    source: list[Line]
    context: list[Line]
    content: list[Passage]
    response: list[Passage]
    is_continued: bool = False


def rows_of(planned: list[Planned], group: WorkingGroup | None) -> list[Row]:
    """These rows with all they show, in constant queries."""
    words = _Words(planned, group)
    return [words.row(each) for each in planned]


class _Words:
    """All texts of some rows, loaded at once in the reading language."""

    def __init__(self, planned, group):
        versions = dict(item for row in planned for item in row.items)
        comments = list(_comments(versions))
        older = _older_wordings([c for c in comments if c.version != versions[c.slug]], versions)
        english = _english(comments)
        self.passages = {
            c.slug: _passage(c, older.get(c.pk), english.get((c.pk, versions[c.slug])))
            for c in comments
        }
        self.responses = _responses(versions, group)
        self.answers = AnswersTo(versions, group)
        facts = [row.facts for row in planned]
        self.conversations = _conversations(facts)
        communities = [
            each.community_id for each in self.conversations.values() if each.community_id
        ]
        found = named(Community.objects.filter(pk__in=communities))
        self.communities = {each.pk: each.name for each in found}
        self.texts = texts_on_site(facts)

    def row(self, planned: Planned) -> Row:
        content = [self.passages.get(slug) or Passage(slug) for slug, _version in planned.items]
        response = [each for slug, _version in planned.items for each in self.responses(slug)]
        response = self.answers.passages([slug for slug, _version in planned.items]) + response
        source, context = self.source_and_context(planned)
        return Row(planned.key, source, context, content, response, planned.is_continued)

    def source_and_context(self, planned):
        if planned.key == PRIVATE:
            return [Line(not_public(planned.facts["count"]))], []
        if "conversation" in planned.facts:
            conversation = self.conversations.get(planned.facts["conversation"])
            return self.of_conversation(conversation, planned.facts)
        return source_on_site(planned), context_on_site(planned.facts, self.texts)

    def of_conversation(self, conversation: Conversation | None, facts: Facts):
        if conversation is None:
            return [Line(_("The report of this conversation can no longer be read."))], []
        community = self.communities.get(facts["community"], "")
        context = [Line(conversation.context, conversation.language)]
        return source_of(conversation, facts, community), [each for each in context if each.text]


def _comments(versions):
    found = Comment.objects.readable().filter(slug__in=list(versions))
    return found.annotate(same_slug=F("same_as__slug")).only(
        "slug", "version", "body", "html", "language", "wording", "voiced_by"
    )


def _older_wordings(changed, versions) -> dict[int, Any]:
    """The wordings that a report had, from the history that anyone can read; redacted there too."""
    if not changed:
        return {}
    kept = {comment.pk: versions[comment.slug] for comment in changed}
    rows = Comment.history.model.objects.filter(id__in=list(kept), version__in=set(kept.values()))
    rows = rows.order_by("history_id").only("id", "version", "body", "language")
    return {row.id: row for row in rows if row.version == kept[row.id]}


def _english(comments) -> dict[tuple[int, int], Rendering]:
    """Confirmed renderings, each of the wording that it renders."""
    ids = [each.pk for each in comments if each.language.partition("-")[0] != SOURCE]
    rows = Rendering.objects.filter(
        comment__in=ids, language=SOURCE, state=Rendering.State.CONFIRMED
    )
    return {(row.comment_id, row.comment_version): row for row in rows}


def _passage(comment, older, english) -> Passage:
    return Passage(
        comment.slug,
        older.body if older else comment.body,
        render_markdown(older.body) if older else comment.html,
        older.language if older else comment.language,
        str(Wording(comment.wording).label) if comment.wording else "",
        comment.voiced_by,
        comment.same_slug or "",
        english.body if english else "",
        bool(english and english.is_machine),
    )


def _responses(versions, group):
    """What the group has answered to each contribution until now."""
    found: dict[str, list[Passage]] = {}
    rows = Comment.objects.readable().filter(is_response(group), parent__slug__in=list(versions))
    rows = rows.annotate(to=F("parent__slug")).order_by("stored_at", "pk")
    for each in rows.only("slug", "body", "html", "language"):
        passage = Passage(each.slug, each.body, each.html, each.language, to=each.to)
        found.setdefault(each.to, []).append(passage)
    return lambda slug: found.get(slug, [])


def _conversations(facts) -> dict[int, Conversation]:
    wanted = [each["conversation"] for each in facts if "conversation" in each]
    rows = Conversation.objects.published().filter(pk__in=wanted)
    return rows.select_related("reported_by").in_bulk()

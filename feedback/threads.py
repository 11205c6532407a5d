"""A page of a discussion: flat lists of comments in thread order, read in a few queries."""

from dataclasses import dataclass

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.http import Http404

from recommendations.models import DraftSet, Part, Recommendation
from recommendations.models.translated import texts_of

from . import permissions
from .alike import said_alike
from .models import (
    DELIVERED,
    MAX_DEPTH,
    PLACEHOLDERS,
    THREADS_PER_PAGE,
    Agreement,
    Comment,
    Decision,
    Follow,
    Redaction,
    Rendering,
    Visibility,
)
from .outcomes import is_answered, with_what_became
from .rendered import missing

BY_QUESTION = "question"
NEWEST = "newest"
ANSWERED, OPEN = "answered", "open"

MADE_PRIVATE = Q(visibility=Visibility.GROUP, made_private_at__isnull=False)
visible_reply = Comment.objects.readable().filter(thread=OuterRef("pk"))


@dataclass
class Discussion:
    """One page of threads and what belongs around it."""

    page: object
    threads: list
    is_by_question: bool


def with_texts(comments):
    """Comments with what a line about them names, in the reading language, in constant queries."""
    parts = Part.objects.only("pk", "key", "question", "recommendation")
    taken_out = Redaction.objects.filter(decision__comment=OuterRef("pk"), restored_at=None)
    marked = comments.annotate(is_redacted=Exists(taken_out))
    return marked.select_related(
        "author", "conversation__reported_by", "private_with"
    ).prefetch_related(
        Prefetch("same_as", queryset=Comment.objects.only("slug")),
        Prefetch("first_recommendation", queryset=Recommendation.objects.only("code")),
        Prefetch("first_draft_set", queryset=DraftSet.objects.only("code")),
        Prefetch("first_part", queryset=Part.objects.only("key")),
        *texts_of(Comment, "draft_set", "draft_set__group", "draft_set__iteration"),
        *texts_of(Comment, "recommendation", "recommendation__draft_set", "question"),
        *texts_of(Comment, "recommendation__draft_set__group"),
        *texts_of(Comment, "recommendation__draft_set__iteration"),
        Prefetch("part", queryset=parts),
        Prefetch("renderings", Rendering.objects.confirmed(), to_attr="confirmed_renderings"),
        *texts_of(Comment, "part__question"),
    )


def places_known_to(user):
    """Comments whose address is alive for this person: what they may read, and places kept.

    What could be read once keeps its quoted address, though an edit may wait again or its author
    has taken it from the public.
    """
    approved = Decision.objects.filter(kind=Decision.Kind.APPROVE).values("comment")
    kept = Q(visibility__in=PLACEHOLDERS) | Q(visibility=Visibility.WAITING, pk__in=approved)
    kept |= MADE_PRIVATE
    seen = Q(pk__in=Comment.objects.visible_to(user).values("pk"))
    known = DraftSet.objects.visible_to(user).values("pk")
    return Comment.objects.filter(kept | seen, draft_set__in=known)


def threads_on(target, user, linked=None):
    """The threads on a target that this person sees: readable ones, and places kept for replies.

    A link to a comment whose words are gone leads to its place, even where nothing else keeps it.
    """
    kept = Q(visibility__in=[*PLACEHOLDERS, Visibility.WAITING, Visibility.GROUP])
    seen = Comment.objects.visible_to(user).exclude(visibility__in=PLACEHOLDERS)
    shown = Q(pk__in=seen.values("pk")) | Q(kept & Q(Exists(visible_reply)))
    if linked is not None:
        shown |= Q(pk=linked.thread_id or linked.pk)
    return Comment.objects.about(target).threads().filter(shown)


def discussion(target, user, filters: dict, page: int | None = 1, linked=None) -> Discussion:
    """One page of the discussion on a target, filtered; or the page of the linked comment."""
    by_question = filters.get("order") != NEWEST
    threads = _in_order(_filtered(threads_on(target, user, linked), filters), by_question)
    paginator = Paginator(threads, THREADS_PER_PAGE)
    if linked is not None:
        page = _page_of(threads, linked.thread_id or linked.pk)
    try:
        current = paginator.page(page or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    comments = _load([thread.pk for thread in current], user, linked)
    order = {thread.pk: place for place, thread in enumerate(current)}
    grouped: list[list[Comment]] = [[] for _ in order]
    for comment in comments:
        grouped[order[comment.thread_id or comment.pk]].append(comment)
    return Discussion(current, [without_empty_places(each) for each in grouped], by_question)


def without_reply(comments):
    """What begins a thread and has no reply that anyone can read."""
    return comments.threads().exclude(Exists(visible_reply))


def _filtered(threads, filters):
    if question := filters.get("question"):
        threads = threads.filter(question=question)
    if part := filters.get("part"):
        threads = threads.filter(part__key=part)
    if language := filters.get("language"):
        threads = threads.filter(language=language)
    if filters.get("unanswered"):
        threads = without_reply(threads)
    if outcome := filters.get("answer"):
        threads = threads.filter(is_answered() if outcome == ANSWERED else ~is_answered())
    return threads


def _in_order(threads, by_question: bool):
    newest = ("-said_at", "-pk")
    if by_question:
        return threads.order_by(F("question__position").asc(nulls_last=True), *newest)
    return threads.order_by(*newest)


def _page_of(threads, thread_pk: int) -> int:
    """The page on which a thread stands. Reads ids only."""
    ids = list(threads.values_list("pk", flat=True))
    return ids.index(thread_pk) // THREADS_PER_PAGE + 1 if thread_pk in ids else 1


def _load(thread_ids, user, linked):
    seen = Comment.objects.visible_to(user).values("pk")
    comments = (
        Comment.objects.filter(Q(thread__in=thread_ids) | Q(pk__in=thread_ids))
        .filter(
            Q(pk__in=seen)
            | Q(visibility__in=PLACEHOLDERS)
            | MADE_PRIVATE
            | Q(pk__in=thread_ids)
            | Q(pk=linked and linked.pk)
        )
        .order_by("path")
    )
    return for_viewer(with_texts(comments), user, linked)


def for_viewer(comments, user, linked=None) -> list[Comment]:
    """Give each comment what this viewer's page shows of it, for the whole page at once."""
    comments = with_what_became(comments)
    agreed, followed = set(), set()
    if user.is_authenticated:
        followed = set(Follow.objects.threads_of(user, comments).values_list("key", flat=True))
        agreed = set(
            Agreement.objects.filter(person=user, comment__in=comments).values_list(
                "comment", flat=True
            )
        )
    let_in = _let_in(comments, user)
    alike = said_alike(comments)
    may_moderate = permissions.may_moderate(user)
    reads_for_group = permissions.may_export(user)
    for comment in comments:
        own = permissions.is_own(user, comment)
        is_seen = comment.is_readable or comment.pk in let_in
        comment.shows_words = is_seen or (
            comment.visibility == Visibility.WAITING
            and (own or permissions.may_decide_on(user, comment))
        )
        comment.is_removed = is_seen and comment.removed_at is not None
        comment.shows_words &= not comment.is_removed
        comment.may_reply = is_seen and not comment.is_removed and comment.depth < MAX_DEPTH
        comment.may_change = permissions.may_change(user, comment)
        comment.may_decide = permissions.may_decide_on(user, comment)
        comment.may_agree = permissions.may_agree(user, comment)
        comment.may_report = permissions.may_report(user, comment)
        comment.may_bundle = may_moderate and comment.is_readable and comment.same_as_id is None
        comment.alike = alike.get(comment.pk)
        comment.is_agreed = comment.pk in agreed
        comment.may_follow = comment.parent_id is None and comment.visibility in DELIVERED
        comment.is_followed = comment.slug in followed
        comment.is_linked = linked is not None and linked.pk == comment.pk
        comment.with_english = reads_for_group
        is_wanted = comment.is_linked or missing(comment)
        comment.may_render = bool(is_seen and is_wanted and permissions.may_render(user, comment))
    return comments


def _let_in(comments, user) -> set[int]:
    """Those of the private ones that this person may read."""
    private = [each.pk for each in comments if each.visibility == Visibility.GROUP]
    if not private or not user.is_authenticated:
        return set()
    seen = Comment.objects.visible_to(user).filter(pk__in=private)
    return set(seen.values_list("pk", flat=True))


def without_empty_places(thread: list[Comment]) -> list[Comment]:
    """Leave out the places of hidden and withdrawn words under which nothing more stands."""
    kept: list[Comment] = []
    for comment in reversed(thread):
        has_replies = any(other.parent_id == comment.pk for other in kept)
        if comment.shows_words or comment.is_removed or has_replies or comment.is_linked:
            kept.append(comment)
    return kept[::-1]


def newest(user, limit: int, **filters):
    """What reached the portal last, of what anyone may read."""
    comments = Comment.objects.readable().filter(**filters).order_by("-stored_at", "-pk")[:limit]
    return for_viewer(with_texts(comments), user)

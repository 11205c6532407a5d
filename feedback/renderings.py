"""What liaisons do for other languages: proposals that wait, and words without English ones."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from accounts.languages import SOURCE

from . import desk as desks
from .models import DELIVERED, Comment, Rendering
from .models.coverage import own_communities
from .threads import with_texts
from .varieties import in_languages

PER_PAGE = 25
State = Rendering.State
english_ones = Rendering.objects.filter(
    comment=OuterRef("pk"), language=SOURCE, state=State.CONFIRMED
)


def confirmable_by(user):
    """Words of ``permissions.may_confirm_rendering``, said to the database.

    Asked of each row apart: a list of all that is in reach would be made for a few proposals.
    """
    visible, this = Comment.objects.visible_to(user), OuterRef("pk")
    brought_in = visible.filter(_of_publishable(user), conversation__reported_by=user)
    reached = Exists(desks.in_reach_of(user).filter(pk=this))
    return visible.filter(reached | Exists(brought_in.filter(pk=this)))


def _of_publishable(user) -> Q:
    languages = desks.languages_of(user)
    if languages is None:
        return Q()
    published = in_languages(languages, "conversation__language")
    return published | Q(conversation__community__in=own_communities(user))


def proposals(user, language: str = ""):
    """What waits for this person to be confirmed or declined, the oldest first."""
    before = confirmable_by(user).filter(pk=OuterRef("comment_id"))
    found = Rendering.objects.proposed().filter(Exists(before))
    if language:
        found = found.filter(in_languages([language], "comment__language"))
    return found.order_by("pk")


def without_english(user, language: str = ""):
    """In this person's languages and affiliates: words that a group cannot read, newest first."""
    wanted = in_languages([language]) if language else ~in_languages([SOURCE])
    words = desks.in_scope_of(user).filter(visibility__in=DELIVERED, removed_at=None)
    return words.filter(wanted, ~Exists(english_ones)).order_by("-pk")


def stretch(rows) -> tuple[list, int | None]:
    """As many rows as a page has, and the number after which the next page goes on."""
    found = list(rows[: PER_PAGE + 1])
    page = found[:PER_PAGE]
    return page, page[-1].pk if len(found) > PER_PAGE else None


def proposals_after(user, language: str, start: int | None) -> tuple[list[Rendering], int | None]:
    """A page of proposals, each with the words that it renders."""
    rows = proposals(user, language)
    if start:
        rows = rows.filter(pk__gt=start)
    page, further = stretch(rows.select_related("by", "decided_by"))
    words = with_texts(Comment.objects.visible_to(user)).in_bulk([row.comment_id for row in page])
    for row in page:
        row.comment = words[row.comment_id]
    return page, further


def without_english_after(
    user, language: str, start: int | None
) -> tuple[list[Comment], int | None]:
    """A page of words without English ones, each with what is being made for it."""
    rows = without_english(user, language)
    if start:
        rows = rows.filter(pk__lt=start)
    page, further = stretch(rows.only("pk"))
    begun = Rendering.objects.filter(
        language=SOURCE, state__in=[State.ASKED, State.PROPOSED, State.FAILED]
    )
    words = with_texts(Comment.objects.visible_to(user)).prefetch_related(
        Prefetch("renderings", begun.order_by("-pk"), to_attr="begun")
    )
    found = words.in_bulk([row.pk for row in page])
    return [found[row.pk] for row in page if row.pk in found], further

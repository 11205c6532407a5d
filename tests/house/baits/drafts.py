"""A group's next drafts, before they are published, and what is said on them."""

from recommendations.actions import correct_text
from recommendations.overlaps import mark_overlap
from tests import make

from ..crowd import WRITERS


def plant(bait):
    secret = make.draft_set(
        group=bait.group, published_at=None, introduction_en=bait.token("draft, introduction")
    )
    draft = make.recommendation(
        draft_set=secret,
        title_en=bait.token("draft, title"),
        summary_en=bait.token("draft, summary"),
    )
    part = make.part(recommendation=draft, question=bait.part.question, text_en="First.")
    correct_text(part, {"text_en": bait.token("part of a draft")}, by=bait.author)
    for target in ({"recommendation": draft}, {"draft_set": secret}):
        kind = next(iter(target))
        make.comment(author=bait.member, body=bait.token(f"on an unpublished {kind}"), **target)
    bait.is_for(WRITERS, "draft", "part of a draft", "on an unpublished")
    note = bait.token("overlap with a draft, note")
    marked = mark_overlap(bait.recommendation, draft, kind="overlap", note=note, by=None)
    bait.addresses += [
        f"/en/desk/groups/diversity/overlaps/{page}" for page in ("", f"{marked.pk}/")
    ]
    bait.is_for(WRITERS, "overlap with a draft")
    bait.addresses += _doors_of(draft)


def _doors_of(draft):
    base = f"/en/iterations/{draft.draft_set.iteration.number}/diversity/1/"
    for page in (
        "",
        "history/",
        "compare/",
        "feed/",
        "history/?of=summary",
        "history/?of=q1",
        "earlier/",
        "what-happened/",
    ):
        yield base + page
    yield "/en/desk/groups/diversity/publish/"
    for code in (draft.code, draft.draft_set.code):
        yield f"/en/write/{code}/"
    for row in range(1, 6):
        yield f"{base}history/difference/?of=q1&from={row}&to={row + 1}"

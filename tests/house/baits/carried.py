"""Private words on a text that a published one follows: they are not given away there either."""

from feedback.models import Visibility
from tests import cast, make

PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


def plant(bait):
    later_set = make.draft_set(group=bait.group)
    later = make.recommendation(draft_set=later_set)
    make.lineage(earlier=bait.recommendation, later=later)
    speaker = cast.reader(name=bait.token("private, name of one who was asked"))
    private = make.comment(
        part=bait.part,
        author=speaker,
        language="ar",
        body=bait.token("private, words that were answered"),
        **PRIVATE,
    )
    public = make.comment(part=bait.part, body="What anyone can read was answered, too.")
    answer = make.answer(
        group=bait.group, iteration=bait.recommendation.draft_set.iteration, to=[private, public]
    )
    make.answer_change(answer=answer, recommendation=later)
    anew = make.comment(
        recommendation=later,
        author=speaker,
        language="ar",
        body=bait.token("private, said anew"),
        **PRIVATE,
    )
    asked = make.standing(comment=public, draft_set=later_set, choice="anew", said_anew=anew)
    base = f"/en/iterations/{later_set.iteration.number}/diversity/1/"
    bait.addresses += [f"{base}{page}" for page in ("", "earlier/", "what-happened/", "compare/")]
    bait.addresses += [f"/en/mine/standing/{asked.pk}/anew/{later.code}/", "/en/mine/standing/"]

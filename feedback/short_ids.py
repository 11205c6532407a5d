"""Short ids as people type them or paste them: what they stand for."""

import re
from unicodedata import category, decimal, normalize

from django.db.models import Q
from django.urls import Resolver404, resolve

from recommendations.models import DraftSet, Iteration, Recommendation, WorkingGroup
from recommendations.models.translated import texts_of

from .models import Comment
from .threads import places_known_to

LONGEST = 300  # signs; a pasted address with its query is shorter
# DV1, DV1-9, DV1-Q1-R2; with # and a number, a comment.
ID = re.compile(r"([A-Z0-9-]+?)(?:#(\d+))?")
# Letters and the number of the iteration stand together, whatever was typed between them.
FIRST_GAP = re.compile(r"^([A-Z]+)[ -]+(?=\d)")
AROUND = " #.,;:!?()[]{}<>\"'«»„“”‘’、。"

Found = Comment | Recommendation | DraftSet | WorkingGroup | Iteration


def find_by_id(typed: str, user) -> Found | None:
    """What a typed id or a pasted address stands for, as far as this person may know of it."""
    text = plain(typed[:LONGEST])
    if "/" in text:
        return _at_address(text, user)
    return _with_id(text, user)


def plain(typed: str) -> str:
    """Any script's digits, wide signs and kinds of dashes as ASCII; signs nobody sees left out."""
    return "".join(map(_plain_sign, normalize("NFKC", typed))).strip(AROUND)


def _plain_sign(sign: str) -> str:
    kind = category(sign)
    if kind == "Nd":
        return str(decimal(sign))
    if kind == "Pd" or sign == "−":
        return "-"
    if kind[0] == "Z" or sign.isspace():
        return " "
    return "" if kind == "Cf" else sign


def _with_id(text: str, user) -> Found | None:
    """DV1-9#417, DV1-9 and DV1; without # what could be both is the recommendation."""
    joined = FIRST_GAP.sub(r"\1", re.sub(r" *([#-]) *", r"\1", text.upper()))
    match = ID.fullmatch(re.sub(r" +", "-", joined))
    if match is None:
        return None
    code, number = match.groups()
    if number:
        return _comment(f"{code}-{number}", user)
    return _recommendation(Q(code=code), user) or _drafts(code, user) or _comment(code, user)


def _at_address(text: str, user) -> Found | None:
    """The thing that an address of this portal is about, whatever language stands in it."""
    steps = re.sub(r"^[A-Za-z]+:/*|[?#].*$", "", text).strip("/").split("/")
    for first in range(3):  # the host and the language stand in front, or one of them, or none
        try:
            match = resolve("/" + "/".join(steps[first:]) + "/")
        except Resolver404:
            continue
        return _about(match.kwargs, user)
    return None


def _about(kwargs: dict, user) -> Found | None:
    match kwargs:
        case {"iteration": iteration, "group": group, "number": number}:
            at = Recommendation.objects.at(iteration, group, number)
            return _recommendation(Q(pk__in=at.values("pk")), user)
        case {"iteration": iteration}:
            return Iteration.objects.filter(number=iteration).first()
        case {"target": target}:
            return _with_id(target, user)
        case {"slug": slug}:
            return _comment(slug, user) or WorkingGroup.objects.filter(slug=slug).first()
    return None


def _comment(slug: str, user) -> Comment | None:
    return places_known_to(user).filter(slug=slug).first()


def _recommendation(condition: Q, user) -> Recommendation | None:
    return Recommendation.objects.visible_to(user).for_page().filter(condition).first()


def _drafts(code: str, user) -> DraftSet | None:
    known = DraftSet.objects.visible_to(user).in_language()
    return (
        known.prefetch_related(*texts_of(DraftSet, "group", "iteration")).filter(code=code).first()
    )

"""The liaisons who consent to be listed, by language and by affiliate: page-shaped reads."""

from dataclasses import dataclass, field
from itertools import groupby

from .communities import Named, named
from .languages import ALL, BY_CODE, autonym, reading_language
from .models import Assignment, Community, LiaisonProfile, User
from .roles import Role, Scope


@dataclass
class Liaison:
    """One entry of the list: who, for which languages and communities, and since when not."""

    person: User
    profile: LiaisonProfile
    languages: list[str] = field(default_factory=list)
    communities: list[Named] = field(default_factory=list)
    is_for_all: bool = False


def holders():
    """The assignments that make a liaison of somebody whose account is in use."""
    return Assignment.objects.filter(role=Role.LIAISON, user__is_active=True)


def is_liaison(person: User) -> bool:
    return holders().filter(user=person).exists()


def listed() -> list[Liaison]:
    """Everyone in the list, by name; those who are away stand last."""
    rows = (
        holders()
        .filter(user__liaison_profile__is_listed=True)
        .select_related("user__liaison_profile")
        .order_by("user__name", "user_id", "scope", "value")
    )
    found = [_entry(list(own)) for _pk, own in groupby(rows, key=lambda row: row.user_id)]
    _name_communities(found)
    return sorted(found, key=lambda liaison: liaison.profile.is_away)


def listed_liaison(pk: int) -> Liaison | None:
    """The entry of one account; None where it is not in the list."""
    return next((liaison for liaison in listed() if liaison.person.pk == pk), None)


def _entry(rows: list[Assignment]) -> Liaison:
    entry = Liaison(rows[0].user, rows[0].user.liaison_profile)
    for row in rows:
        if row.scope == Scope.LANGUAGE:
            entry.languages.append(row.value)
        elif row.scope == Scope.COMMUNITY:
            entry.communities.append(Named(0, row.value, "", row.value))
        elif row.scope == Scope.EVERYWHERE:
            entry.is_for_all = True
    return entry


def _name_communities(liaisons: list[Liaison]) -> None:
    """Give communities their names in the reading language; one that is gone is left out."""
    slugs = {community.slug for each in liaisons for community in each.communities}
    known = {each.slug: each for each in named(Community.objects.filter(slug__in=slugs))}
    for liaison in liaisons:
        slugs_of_one = [community.slug for community in liaison.communities]
        liaison.communities = [known[slug] for slug in slugs_of_one if slug in known]


def by_language(liaisons: list[Liaison]) -> list[tuple[str, list[Liaison]]]:
    """Each language that somebody speaks for, with its liaisons; the reader's stands first."""
    spoken = {code for liaison in liaisons for code in liaison.languages}
    return [
        (code, [liaison for liaison in liaisons if code in liaison.languages])
        for code in sorted(in_order(spoken), key=lambda code: code != reading_language())
    ]


def by_community(liaisons: list[Liaison]) -> list[tuple[Named, list[Liaison]]]:
    """Each affiliate or community that somebody is there for, by name."""
    served = {community for liaison in liaisons for community in liaison.communities}
    return [
        (community, [liaison for liaison in liaisons if community in liaison.communities])
        for community in sorted(served, key=lambda community: community.name.casefold())
    ]


def in_order(codes) -> list[str]:
    """The portal's languages in their order, then others by what they call themselves."""
    ours = [language.code for language in ALL if language.code in codes]
    return ours + sorted(set(codes) - set(BY_CODE), key=autonym)

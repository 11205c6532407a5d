"""Communities under their names in the reading language, loaded without the other languages."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from .languages import fallbacks, reading_language
from .models import Community


class Named(NamedTuple):
    pk: int
    slug: str
    kind: str
    name: str


def named(communities) -> list[Named]:
    """The communities of a query set by name; where none is known, the slug stands in."""
    columns = [build_localized_fieldname("name", code) for code in fallbacks(reading_language())]
    rows = communities.values_list("pk", "slug", "kind", *columns)
    found = [
        Named(pk, slug, kind, next(filter(None, names), slug)) for pk, slug, kind, *names in rows
    ]
    return sorted(found, key=lambda community: community.name.casefold())


def communities_to_choose() -> list[tuple[Any, Any]]:
    """What a select offers: none, then the communities by kind."""
    choices: list[tuple[Any, Any]] = [("", _("None, or not in this list"))]
    known = named(Community.objects.all())
    for kind in Community.Kind:
        of_kind = [(each.pk, each.name) for each in known if each.kind == kind]
        if of_kind:
            choices.append((kind.label, of_kind))
    return choices

"""The roles that a person holds, told by their proper names."""

from .communities import named
from .languages import autonym
from .models import Community
from .roles import Scope


def roles_of(assignments) -> list[dict]:
    """The roles in a query set, each with what it is limited to by its proper name."""
    assignments = list(assignments.order_by("role", "scope", "value"))
    slugs = [each.value for each in assignments if each.scope == Scope.COMMUNITY]
    communities = named(Community.objects.filter(slug__in=slugs))
    places = {each.slug: each.name for each in communities}
    return [
        {
            "role": each.get_role_display(),
            "scope": each.scope,
            "value": each.value,
            "place": places.get(each.value) or autonym(each.value),
        }
        for each in assignments
    ]

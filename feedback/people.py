"""What the public may know of a person: what they said under their name, and their offices."""

from accounts.held_roles import roles_of
from accounts.models import User
from accounts.roles import Role, Scope
from recommendations.models import WorkingGroup
from recommendations.templatetags.wording import wording_of

from .models import Comment, Visibility

# Those who hold them act in public. Who runs the machine is nobody's business.
OFFICES = (Role.LIAISON, Role.GROUP_MEMBER, Role.TRANSLATOR, Role.ORGANISER)


def said_by_name(person: User):
    """What a person said in the open and under their name."""
    return Comment.objects.readable().filter(author=person, visibility=Visibility.PUBLIC)


def has_page(person: User) -> bool:
    """People who did nothing in public have no page, so that nobody learns who has an account."""
    return person.is_active and (
        said_by_name(person).exists() or person.assignments.filter(role__in=OFFICES).exists()
    )


def offices_of(person: User) -> list[dict]:
    """The public roles of a person, with the names of their groups."""
    roles = roles_of(person.assignments.filter(role__in=OFFICES))
    slugs = [role["value"] for role in roles if role["scope"] == Scope.GROUP]
    groups = {each.slug: each for each in WorkingGroup.objects.in_language().filter(slug__in=slugs)}
    for role in roles:
        if role["scope"] == Scope.GROUP and role["value"] in groups:
            role["place"] = wording_of(groups[role["value"]], "name").text
    return roles

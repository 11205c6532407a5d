"""What the public may know of a person: what they said under their name, and their offices."""

from accounts.models import User
from accounts.roles import Role

from .models import Comment, Visibility
from .offices import Holding, Places

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


def offices_of(person: User) -> list[Holding]:
    """The public roles of a person, by proper names."""
    held = person.assignments.filter(role__in=OFFICES).order_by("role", "scope", "value")
    places = Places()
    return [places.told(each) for each in held]

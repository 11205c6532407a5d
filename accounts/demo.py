"""The people of the demo: a cast with a known password, and those whose words fill the pages."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from .actions import give_role
from .models import Community, LiaisonProfile, User
from .roles import Role, Scope

PASSWORD = "demo"  # noqa: S105 - printed at each start; no portal keeps it outside the demo
PREFIX = "demo-"


class NameTaken(Exception):  # noqa: N818 - it says what is the case
    """An account that the demo needs belongs to someone else."""


@dataclass(frozen=True)
class Part:
    """Someone to log in as: user name, name shown, language, and the roles they hold."""

    username: str
    name: str
    language: str = "en"
    roles: tuple[tuple[Role, Scope, str], ...] = ()
    is_staff: bool = False


CAST = (
    Part("reader", "Demo reader"),
    Part(
        "liaison", "Demo liaison", "ar",
        ((Role.LIAISON, Scope.LANGUAGE, "ar"), (Role.LIAISON, Scope.LANGUAGE, "fr")),
    ),
    Part("liaison2", "Second demo liaison", "es", ((Role.LIAISON, Scope.LANGUAGE, "es"),)),
    Part("member", "Demo member", "en", ((Role.GROUP_MEMBER, Scope.GROUP, "diversity"),)),
    Part("translator", "Demo translator", "ar", ((Role.TRANSLATOR, Scope.LANGUAGE, "ar"),)),
    Part("organiser", "Demo organiser", "en", ((Role.ORGANISER, Scope.EVERYWHERE, ""),)),
    Part("admin", "Demo admin", "en", ((Role.STAFF, Scope.EVERYWHERE, ""),), is_staff=True),
)  # fmt: skip


# How the liaisons of the cast stand in the public list; the second one is away at first.
ENTRIES = {
    "liaison": (
        "ar", None,
        "أتابع النقاش بالعربية والفرنسية، وأنقل إلى مجموعات العمل ما يقال "
        "في الاجتماعات والمجموعات. اسألوني عن أي شيء لا يبدو واضحًا.",
    ),
    "liaison2": (
        "es", timedelta(days=20),
        "Acompaño las conversaciones en español. Si su capítulo quiere organizar un encuentro, "
        "escríbame y lo preparamos juntos.",
    ),
}  # fmt: skip


def load_cast() -> int:
    """Make the accounts of the cast that are missing; how many there were."""
    there = dict(
        User.objects.filter(username__in=[part.username for part in CAST]).values_list(
            "username", "is_demo"
        )
    )
    if taken := sorted(name for name, is_demo in there.items() if not is_demo):
        raise NameTaken(f"The account {taken[0]} is in use, and not by the demo.")
    missing = [part for part in CAST if part.username not in there]
    password = make_password(PASSWORD) if missing else ""
    for part in missing:
        _engage(part, password)
    if missing:
        _list_liaisons()
    return len(missing)


def _list_liaisons() -> None:
    """Give the liaisons of the cast an entry, once: what they say of themselves later stays."""
    for person in User.objects.filter(username__in=ENTRIES, liaison_profile=None):
        language, away, words = ENTRIES[person.username]
        LiaisonProfile.objects.create(
            person=person,
            is_listed=True,
            introduction=words,
            introduction_language=language,
            away_until=timezone.now().date() + away if away else None,
        )


def _engage(part: Part, password: str) -> None:
    user = User.objects.create(
        username=part.username,
        name=_free_name(part.name),
        language=part.language,
        password=password,
        is_staff=part.is_staff,
        is_superuser=part.is_staff,
        is_demo=True,
    )
    for role, scope, value in part.roles:
        give_role(user, role, scope, value, by=None, reason="For the demo.")


def load_communities(entries: list[dict]) -> dict[str, Community]:
    """The communities of the demo, by short name; those that are there stay as they are."""
    found = {community.slug: community for community in Community.objects.all()}
    for entry in entries:
        if entry["slug"] not in found:
            names = {
                build_localized_fieldname("name", language): name["text"]
                for language, name in entry["names"].items()
            }
            found[entry["slug"]] = Community.objects.create(
                slug=entry["slug"],
                kind=entry["kind"],
                languages=entry["languages"],
                region=entry["region"],
                **names,
            )
    return found


def load_people(entries: list[dict], communities: dict[str, Community]) -> dict[str, User]:
    """Those who speak in the demo, by their keys. Nobody can log in as one of them."""
    there = {user.username: user for user in User.objects.filter(username__startswith=PREFIX)}
    found = {}
    for entry in entries:
        username = f"{PREFIX}{entry['key']}"
        found[entry["key"]] = there.get(username) or User.objects.create(
            username=username,
            name=_free_name(entry["name"]),
            language=entry["language"],
            community=communities.get(entry["community"]),
            password=make_password(None),
            is_demo=True,
        )
    return found


def _free_name(name: str) -> str:
    """The name, or with a mark where a person of this portal has it already."""
    return f"{name} (demo)" if User.objects.filter(name__iexact=name).exists() else name

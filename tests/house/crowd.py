"""Who reads everything while the canary listens: one person of each kind, and nobody special."""

from accounts.frequency import Frequency
from accounts.models import User
from feedback.actions.moderate import Particulars, decide
from feedback.models import Decision
from tests import cast, make

from .doors import (
    AUTHOR,
    LIAISON,
    MEMBER,
    ORGANISER,
    OTHER_LIAISON,
    OTHER_MEMBER,
    READER,
    STRANGER,
)

FOLLOWER = "follower of everything, author of something else"
BLOCKED = "reader who is blocked"
TRANSLATOR = "translator"
AFFILIATE = "liaison of the author's affiliate"
STAFF = "staff"

# Who may read what waits or is hidden, and who reads what is said for liaisons and the group.
DESK = (LIAISON, ORGANISER, STAFF)
CIRCLE = (LIAISON, MEMBER, ORGANISER, STAFF)
WRITERS = (MEMBER, TRANSLATOR, ORGANISER, STAFF)


def crowd(bait) -> dict[str, User | None]:
    """Everybody who walks, by what they are; each with a proven mail address of their own."""
    people = {
        STRANGER: None,
        READER: cast.reader(name="Reader", email="reader@example.org"),
        FOLLOWER: bait.follower,
        BLOCKED: _blocked(bait),
        TRANSLATOR: cast.translator("ar", name="Translator", email="translator@example.org"),
        OTHER_MEMBER: cast.member(
            bait.other_group, name="Other member", email="other-member@example.org"
        ),
        OTHER_LIAISON: cast.liaison("es", name="Other liaison", email="other@example.org"),
        AFFILIATE: cast.liaison_of(
            bait.affiliate, name="Affiliate's liaison", email="affiliate@example.org"
        ),
        AUTHOR: bait.author,
        LIAISON: bait.liaison,
        MEMBER: bait.member,
        ORGANISER: cast.organiser(name="Organiser", email="organiser@example.org"),
        STAFF: cast.admin(name="Staff", email="staff@example.org"),
    }
    for number, person in enumerate(filter(None, people.values())):
        if not person.emailaddress_set.exists():
            cast.prove_address(person)
        # Whoever wishes for everything is told what they may read, at once or once a day.
        wish = {"frequency": (Frequency.AT_ONCE, Frequency.DAILY)[number % 2]}
        for subject in (bait.group, bait.other_group):
            cast.follow(person, subject, **wish)
    return people


def _blocked(bait):
    person = cast.reader(name="Blocked", email="blocked@example.org")
    said = make.comment(recommendation=bait.recommendation, author=person, body="Sharp, public.")
    decide(
        said, Decision.Kind.BLOCK, by=cast.organiser(name="Blocks"), rule=make.rule(),
        reason="Too sharp.", particulars=Particulars(days=7),
    )  # fmt: skip
    return person

"""Groups' desks: those of one's own groups, and of all groups for organisers."""

from feedback.actions.saved_views import save_view

from ..doors import MEMBER, NOBODY, ORGANISER, OTHER_MEMBER, READ, Answer, Door, account


def at_desk(methods=READ, sent=200):
    """What only those who work for the group find."""
    states = {
        "of the group": Answer((MEMBER, ORGANISER), sign_in=True, sent=sent),
        "of the whole movement": Answer((ORGANISER,), sign_in=True, sent=sent),
        "unknown": Answer(NOBODY, sign_in=True, sent=sent),
    }
    return Door(methods, states, method_first=False)


DOORS = {
    "feedback:group_desks": account(to=(MEMBER, OTHER_MEMBER, ORGANISER)),
    "feedback:group_desk": at_desk(),
    "feedback:group_figures": at_desk(),
    "feedback:group_read": at_desk(("POST",), sent=302),
    "feedback:keep_view": at_desk(("POST",), sent=302),
    "feedback:drop_view": Door(
        ("POST",),
        {
            "of a member": Answer((MEMBER,), sign_in=True, sent=302),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
}
SLUGS = {"of the group": "diversity", "of the whole movement": "all", "unknown": "nowhere"}


def make(world):
    for page in ("group_desk", "group_figures", "group_read", "keep_view"):
        for state, slug in SLUGS.items():
            world.at[f"feedback:{page}", state] = [slug]
    view = save_view("Mine", "red=on", by=world.people[MEMBER], group_slug="diversity")
    world.at["feedback:drop_view", "of a member"] = ["diversity", view.pk]
    world.at["feedback:drop_view", "unknown"] = ["diversity", 7777]

"""A group's desk: what its members keep for themselves there, and the private words on it."""

from feedback.actions.saved_views import save_view
from feedback.models import ReadMark
from tests import cast


def plant(bait):
    member = cast.member(bait.group, name="Reading")
    name, words = bait.token("saved view, name"), bait.token("saved view, filter")
    save_view(name, f"q={words}", by=member, group_slug="diversity")
    bait.addresses += [
        "/en/desk/groups/",
        "/en/desk/groups/diversity/",
        "/en/desk/groups/diversity/?view=reading",
        "/en/desk/groups/all/",
    ]
    read = bait.say("read by a group, hidden", "hidden")
    ReadMark.objects.create(
        comment=read, group=bait.group, person=member, comment_version=2, read_at=read.said_at
    )

"""Who may read one's own words, and private conversations without an account."""

from feedback.models import Visibility

from ..doors import EVERYONE, FORM, NOBODY, Answer, Door, own

SECRET = {
    "own": Answer(EVERYONE),
    **dict.fromkeys(("own, hidden", "another's", "unknown"), Answer(NOBODY)),
}
DOORS = {
    "feedback:readers": own(sent=200),
    "feedback:secret_readers": Door(FORM, SECRET),
    "feedback:secret_reply": Door(FORM, SECRET),
}


def make(world):
    comments = {
        "own": world.guests,
        "own, hidden": world.guests_hidden,
        "another's": world.comments["visible"],
        "unknown": world.guests,
    }
    answered = world.comment(
        Visibility.GROUP,
        chosen_visibility=Visibility.GROUP,
        author=None,
        submission=world.guests_send,
    )
    reply = world.comment(
        Visibility.GROUP, chosen_visibility=Visibility.GROUP, private_with=answered
    )
    for state, comment in comments.items():
        secret = "none" if state == "unknown" else world.secret
        world.at["feedback:secret_readers", state] = [secret, comment.slug]
        world.at["feedback:secret_reply", state] = [secret, comment.slug]
    world.at["feedback:secret_reply", "own"] = [world.secret, reply.slug]

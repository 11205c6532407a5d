"""Which desks the viewer may enter, and whether something is there to be read."""

from accounts.roles import Permission, may

from .inbox import unread_count
from .permissions import may_analyse, may_export, may_moderate


def doors(request):
    """Ready flags for the menu; a stranger's page asks nothing."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "unread_notices": unread_count(user),
        "may_moderate": may_moderate(user),
        "may_analyse": may_analyse(user),
        "may_export": may_export(user),
        "may_edit_texts": any(
            may(user, permission)
            for permission in (Permission.EDIT_DRAFTS, Permission.TRANSLATE, Permission.ORGANISE)
        ),
    }

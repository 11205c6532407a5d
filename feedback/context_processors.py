"""Which desks the viewer may enter."""

from accounts.roles import Permission, may


def doors(request):
    """Ready flags for the menu; a stranger's page asks nothing."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"may_moderate": may(user, Permission.MODERATE)}

"""Whose words a contribution is, as everybody may know it."""

from django.utils.translation import gettext as _

from .models import Visibility


def author_shown(comment) -> str:
    """The name as pages show it."""
    if comment.visibility == Visibility.UNNAMED:
        return _("Name not shown")
    if comment.author:
        return str(comment.author)
    if comment.name:
        return _("%(name)s (not signed in)") % {"name": comment.name}
    return _("Removed account")

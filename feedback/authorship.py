"""Whose words a contribution is, as everybody may know it."""

from django.utils.translation import gettext as _

from accounts.languages import BY_CODE

from .models import Comment, Visibility


def author_shown(comment) -> str:
    """The name as pages show it."""
    if comment.visibility == Visibility.UNNAMED:
        return _("Name not shown")
    if comment.author:
        return str(comment.author)
    if comment.name:
        return _("%(name)s (not signed in)") % {"name": comment.name}
    return _("Removed account")


def author_language(comment: Comment) -> str:
    """An account's own language; a guest's is that of the words, if the portal speaks it."""
    if comment.author:
        return comment.author.language
    return comment.language if comment.language in BY_CODE else comment.read_language

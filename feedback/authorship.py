"""Whose words a contribution is, as everybody may know it."""

from django.utils.translation import gettext as _

from accounts.languages import BY_CODE

from .models import Comment


def author_shown(comment) -> str:
    """The name as pages show it: of a guest it says that nobody has signed in with it."""
    is_guest = not (comment.is_unnamed or comment.conversation_id or comment.author)
    if is_guest and comment.name:
        return _("%(name)s (not signed in)") % {"name": comment.name}
    return author_label(comment)


def author_label(comment) -> str:
    """The name alone, or what stands where no name is shown."""
    if comment.is_unnamed:
        return _("Name not shown")
    if comment.conversation_id:
        return source_shown(comment.conversation)
    if comment.author:
        return str(comment.author)
    return comment.name or (_("No name given") if comment.is_private else _("Removed account"))


def renderer_label(rendering, comment: Comment) -> str:
    """Who put it into another language; their own hidden name stays hidden there, too."""
    if comment.is_unnamed and rendering.by_id == comment.author_id:
        return _("Name not shown")
    return str(rendering.by) if rendering.by else _("Removed account")


def source_shown(conversation) -> str:
    """Where a statement from elsewhere comes from, and who says so."""
    reporter = reporter_of(conversation)
    if reporter is None:
        return _("From “%(title)s”") % {"title": conversation}
    said = {"name": reporter.name, "title": conversation}
    return _("Reported by %(name)s, from “%(title)s”") % said


def reporter_of(conversation):
    """Who reported it; nobody, once that account was closed."""
    reporter = conversation.reported_by
    return reporter if reporter and reporter.is_active else None


def answerable_for(comment: Comment):
    """The account that hears of a contribution: who wrote it, or who reported it; or none."""
    return reporter_of(comment.conversation) if comment.conversation else comment.author


def author_language(comment: Comment) -> str:
    """An account's own language; a guest's is that of the words, if the portal speaks it."""
    if account := answerable_for(comment):
        return account.language
    return comment.language if comment.language in BY_CODE else comment.read_language

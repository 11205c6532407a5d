"""May this person write this text? Roles and what each permits stand in accounts/roles.py."""

from accounts.languages import BY_CODE
from accounts.roles import Permission, Scope, may, may_administer, may_organise, scopes


def may_edit_drafts(user, draft_set=None) -> bool:
    """Write this group's drafts; without a set, those of any group."""
    if may_organise(user):
        return True
    group = draft_set.group_slug if draft_set else None
    return may(user, Permission.EDIT_DRAFTS, group=group)


def may_add_to(user, draft_set) -> bool:
    """What is published grows by the hands of organisers only."""
    return may_organise(user) or (
        draft_set.published_at is None and may_edit_drafts(user, draft_set)
    )


def may_publish(user, draft_set) -> bool:
    """A group publishes its own drafts; organisers, those of everyone."""
    return may_edit_drafts(user, draft_set)


def may_mark_overlap(user, one, other) -> bool:
    """Members of either group, and organisers, say that two recommendations touch."""
    return may_edit_drafts(user, one.draft_set) or may_edit_drafts(user, other.draft_set)


def may_translate(user, language: str | None = None) -> bool:
    """Write texts in this language; without one, in any."""
    return may_administer(user) or may(user, Permission.TRANSLATE, language=language)


def languages_of(user) -> list[str]:
    """The codes of the languages a person may translate into."""
    return [code for code in BY_CODE if may_translate(user, code)]


def groups_of(user) -> list[str] | None:
    """The short names of the groups whose drafts a person may know of; None means all.

    Translators need every text; members of a group see what it writes and no other's drafts.
    """
    return None if may_translate(user) else groups_to_write(user)


def groups_to_write(user) -> list[str] | None:
    """The short names of the groups whose drafts a person may write; None means all."""
    return None if may_organise(user) else scopes(user, Permission.EDIT_DRAFTS, Scope.GROUP)

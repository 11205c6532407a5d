"""May this person do this to that? Closed unless opened here."""

from django.conf import settings
from django.utils import timezone

from accounts.languages import nearest
from accounts.roles import Permission, Scope, may, may_organise, scopes

from .models import DELIVERED, Answer, Block, Coding, Comment, Conversation, Visibility
from .models.coverage import communities_of_words, is_left_open_to, own_communities


def may_moderate(user) -> bool:
    """Enter the desk at all."""
    return may(user, Permission.MODERATE)


def may_decide_on(user, comment: Comment) -> bool:
    """Liaisons decide in their scope and on what is left to all, organisers on everything.

    Nobody decides on their own words.
    """
    if is_own(user, comment):
        return False
    languages = scopes(user, Permission.MODERATE, Scope.LANGUAGE)
    if languages is None or nearest(comment.circle_language) in languages:
        return True
    return _is_of_their_communities(user, comment) or is_left_open_to(user, comment)


def may_escalate(user, comment: Comment) -> bool:
    """Whoever moderates may give to the organisers what they can read, whosever scope it is in."""
    return may_moderate(user) and comment.visibility != Visibility.WITHDRAWN


def _is_of_their_communities(user, comment: Comment) -> bool:
    """Words of an affiliate's members, or brought in from there; private ones are not theirs."""
    communities = own_communities(user)
    if not communities or comment.is_private:
        return False
    return bool(communities_of_words(comment) & set(communities))


def is_own(user, comment: Comment) -> bool:
    """Did this person write it, or report that it was said elsewhere?"""
    reported_by = comment.conversation.reported_by_id if comment.conversation else None
    return user.is_authenticated and user.pk in {comment.author_id, reported_by}


def may_change(user, comment: Comment) -> bool:
    """People edit and withdraw what they wrote or reported, but not what a liaison has hidden."""
    gone = comment.visibility in {Visibility.HIDDEN, Visibility.WITHDRAWN} or comment.removed_at
    return is_own(user, comment) and not gone


def may_agree(user, comment: Comment) -> bool:
    """«I see it this way too» is for people with an account, and not for one's own words."""
    return user.is_authenticated and comment.is_readable and not is_own(user, comment)


def may_bring_in(user) -> bool:
    """Say what was said elsewhere: everyone with an account who is not blocked from writing."""
    if not user.is_authenticated:
        return False
    held = Block.objects.filter(person=user, until__gt=timezone.now(), lifted_at=None)
    return not held.exists()


def may_publish(user, conversation: Conversation) -> bool:
    """Liaisons publish reports in their languages and of their affiliates, their own too."""
    languages = scopes(user, Permission.MODERATE, Scope.LANGUAGE)
    if languages is None or nearest(conversation.language) in languages:
        return True
    communities = scopes(user, Permission.MODERATE, Scope.COMMUNITY) or []
    return bool(conversation.community and conversation.community.slug in communities)


def may_correct(user, conversation: Conversation) -> bool:
    """The facts of a published conversation: who reported it, and the liaisons for it."""
    is_reporter = user.is_authenticated and conversation.reported_by_id == user.pk
    return conversation.is_published and (is_reporter or may_publish(user, conversation))


def may_render(user, comment: Comment) -> bool:
    """Anyone with an account puts words that they can read into another language."""
    is_there = comment.visibility in DELIVERED and not comment.removed_at
    return user.is_authenticated and is_there


def may_confirm_rendering(user, comment: Comment) -> bool:
    """Liaisons in their reach; of statements that they brought in and may publish, too."""
    if may_decide_on(user, comment):
        return True
    if comment.conversation is None or not is_own(user, comment):
        return False
    return may_publish(user, comment.conversation)


def may_ask_machine(user, comment: Comment) -> bool:
    """Where the portal has a machine, and the words may go there."""
    return may_render(user, comment) and may_go_to_machine(comment)


def may_go_to_machine(comment: Comment) -> bool:
    """Words that not everybody may read leave the portal only where its operator allows it."""
    is_there = comment.visibility in DELIVERED and not comment.removed_at
    is_public = not comment.is_private and comment.draft_set.published_at
    is_allowed = is_public or settings.MACHINE_TRANSLATION_PRIVATE
    return bool(settings.MACHINE_TRANSLATION_URL and is_there and is_allowed)


def may_carry_back(user, conversation: Conversation) -> bool:
    """Take what became of it to where it was held: who reported it, and its liaisons."""
    return may_correct(user, conversation)


def may_report(user, comment: Comment) -> bool:
    """Anyone reports words that anyone may read, except their own: these they withdraw."""
    return comment.is_readable and not is_own(user, comment)


def may_block(user, person) -> bool:
    """Nobody blocks themselves; those who moderate are blocked by organisers only."""
    if person is None or person.pk == user.pk:
        return False
    return may_organise(user) or not may(person, Permission.MODERATE)


def may_export(user) -> bool:
    """Enter the page of exports at all."""
    return may(user, Permission.EXPORT_GROUP)


def may_export_set(user, draft_set) -> bool:
    """Take the input of this group out as a file."""
    return may(user, Permission.EXPORT_GROUP, group=draft_set.group_slug)


def exportable_groups(user) -> list[str] | None:
    """The short names of the groups whose input a person may take out; None means all."""
    return scopes(user, Permission.EXPORT_GROUP, Scope.GROUP)


def may_analyse(user, group_slug: str | None = None) -> bool:
    """Read, code and answer the input of this group; without one, of any."""
    return may(user, Permission.ANALYSE, group=group_slug)


def groups_to_analyse(user) -> list[str] | None:
    """The short names of the groups whose input a person works on; None means all."""
    return scopes(user, Permission.ANALYSE, Scope.GROUP)


def may_take_back(user, coding: Coding) -> bool:
    """Coders take back what they coded; organisers anything, and whoever works where nobody did."""
    return coding.by_id in (None, user.pk) or may_organise(user)


def may_answer(user, answer: Answer) -> bool:
    """Draft, change and publish in the name of this group."""
    return may_analyse(user, answer.group_slug)


def may_publish_answer(user, answer: Answer) -> bool:
    """A second pair of eyes: somebody else of the group, or an organiser, than who drafted it."""
    return may_answer(user, answer) and user.pk != answer.drafted_by_id


def may_translate_answer(user, answer: Answer, language: str) -> bool:
    """Members of the group; once it is published, translators of the language."""
    if may_answer(user, answer):
        return True
    return answer.is_published and may(user, Permission.TRANSLATE, language=language)

"""One page of a group's input, with all that a reader of the desk sees of each contribution."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from recommendations.models.translated import texts_of

from .alike import said_alike, senders_of
from .codings import with_codings
from .forms.group_input import InputForm
from .keyset import Page, page_at
from .models import Agreement, Answer, AnswerTo, Comment, ReadMark
from .queue import MOST_COUNTED
from .threads import with_texts

IN_TABLE, IN_READING = 50, 20


@dataclass
class InputPage:
    """Some contributions, what stands around them, and how many there are, up to a limit."""

    comments: list[Comment]
    place: Page
    found: int

    @property
    def is_more(self) -> bool:
        return self.found > MOST_COUNTED

    @property
    def number(self) -> int:
        return min(self.found, MOST_COUNTED)


def page_of(form: InputForm, user) -> InputPage:
    """The page at the place that the address names, in constant queries."""
    found = form.found_for(user)
    size = IN_READING if form.is_reading else IN_TABLE
    place = page_at(found, form.chosen_order, form.cleaned_data["place"], size)
    number = len(place.keys) if place.is_whole else found.order_by()[: MOST_COUNTED + 1].count()
    return InputPage(_load(place.keys, form.desk.group, user), place, number)


def _load(keys: list[int], group, user) -> list[Comment]:
    rows = _for_group(with_texts(Comment.objects.visible_to(user)), group).in_bulk(keys)
    comments = [rows[key] for key in keys if key in rows]
    read = ReadMark.objects.filter(person=user, group=group, comment__in=keys)
    versions = dict(read.values_list("comment", "comment_version"))
    alike = said_alike(comments)
    senders = senders_of(list(alike))
    agreeing = _languages_of_agreement(keys)
    for comment in comments:
        comment.alike = alike.get(comment.pk)
        comment.senders = senders.get(comment.pk, 0)
        comment.agreeing = agreeing.get(comment.pk, [])
        comment.is_read = comment.pk in versions
        comment.has_changed = versions.get(comment.pk, comment.version) < comment.version
    return with_codings(comments, user)


def _languages_of_agreement(keys: list[int]) -> dict[int, list[tuple[str, int]]]:
    """By the languages in which those who agree use the portal, the most frequent first."""
    rows = Agreement.objects.filter(comment__in=keys).values_list("comment", "person__language")
    found: dict[int, list[tuple[str, int]]] = {}
    for comment, language, count in rows.annotate(count=Count("pk")).order_by("-count"):
        found.setdefault(comment, []).append((language, count))
    return found


def _for_group(comments, group):
    """With the group's published answers, and with what they reply to."""
    answers = AnswerTo.objects.filter(answer__state=Answer.State.PUBLISHED, answer__group=group)
    return comments.prefetch_related(
        Prefetch("parent", Comment.objects.readable()),
        Prefetch("answered_by", answers.select_related(None).prefetch_related(
            *texts_of(AnswerTo, "answer")), to_attr="answered"),
    )  # fmt: skip

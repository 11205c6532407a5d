"""Telling people that a group has published its next drafts, and asking authors once.

Whoever follows the group or what came before, and whoever took part, gets one notice and at most
one letter. Authors are asked in it whether their points still stand; each point once, for ever.
"""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.frequency import Frequency
from accounts.languages import spoken
from accounts.letters import DATES, compose, confirmed_address
from accounts.models import User
from recommendations.models import DraftSet, Lineage
from recommendations.models.translated import texts_of
from recommendations.publishing import set_before
from recommendations.templatetags.wording import wording_of

from .letters import choose_address, send_once
from .models import DELIVERED, Comment, Follow, Notice, Outbox, Standing
from .unsubscribe import FOLLOW, Letters, link_to_end
from .wishes import blocked_among

ANNOUNCE = "feedback.announce_drafts"
TELL = "feedback.tell_of_drafts"
BATCH = 500


def announce_drafts(draft_set_id: int) -> int:
    """Ask the authors, and note for everyone concerned that the drafts are there.

    A second run asks and tells nobody twice.
    """
    found = DraftSet.objects.published().filter(pk=draft_set_id).first()
    if found is None:
        return 0
    _ask_authors(found)
    return sum(_note_for(found, people) for people in _people_concerned(found))


def _ask_authors(draft_set: DraftSet) -> None:
    """One question for each point on a forerunner, unless it was asked on other drafts before."""
    points = Comment.objects.filter(
        recommendation__in=_forerunners(draft_set).values("earlier"),
        visibility__in=DELIVERED,
        removed_at=None,
        author__is_active=True,
        said_at__lt=draft_set.published_at,
        standings=None,
    )
    now, last = timezone.now(), 0
    rows = points.order_by("pk").values_list("pk", "author")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1][0]
        Standing.objects.bulk_create(
            (
                Standing(comment_id=pk, person_id=author, draft_set=draft_set, asked_at=now)
                for pk, author in batch
            ),
            ignore_conflicts=True,
        )


def _forerunners(draft_set: DraftSet):
    return Lineage.objects.filter(later__draft_set=draft_set)


def _people_concerned(draft_set: DraftSet) -> Iterator[list[int]]:
    """All who follow something of it or took part, in batches."""
    concerned = User.objects.filter(_takes_part(draft_set) | _follows(draft_set), is_active=True)
    last = 0
    while people := list(
        concerned.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield people
        last = people[-1]


def _takes_part(draft_set: DraftSet) -> Q:
    """Whoever spoke on the forerunners, or on the drafts of this group that came before."""
    on_them = Q(recommendation__in=_forerunners(draft_set).values("earlier"))
    if before := set_before(draft_set):
        on_them |= Q(draft_set=before)
    said = Comment.objects.filter(on_them, visibility__in=DELIVERED).exclude(author=None)
    return Q(pk__in=said.values("author"))


def _follows(draft_set: DraftSet) -> Q:
    return Q(pk__in=_wishes(draft_set).values("person"))


def _wishes(draft_set: DraftSet):
    codes = _forerunners(draft_set).values("earlier__code")
    wished = Q(about=Follow.About.RECOMMENDATION, key__in=codes)
    if draft_set.group:
        wished |= Q(about=Follow.About.GROUP, key=draft_set.group.slug)
    return Follow.objects.filter(wished)


@transaction.atomic
def _note_for(draft_set: DraftSet, people: list[int]) -> int:
    told = Notice.objects.filter(draft_set=draft_set, person__in=people)
    rest = sorted(set(people) - set(told.values_list("person", flat=True)))
    now = timezone.now()
    about = {"draft_set": draft_set, "kind": Notice.Kind.PUBLISHED, "made_at": now}
    Notice.objects.bulk_create(
        (Notice(person_id=pk, frequency=Frequency.PORTAL, **about) for pk in rest),
        ignore_conflicts=True,
    )
    made = Notice.objects.filter(draft_set=draft_set, person__in=rest)
    Outbox.objects.write_each(TELL, list(made.values_list("pk", flat=True)))
    return len(rest)


def tell_of_drafts(notice_id: int) -> bool:
    """Write to one person, once; False if no letter goes out, by their wish or for want of one."""
    notice = (
        Notice.objects.filter(pk=notice_id, draft_set__published_at__isnull=False, told_at=None)
        .select_related("person")
        .prefetch_related(*texts_of(Notice, "draft_set", "draft_set__group"))
        .prefetch_related(*texts_of(Notice, "draft_set__iteration"))
        .first()
    )
    if notice is None or notice.draft_set is None:
        return False
    draft_set = notice.draft_set
    letters = letters_wished(notice.person, draft_set)
    address = confirmed_address(notice.person)
    if not letters or not address or blocked_among({notice.person_id}):
        return False
    return send_once(notice, lambda: _letter(notice.person, draft_set, letters, address))


def letters_wished(person: User, draft_set: DraftSet) -> Letters | None:
    """Which of their wishes lets a letter go to this person: as one who took part, or follows."""
    if getattr(person, DATES) and User.objects.filter(_takes_part(draft_set), pk=person.pk):
        return Letters(person.pk, DATES)
    follows = _wishes(draft_set).filter(person=person).exclude(frequency=Frequency.PORTAL)
    follow = follows.order_by("pk").first()
    return Letters(person.pk, FOLLOW, follow.about, follow.key) if follow else None


def _letter(person: User, draft_set: DraftSet, letters: Letters, address: str) -> EmailMessage:
    """The letter itself: what is there to read, and how many points its reader is asked about."""
    with spoken(person.language):
        title = wording_of(draft_set.iteration, "title").text
        group = wording_of(draft_set.group, "name").text if draft_set.group else ""
        asked = Standing.objects.open_to(person).filter(draft_set=draft_set).count()
        context = {
            "title": title,
            "group": group,
            "address": settings.BASE_URL + draft_set.get_absolute_url(),
            "asked": asked,
            "answer": settings.BASE_URL + reverse("feedback:standing"),
            "choose": choose_address(),
        }
        subject = _("New drafts: %(title)s") % {"title": f"{group}, {title}" if group else title}
        template = "feedback/mail/published.txt"
        return compose(subject, template, context, address, unsubscribe=link_to_end(letters))

"""Letters that gather a day or a week: made due by the relay, written by a worker, each once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.customs import number as by_custom
from accounts.frequency import Frequency
from accounts.languages import spoken
from accounts.letters import compose, confirmed_address

from .announcing import for_wishes
from .authorship import author_shown
from .letters import choose_address, send_once
from .models import DELIVERED, Comment, Digest, Follow, Notice, Outbox
from .subjects import place_of
from .unsubscribe import DIGESTS, Letters, link_to_end
from .wishes import Wish, blocked_among, rank, wish_for

WRITE = "feedback.write_digest"
HOUR = 6  # UTC: the morning of most, and a quiet time for mail servers
BATCH = 500
MOST = 20  # contributions in one letter; more are counted and wait in the inbox
WORDS = 300  # signs of each


def due_on(frequency: str, at: datetime) -> date:
    """The day of the last digest of this kind that was due by then: every day, or Mondays."""
    day = (at - timedelta(hours=HOUR)).date()
    return day if frequency == Frequency.DAILY else day - timedelta(days=day.weekday())


def moment_of(day: date) -> datetime:
    return datetime.combine(day, time(HOUR), UTC)


def make_due_digests(*, at: datetime) -> int:
    """Note one for everyone who has something to hear; a second relay, or round, adds none."""
    made = 0
    for frequency in DIGESTS:
        while batch := _make_batch(frequency, due_on(frequency, at)):
            made += batch
    return made


@transaction.atomic
def _make_batch(frequency: str, day: date) -> int:
    made = Digest.objects.filter(frequency=frequency, due_on=day)
    waiting = Notice.objects.to_be_told(frequency).filter(made_at__lt=moment_of(day))
    people = waiting.exclude(person__in=made.values("person")).order_by("person")
    batch = list(people.values_list("person", flat=True).distinct()[:BATCH])
    Digest.objects.bulk_create(
        (Digest(person_id=pk, frequency=frequency, due_on=day) for pk in batch),
        ignore_conflicts=True,
    )
    ids = made.filter(person__in=batch, told_at=None).values_list("pk", flat=True)
    Outbox.objects.write_each(WRITE, list(ids))
    return len(batch)


def write_digest(digest_id: int) -> bool:
    """Send one digest, once; False if none goes out. There is none with nothing in it."""
    digest = Digest.objects.filter(pk=digest_id, told_at=None).select_related("person").first()
    if digest is None:
        return False
    with spoken(digest.person.language):
        content = gather(digest)
        address = confirmed_address(digest.person)
        if not content.total or not address:
            return False
        return send_once(digest, lambda: digest_letter(digest, content, address))


@dataclass
class Content:
    """The first of the contributions, and how many there are in all."""

    first: list[tuple[Comment, Wish]]
    total: int = 0


def gather(digest: Digest) -> Content:
    """Take up what still may and shall be told; leave the rest to other letters, or the inbox.

    What is taken up belongs to this digest from now on: when sending fails, the next try has it.
    """
    content = Content([])
    follows = list(Follow.objects.filter(person=digest.person))
    for notices in _in_batches(digest):
        taken, left = [], []
        for notice, comment, wish in _with_wishes(digest, notices, follows):
            if comment and wish and rank(wish.frequency) <= rank(digest.frequency):
                taken.append(notice.pk)
                if len(content.first) < MOST:
                    content.first.append((comment, wish))
            else:
                notice.digest, notice.told_at = None, None
                notice.frequency = wish.frequency if wish else Frequency.PORTAL
                left.append(notice)
        Notice.objects.filter(pk__in=taken).update(digest=digest, told_at=timezone.now())
        Notice.objects.bulk_update(left, ["digest", "told_at", "frequency"])
        content.total += len(taken)
    return content


def _in_batches(digest: Digest) -> Iterator[list[Notice]]:
    """What had come when it was due, the same at each try."""
    waiting = Q(told_at=None, frequency=digest.frequency, made_at__lt=moment_of(digest.due_on))
    own = Notice.objects.filter(waiting | Q(digest=digest), person=digest.person).order_by("pk")
    last = 0
    while batch := list(own.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _with_wishes(digest: Digest, notices: list[Notice], follows: list[Follow]):
    """Each notice with its words and the wish that it fulfils, as both stand at this moment."""
    person = digest.person
    readable = for_wishes(Comment.objects.visible_to(person).filter(visibility__in=DELIVERED))
    words = {each.pk: each for each in readable.filter(pk__in=[n.comment_id for n in notices])}
    blocked = blocked_among({person.pk, *(each.author_id for each in words.values())})
    for notice in notices:
        comment = words.get(notice.comment_id)
        is_told = comment and not blocked & {person.pk, comment.author_id}
        yield notice, comment, wish_for(person, comment, follows) if comment and is_told else None


def digest_letter(digest: Digest, content: Content, address: str) -> EmailMessage:
    """The letter itself: by place, each with its first words and where it stands."""
    context = {
        "is_daily": digest.frequency == Frequency.DAILY,
        "places": list(_by_place(content.first)),
        "more": content.total - len(content.first),
        "inbox": settings.BASE_URL + reverse("feedback:notices"),
        "choose": choose_address(),
    }
    subject = ngettext(
        "%(site)s: %(number)s contribution", "%(site)s: %(number)s contributions", content.total
    ) % {"site": settings.SITE_NAME, "number": by_custom(content.total)}
    ending = link_to_end(Letters(digest.person.pk, digest.frequency))
    template = "feedback/mail/digest.txt"
    return compose(subject, template, context, address, unsubscribe=ending)


def _by_place(said: list[tuple[Comment, Wish]]) -> Iterator[dict]:
    """Recommendations and groups with what was said there, in the order in which it came."""
    places: dict[str, dict] = {}
    for comment, wish in said:
        target = comment.target
        address = settings.BASE_URL + target.get_absolute_url()
        place = {"code": target.code, "name": place_of(comment), "address": address, "said": []}
        places.setdefault(target.code, place)["said"].append({
            "line": _line(comment, wish),
            "words": "" if comment.is_private else Truncator(comment.body).chars(WORDS),
            "address": settings.BASE_URL + comment.get_absolute_url(),
        })  # fmt: skip
    yield from places.values()


def _line(comment: Comment, wish: Wish) -> str:
    if comment.is_private:
        return _("%(id)s: not public. You can read it on the portal.") % {"id": comment.short_id}
    told = {"name": author_shown(comment), "id": comment.short_id}
    if wish.kind == Notice.Kind.REPLY and comment.parent:
        told["id"] = comment.parent.short_id
        return _("%(name)s has replied to your contribution %(id)s:") % told
    return _("%(name)s (%(id)s):") % told

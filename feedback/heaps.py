"""What waits for a liaison, heap by heap: the page-shaped read behind the start of the desk."""

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import may_organise
from recommendations.behind import lags

from . import appeals
from . import desk as desks
from .models import Conversation, Message, MonthlyReport, Visibility
from .open_questions import open_questions
from .queue import MOST_COUNTED
from .renderings import proposals, without_english


class Heap(NamedTuple):
    """One kind of work: how much, since when the oldest waits, and the list of it."""

    name: str
    address: str
    number: int
    is_more: bool = False
    oldest: datetime | None = None
    about: str = ""

    @property
    def days(self) -> int | None:
        return (timezone.now() - self.oldest).days if self.oldest else None


def heaps(user) -> list[Heap]:
    """All kinds of work of this person, empty ones too, the most urgent first."""
    return [*_to_decide(user), *_to_answer(user)]


def _to_decide(user) -> list[Heap]:
    mine = desks.in_scope_of(user).waiting()
    held, flagged = mine.filter(visibility=Visibility.WAITING), mine.filter(open_flags__gt=0)
    about_left = _(
        "In nobody’s languages and affiliates, or waiting for more than 48 hours. "
        "Some of them may stand in the other lists, too."
    )
    found = [
        _in_queue(_("New contributions held back"), held, "show=waiting&reach=mine"),
        _in_queue(_("Flagged contributions"), flagged, "show=flagged&reach=mine"),
        _in_queue(_("Left to all liaisons"), desks.left_to_all(user), "reach=left", about_left),
    ]
    if may_organise(user):
        escalated = desks.escalated(desks.in_reach_of(user))
        found.insert(0, _in_queue(_("Escalated to the organisers"), escalated, "show=escalated"))
    return found


def _to_answer(user) -> list[Heap]:
    appealed = appeals.before(user, at=timezone.now())
    new, asked = Message.objects.visible_to(user).new(), open_questions(user)
    to_translate = Heap(
        name=_("Translations that are behind or missing"),
        address=reverse("feedback:desk_translations"),
        number=len(lags(desks.languages_of(user))),
        about=_("Recommendations of open iterations, counted once in each language."),
    )
    return [
        _heap(
            _("Appeals"),
            appealed,
            "made_at",
            reverse("feedback:appeals"),
        ),
        _heap(_("Messages to you"), new, "written_at", reverse("feedback:messages")),
        *_said_elsewhere(user),
        _heap(_("Questions without a reply"), asked, "said_at", reverse("feedback:desk_questions")),
        to_translate,
        *_to_render(user),
    ]


def _to_render(user) -> list[Heap]:
    """Proposals to judge, and words that their group cannot read: of these there may be many."""
    address = reverse("feedback:renderings")
    left = without_english(user).order_by()[: MOST_COUNTED + 1].count()
    about = _("In your languages and affiliates; newest first, since nobody waits for them.")
    return [
        _heap(_("Renderings that were proposed"), proposals(user), "made_at", address),
        Heap(
            _("Contributions without an English rendering"),
            f"{address}?show=missing",
            min(left, MOST_COUNTED),
            left > MOST_COUNTED,
            about=about,
        ),
    ]


def _said_elsewhere(user) -> list[Heap]:
    """What was handed in, what one has begun oneself, and the reports that groups wait for."""
    address = reverse("feedback:my_conversations")
    handed_in = Conversation.objects.waiting_for(user)
    begun = Conversation.objects.filter(reported_by=user, state=Conversation.State.DRAFT)
    open_reports = MonthlyReport.objects.filter(final_at=None)
    return [
        _heap(_("Conversations to check and publish"), handed_in, "submitted_at", address),
        _heap(_("Your reports in draft"), begun, "begun_at", address),
        _heap(
            _("Monthly reports that are open for checking"),
            open_reports,
            "opened_at",
            reverse("feedback:reports"),
        ),
    ]


def _in_queue(name, comments, query, about="") -> Heap:
    address = f"{reverse('feedback:queue')}?{query}"
    return _heap(name, comments, "waits_since", address, about)


def _heap(name, rows, since, address, about="") -> Heap:
    """Count up to a limit, and find the oldest by its index."""
    number = rows.order_by()[: MOST_COUNTED + 1].count()
    oldest = rows.order_by(since).values_list(since, flat=True).first() if number else None
    return Heap(name, address, min(number, MOST_COUNTED), number > MOST_COUNTED, oldest, about)

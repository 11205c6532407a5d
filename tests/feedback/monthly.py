"""What tests of monthly reports share: a month that is over, a group, and what came then."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase

from feedback.actions.monthly_reports import finish_due, open_for_checking
from feedback.models import Conversation
from feedback.reports.months import earlier_month, month_of
from tests import cast, make

MONTH = earlier_month(month_of(datetime.now(UTC)))
IN_MONTH = datetime(MONTH.year, MONTH.month, 12, 9, tzinfo=UTC)


class OfOneMonth(TestCase):
    """A group with one recommendation; last month is over."""

    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity", name_en="Diversity", code="DV")
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        cls.liaison = cast.liaison()
        cls.address = f"/en/reports/diversity/{MONTH:%Y-%m}/"

    def say(self, **over):
        over.setdefault("recommendation", self.recommendation)
        over.setdefault("stored_at", IN_MONTH)
        return make.comment(**over)

    def meeting(self, **over):
        return make.conversation(
            **{
                "title": "Salon de Douala",
                "kind": Conversation.Kind.SALON,
                "place": "Douala",
                "language": "fr",
                "people_count": 30,
                "people_certainty": Conversation.Certainty.ESTIMATE,
                "context": "Une soirée.",
                "reported_by": self.liaison,
                **over,
            }
        )

    def state(self, conversation, **over):
        over.setdefault("recommendation", self.recommendation)
        over.setdefault("stored_at", IN_MONTH)
        return make.statement(conversation=conversation, **over)

    def open(self, month=MONTH):
        return open_for_checking(self.group, month, by=self.liaison)

    def finish(self, report):
        finish_due(at=report.opened_at + timedelta(days=7))
        report.refresh_from_db()
        return report

    def text(self, address=None, browser=None):
        answer = (browser or self.client).get(address or self.address)
        self.assertEqual(answer.status_code, 200)
        return answer.content.decode()

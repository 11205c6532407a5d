"""A group whose first drafts are published, and its next ones in preparation."""

from recommendations.drafting.begin import begin_next
from recommendations.models import Recommendation
from tests import cast, make


class Preparing:
    """Two recommendations with two parts each; ``first`` and ``next`` are the sets."""

    def prepare(self):
        self.group = make.group(slug="diversity", code="DV")
        self.questions = [make.part_question(key=key) for key in ("q1", "q2")]
        self.first = make.draft_set(group=self.group)
        self.later = make.iteration()
        self.old = [self.make_old(number) for number in ("1", "2")]
        self.member = cast.member(self.group, name="Amina")

    def make_old(self, number):
        made = make.recommendation(
            draft_set=self.first, number=number, title_en=f"Title {number}", title_de=f"T {number}"
        )
        for question in self.questions:
            text = f"Text {number} {question.key}."
            make.part(recommendation=made, question=question, text_en=text, text_de=f"De {text}")
        return made

    def begin(self):
        self.next = begin_next(self.group, self.later, by=self.member)
        return self.next

    def draft(self, number="1") -> Recommendation:
        return Recommendation.objects.get(draft_set=self.next, number=number)

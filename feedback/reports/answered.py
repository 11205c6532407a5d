"""Answers of a group in the fourth column of its monthly report: each once in a row."""

from collections import defaultdict

from recommendations.models import WorkingGroup

from ..answers import html_of, reason_of
from ..models import Answer, AnswerTo, Comment
from .passage import Passage


class AnswersTo:
    """The public answers of a group to some contributions (by their slugs), loaded at once."""

    def __init__(self, slugs, group: WorkingGroup | None):
        readable = Comment.objects.readable().filter(slug__in=list(slugs))
        rows = AnswerTo.objects.filter(
            comment__in=readable, answer__in=Answer.objects.public().of_group(group)
        )
        self.answers_of: dict[str, list[int]] = defaultdict(list)
        for slug, answer in rows.order_by("answer").values_list("comment__slug", "answer"):
            self.answers_of[slug].append(answer)
        wanted = {answer for each in self.answers_of.values() for answer in each}
        self.answers = Answer.objects.with_texts().in_bulk(wanted) if wanted else {}

    def passages(self, slugs: list[str]) -> list[Passage]:
        """Those to these contributions, each once."""
        found: dict[int, list[str]] = defaultdict(list)
        for slug in slugs:
            for answer in self.answers_of.get(slug, []):
                found[answer].append(slug)
        return [self._passage(self.answers[pk], to) for pk, to in found.items()]

    @staticmethod
    def _passage(answer: Answer, to: list[str]) -> Passage:
        reason = reason_of(answer)
        return Passage(
            "", reason.text, html_of(answer).text, reason.language,
            str(answer.get_outcome_display()), to=to[0], also=tuple(to[1:]), answer=answer.pk,
        )  # fmt: skip

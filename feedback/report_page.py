"""The page on which a report is written: its forms together, and what they say."""

import uuid

from django.core.exceptions import BadRequest

from accounts.languages import SOURCE, nearest

from .forms.conversations import FactsForm, SeenForm, StatementForms, statement_choices
from .models import Conversation
from .report_checks import what_is_missing
from .statement_places import iteration_to_offer, iterations

# What a new statement takes over from the one before it.
PLACE = ("target", "part", "question", "language", "wording")


class ReportPage:
    """The facts, a box for each statement that is not published yet, and what was seen."""

    def __init__(
        self, conversation: Conversation | None, data, seen: SeenForm, *, round_asked=None
    ):
        self.conversation, self.seen = conversation, seen
        if seen.is_bound:
            round_asked = seen.cleaned_data["iteration"]
        self.rounds = iterations()
        self.round = iteration_to_offer(self.rounds, round_asked)
        initial = [] if seen.is_bound else _boxes(conversation)
        typed = [data.get(name, "") for name in data if name.endswith("-target")]
        chosen = typed if seen.is_bound else [box["target"] for box in initial]
        languages = {box.get("language") for box in initial} | {
            data.get(name, "") for name in data if name.endswith("-language")
        }
        bound = data if seen.is_bound else None
        self.facts_form = FactsForm(bound, instance=_copy(conversation))
        self.boxes = StatementForms(
            bound,
            initial=None if bound else initial,
            prefix="s",
            form_kwargs={"choices": statement_choices(self.round, sorted(languages), chosen)},
        )
        if bound and not self.boxes.management_form.is_valid():
            raise BadRequest("report without its boxes")

    @property
    def stored(self) -> Conversation:
        """The report, which the first save has made."""
        if self.conversation is None:
            raise Conversation.DoesNotExist
        return self.conversation

    def facts(self) -> dict:
        self.facts_form.is_valid()
        return self.facts_form.facts()

    def statements(self) -> list:
        self.boxes.is_valid()  # cleans; what is wrong in one field loses nothing of the others
        return [form.statement() for form in self.boxes]

    @property
    def all_forms(self) -> list:
        return [self.facts_form, *self.boxes]

    @property
    def is_in_english(self) -> bool:
        """Then nothing has to be rendered in English, and its box stands aside."""
        return self.conversation is not None and nearest(self.conversation.language) == SOURCE

    @property
    def has_errors(self) -> bool:
        return bool(self.facts_form.errors) or not self.boxes.is_valid()

    @property
    def errors(self) -> list:
        """What could not be kept: the label of each field with what is wrong in it."""
        return [
            (form[name].label, form.errors[name][0])
            for form in self.all_forms
            for name in form.errors
            if name in form.fields
        ]

    def mark_what_is_missing(self) -> bool:
        """Say at each field what still has to be filled in before this can be published."""
        missing = what_is_missing(self.stored)
        for name, words in missing.facts.items():
            self.facts_form.add_error(name if name in self.facts_form.fields else None, words)
        written = [form for form in self.boxes if form.statement().has_words]
        for place, found in missing.statements.items():
            for name, words in found.items():
                written[place].add_error(name, words)
        return bool(missing)

    def put_in_its_place(self):
        """The next save takes the place of what somebody else saved: it is on this page, too."""
        self.stored.refresh_from_db()

    def renew(self):
        """What the next answer has to carry, when the page is shown once more."""
        if not self.seen.is_bound:
            return
        version = self.conversation.version if self.conversation else 0
        values = {**self.seen.cleaned_data, "version": version, "window": uuid.uuid4()}
        self.seen = SeenForm(initial=values)


def page_of(conversation: Conversation | None, query, *, by) -> ReportPage:
    """The page as it is opened: as the report is stored."""
    asked = query.get("iteration", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    return ReportPage(conversation, {}, SeenForm.of(conversation), round_asked=number)


def _copy(conversation: Conversation | None) -> Conversation:
    """A form writes into what it is given, also what is refused later."""
    if conversation is None:
        return Conversation()
    return Conversation.objects.get(pk=conversation.pk)


def _boxes(conversation: Conversation | None) -> list[dict]:
    """A box for each statement, and an empty one that stands where the last one does."""
    drafts = conversation.drafts.for_page() if conversation else []
    stored = [_box(draft) for draft in drafts]
    fresh = {name: stored[-1][name] for name in PLACE} if stored else {"target": ""}
    waiting = [box for box, draft in zip(stored, drafts, strict=True) if draft.comment_id is None]
    return [*waiting, fresh]


def _box(draft) -> dict:
    return {
        "target": draft.target,
        "part": draft.part,
        "question": draft.question.key if draft.question else "",
        "language": draft.language,
        "wording": draft.wording,
        "body": draft.body,
        "english": draft.english,
        "voiced_by": draft.voiced_by,
        "said_on": draft.said_on,
    }

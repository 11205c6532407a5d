"""A small portal for random steps, and beside it a plain model of what should be true of it."""

import uuid
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize

from feedback.actions import moderate, participate
from feedback.actions.redact import MARK
from feedback.models import READABLE, Comment, Visibility
from tests import cast, make


@dataclass
class Life:
    """What the model knows of one comment."""

    pk: int
    slug: str
    author: str
    chosen: str
    place: int
    words: list
    parent: "Life | None" = None
    state: str = ""
    first_place: int | None = None
    wordings: list = field(default_factory=list)
    redacted: set = field(default_factory=set)
    decisions: list = field(default_factory=list)
    flags: int = 0

    @property
    def is_public(self):
        return self.state in READABLE

    @property
    def depth(self):
        return self.parent.depth + 1 if self.parent else 0

    @property
    def first(self):
        return self.parent.first if self.parent else self

    @property
    def body(self):
        return self.shown(self.words)

    def shown(self, words):
        return " ".join(MARK if word in self.redacted else word for word in words)

    def readers(self):
        """Who reads the words, by the names of the people of the machine."""
        if self.is_public:
            return None
        everyone = {self.author, "organiser"}
        if self.state in {Visibility.GROUP, Visibility.HIDDEN, Visibility.WAITING}:
            everyone.add("liaison")
        if self.state == Visibility.GROUP:
            everyone.add("member")
        return everyone


class World(RuleBasedStateMachine):
    """Two authors, readers of every kind, and two recommendations of one group."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def a_portal(self):
        draft_set = make.draft_set()
        self.places = [make.recommendation(draft_set=draft_set) for _number in range(2)]
        self.group = draft_set.group
        self.people = {
            "stranger": AnonymousUser(),
            "reader": cast.reader(name="Reader"),
            "member": cast.member(self.group, name="Member"),
            "liaison": cast.liaison("en", name="Lia"),
            "other liaison": cast.liaison("es", name="Other"),
            "organiser": cast.organiser(name="Organiser"),
            "Ada": cast.reader(name="Ada"),
            "Bo": cast.reader(name="Bo"),
        }
        self.lives: list[Life] = []
        self.blocked: set[str] = set()
        self.count = 0
        self.send("Ada", 0, Visibility.PUBLIC)
        self.send("Bo", 0, Visibility.UNNAMED, parent=self.lives[0])
        self.send("Bo", 1, Visibility.GROUP)

    # -- what the steps are made of -----------------------------------------------------------

    def new_words(self):
        """Two words that stand nowhere else, so that they can be looked for everywhere."""
        self.count += 1
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{self.count:03}")
        return [f"kanari{letters}x", f"kanari{letters}y"]

    def one(self, which, fits):
        """One of the comments that fit, or None."""
        found = [life for life in self.lives if fits(life)]
        return found[which % len(found)] if found else None

    def row(self, life):
        return Comment.objects.get(pk=life.pk)

    def send(self, author, place, chosen, parent=None):
        """Send words; the model follows, or notes that a block has held them back."""
        words = self.new_words()
        target = self.places[place]
        where = participate.Place(
            target=target,
            read_language="en",
            read_revision=target.history.latest().history_id,
            parent=self.row(parent) if parent else None,
        )
        try:
            submission = participate.send(
                where,
                [participate.Words(" ".join(words), "en")],
                key=uuid.uuid4(),
                by=self.people[author],
                visibility=Visibility(chosen),
            )
        except PermissionDenied:
            assert author in self.blocked
            return
        assert author not in self.blocked
        comment = submission.comments.get()
        if parent and parent.state == Visibility.GROUP:
            chosen = Visibility.GROUP
        life = Life(comment.pk, comment.slug, author, chosen, place, words, parent)
        # More posts than the limit for one account wait for a liaison.
        life.state = Visibility.WAITING if comment.visibility == Visibility.WAITING else chosen
        life.wordings.append(words)
        self.lives.append(life)

    def decide(self, life, kind, **particulars):
        moderate.decide(
            self.row(life),
            kind,
            by=self.people["liaison"],
            rule=make.rule(),
            reason="A rule.",
            particulars=moderate.Particulars(**particulars),
        )
        life.decisions.append(kind)
        life.flags = 0

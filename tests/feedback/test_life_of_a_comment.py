"""Whatever people and liaisons do in whatever order, the promises hold.

Each step goes through the deed that the pages use. After each, what is found in the database is
compared with the model in ``life``: who reads what, what is kept of it, and what the log says.
"""

import os
import uuid

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import TestCase, override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from feedback import figures
from feedback.actions import participate
from feedback.actions.flag import flag
from feedback.actions.refile import NewPlace
from feedback.models import MAX_DEPTH, READABLE, Comment, Decision, Visibility
from feedback.past import NO_WORDING
from feedback.search.query import parse
from feedback.search.results import search
from feedback.threads import discussion
from recommendations.prose import render_markdown

from .life import World

Kind = Decision.Kind
GONE = (Visibility.HIDDEN, Visibility.WITHDRAWN)
CHOICES = st.sampled_from([*READABLE, Visibility.GROUP])
WHICH = st.integers(min_value=0, max_value=30)
AUTHORS = st.sampled_from(["Ada", "Bo"])
PLACE = st.integers(min_value=0, max_value=1)
# Steps in all; LIFE_STEPS=20000 for a night.
STEPS = int(os.environ.get("LIFE_STEPS", "300"))
STEPS_OF_A_LIFE = 25


class LifeOfComments(World):
    """The steps, and what is true after each of them."""

    # -- what authors and readers do ----------------------------------------------------------

    @rule(author=AUTHORS, place=PLACE, chosen=CHOICES)
    def post(self, author, place, chosen):
        self.send(author, place, chosen)

    @rule(author=AUTHORS, which=WHICH, chosen=CHOICES)
    def reply(self, author, which, chosen):
        parent = self.one(which, lambda life: life.is_public and life.depth < MAX_DEPTH)
        if parent:
            self.send(author, parent.place, chosen, parent)

    @rule(which=WHICH)
    def edit(self, which):
        life = self.one(which, lambda life: life.state not in GONE)
        if life is None:
            return
        row, words = self.row(life), self.new_words()
        changes = {"body": " ".join(words), "language": "en", "version": row.version}
        try:
            participate.edit(row, by=self.people[life.author], **changes)
        except PermissionDenied:
            assert life.author in self.blocked
            return
        assert life.author not in self.blocked
        life.words = words
        life.wordings.append(words)

    @rule(which=WHICH)
    def withdraw(self, which):
        life = self.one(which, lambda life: life.state not in GONE)
        if life:
            participate.withdraw(self.row(life))
            life.state = Visibility.WITHDRAWN

    @rule(which=WHICH)
    def report(self, which):
        life = self.one(which, lambda life: life.is_public)
        if life:
            made = flag(self.row(life), key=uuid.uuid4(), by=self.people["reader"], reason="spam",
                        note="", language="en", address="127.0.0.1")  # fmt: skip
            assert made.comment_id == life.pk
            life.flags = 1

    # -- what liaisons do ---------------------------------------------------------------------

    @rule(which=WHICH)
    def approve(self, which):
        life = self.one(which, lambda life: life.state == Visibility.WAITING)
        if life:
            self.decide(life, Kind.APPROVE)
            life.state = life.chosen

    @rule(which=WHICH)
    def hide(self, which):
        life = self.one(which, lambda life: life.state not in GONE)
        if life:
            self.decide(life, Kind.HIDE)
            life.state = Visibility.HIDDEN

    @rule(which=WHICH)
    def restore(self, which):
        life = self.one(which, lambda life: life.state == Visibility.HIDDEN)
        if life:
            self.decide(life, Kind.RESTORE)
            life.state = life.chosen

    @rule(which=WHICH)
    def redact(self, which):
        life = self.one(
            which, lambda life: life.state not in GONE and life.words[0] not in life.redacted
        )
        if life:
            self.decide(life, Kind.REDACT, passage=life.words[0])
            life.redacted.add(life.words[0])

    @rule(which=WHICH)
    def bring_passages_back(self, which):
        life = self.one(which, lambda life: life.redacted and life.is_public)
        if life:
            self.decide(life, Kind.RESTORE)
            life.redacted.clear()

    @rule(which=WHICH)
    def move(self, which):
        life = self.one(which, lambda life: life.state not in GONE)
        if life is None:
            return
        place = 1 - life.place
        self.decide(life, Kind.MOVE, place=NewPlace(self.places[place]))
        life.parent = None
        for each in self.lives:
            if each.first is life:
                each.first_place = each.place if each.first_place is None else each.first_place
                each.place = place

    @rule(which=WHICH)
    def dismiss(self, which):
        life = self.one(which, lambda life: life.flags)
        if life and life.is_public:
            self.decide(life, Kind.DISMISS)

    @rule(which=WHICH)
    def block(self, which):
        life = self.one(which, lambda life: life.is_public and life.author not in self.blocked)
        if life:
            self.decide(life, Kind.BLOCK, days=7)
            self.blocked.add(life.author)

    @rule(which=WHICH)
    def lift_the_block(self, which):
        life = self.one(which, lambda life: life.is_public and life.author in self.blocked)
        if life:
            self.decide(life, Kind.UNBLOCK)
            self.blocked.discard(life.author)

    # -- what is true after each step ---------------------------------------------------------

    @invariant()
    def everyone_reads_what_is_theirs_to_read_and_nothing_else(self):
        for name, person in self.people.items():
            found = set(Comment.objects.visible_to(person).values_list("slug", flat=True))
            wanted = {
                life.slug for life in self.lives if life.readers() is None or name in life.readers()
            }
            assert found == wanted, (name, found ^ wanted)

    @invariant()
    def words_and_their_history_are_whole(self):
        rows = Comment.objects.in_bulk([life.pk for life in self.lives])
        kept: dict[int, list] = {life.pk: [] for life in self.lives}
        # A passage that was taken out is a row of the history, and no wording of the author.
        history = Comment.history.model.objects.filter(id__in=kept).order_by("history_id")
        for row in history:
            if row.history_change_reason != NO_WORDING:
                kept[row.id].append(row.body)
        for life in self.lives:
            assert rows[life.pk].body == life.body
            assert rows[life.pk].html == render_markdown(life.body)
            assert kept[life.pk] == [life.shown(words) for words in life.wordings]

    @invariant()
    def the_log_says_what_was_done(self):
        logged: dict[int, list] = {life.pk: [] for life in self.lives}
        for pk, kind in Decision.objects.order_by("pk").values_list("comment", "kind"):
            logged[pk].append(kind)
        assert logged == {life.pk: life.decisions for life in self.lives}
        flagged = Comment.objects.filter(flags__state="open").values_list("pk", flat=True)
        assert sorted(flagged) == sorted(life.pk for life in self.lives if life.flags)

    @invariant()
    def ids_and_first_places_stay(self):
        for row in Comment.objects.select_related("recommendation", "first_recommendation"):
            [life] = [life for life in self.lives if life.pk == row.pk]
            first = None if life.first_place is None else self.places[life.first_place]
            assert row.slug == life.slug
            assert (row.recommendation, row.first_recommendation) == (
                self.places[life.place],
                first,
            )
            assert row.parent_id == (life.parent.pk if life.parent else None)

    @invariant()
    def pages_show_and_count_what_anyone_may_read(self):
        for number, place in enumerate(self.places):
            public = [life for life in self.lives if life.is_public and life.place == number]
            counts = figures.discussion_counts(Comment.objects.about(place))
            assert counts["contributions"] == len(public)
            shown = [
                comment
                for thread in discussion(place, AnonymousUser(), {}).threads
                for comment in thread
            ]
            words = {comment.slug for comment in shown if comment.shows_words}
            assert words == {life.slug for life in public}
            # A place stays for what was hidden or withdrawn under which something stands.
            places = {comment.slug for comment in shown}
            assert {life.parent.slug for life in public if life.parent} <= places

    @invariant()
    def the_search_finds_present_words_of_what_is_public(self):
        for life in self.lives[-2:]:
            found = search(parse(life.words[0]), AnonymousUser()).number
            assert found == (life.is_public and life.words[0] not in life.redacted)


@override_settings(POSTS_ON_FIRST_DAY=1000, POSTS_AT_ONCE=1000)
class LivesOfComments(TestCase):
    def test_keep_what_is_promised(self):
        run_state_machine_as_test(
            LifeOfComments,
            settings=settings(
                max_examples=STEPS // STEPS_OF_A_LIFE,
                stateful_step_count=STEPS_OF_A_LIFE,
                deadline=None,
                # A found sequence is printed as it is: making it shorter takes minutes.
                phases=[Phase.explicit, Phase.generate],
                print_blob=False,
                suppress_health_check=list(HealthCheck),
            ),
        )

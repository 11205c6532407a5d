"""For any input and any lineage: publishing changes no count, and every voice is found again."""

from django.contrib.auth.models import AnonymousUser
from django.test import TestCase as DjangoTestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from feedback.carried import earlier_contributions
from feedback.figures import (
    contributions_by_recommendation,
    discussion_counts,
    private_words,
    shares,
    stances_by_language,
    voices,
)
from feedback.models import READABLE, Comment, Visibility
from feedback.new_drafts import announce_drafts
from feedback.outcomes import became_of
from feedback.text_states import TOLD, text_states
from recommendations.descent import after, before
from recommendations.models import Lineage
from recommendations.publishing import publish_next
from tests import cast, make

# What is said: on which of two old recommendations, how it can be read, in which language, late?
SAID = st.tuples(
    st.integers(0, 1),
    st.sampled_from([*Visibility]),
    st.sampled_from(["ar", "en", "fr"]),
    st.sampled_from(["", "concern", "red-line"]),
)
# For each of some recommendations which earlier ones it comes from, by their places.
FORERUNNERS = st.lists(st.sets(st.integers(0, 7), max_size=3), min_size=2, max_size=8)
FEW = settings(max_examples=12, deadline=None)


class Publishing(TestCase):
    def begin(self):
        """What each example starts from; what ``setUp`` makes would outlive them all."""
        self.group = make.group(slug="diversity", code="DV")
        self.first = make.iteration(number=1)
        self.old = make.draft_set(group=self.group, iteration=self.first)
        self.new = make.draft_set(
            group=self.group, iteration=make.iteration(number=2), published_at=None
        )
        self.earlier = [make.recommendation(draft_set=self.old) for _ in range(2)]
        for each in self.earlier:
            make.lineage(earlier=each, later=make.recommendation(draft_set=self.new))

    def counts(self):
        """Every figure of the iteration that was closed."""
        said = Comment.objects.filter(draft_set__iteration=self.first)
        public = said.filter(visibility__in=READABLE)
        return (
            contributions_by_recommendation(iteration=self.first),
            discussion_counts(said),
            private_words([self.first.pk]).by_recommendation,
            said.count(),
            stances_by_language(public),
            voices(public),
            shares(public, "language"),
        )

    @FEW
    @given(st.lists(SAID, max_size=12))
    def test_leaves_every_number_of_the_old_iteration_as_it_is(self, said):
        self.begin()
        for place, visibility, language, stance in said:
            make.comment(
                recommendation=self.earlier[place],
                visibility=visibility,
                chosen_visibility=(
                    visibility if visibility == Visibility.GROUP else Visibility.PUBLIC
                ),
                language=language,
                stance=stance,
            )
        numbers = self.counts()

        publish_next(self.new, by=cast.member(self.group), note="All the same.")
        announce_drafts(self.new.pk)

        self.assertEqual(self.counts(), numbers)

    @FEW
    @given(st.lists(SAID, min_size=1, max_size=8))
    def test_leaves_no_contribution_without_a_state(self, said):
        self.begin()
        for place, visibility, language, stance in said:
            make.comment(
                recommendation=self.earlier[place], visibility=visibility, language=language,
                stance=stance,
            )  # fmt: skip
        publish_next(self.new, by=cast.member(self.group))
        later = self.new.recommendations.first()

        comments = list(earlier_contributions(later, cast.organiser()))

        states = text_states((each, later.pk) for each in comments)
        self.assertEqual(set(states), {(each.pk, later.pk) for each in comments})
        self.assertLessEqual(set(states.values()), set(TOLD))
        self.assertEqual(set(became_of(comments)), {each.pk for each in comments})


class Descent(TestCase):
    def family(self, forerunners):
        """Recommendations in their order, each a line of its own, with edges from earlier ones."""
        made = [make.recommendation() for _ in forerunners]
        edges = {
            (made[place], made[number])
            for number, places in enumerate(forerunners)
            for place in places
            if place < number
        }
        for earlier, later in edges:
            make.lineage(earlier=earlier, later=later)
        return made, edges

    def ancestors(self, thing, edges):
        """By the plainest definition: forerunners, and theirs."""
        own = {earlier for earlier, later in edges if later == thing}
        return own.union(*(self.ancestors(each, edges) for each in own))

    @FEW
    @given(FORERUNNERS)
    def test_from_any_recommendation_all_words_on_its_ancestors_are_found(self, forerunners):
        made, edges = self.family(forerunners)
        said = {each: make.comment(recommendation=each) for each in made}
        stranger = AnonymousUser()
        for each in made:
            wanted = {said[ancestor] for ancestor in self.ancestors(each, edges)}
            self.assertEqual(set(earlier_contributions(each, stranger)), wanted)

    @FEW
    @given(FORERUNNERS)
    def test_what_comes_from_it_is_what_it_leads_to(self, forerunners):
        made, _edges = self.family(forerunners)
        for each in made:
            self.assertEqual(
                after(each.pk), {other.pk for other in made if each.pk in before(other.pk)}
            )


class ACircle(DjangoTestCase):
    def test_does_not_keep_anybody_waiting(self):
        """No page makes one; whatever a hand in the database made must not hang a page."""
        one, other = make.recommendation(), make.recommendation()
        make.lineage(earlier=one, later=other)
        make.lineage(earlier=other, later=one)
        self.assertEqual(before(one.pk), {other.pk})
        self.assertEqual(Lineage.objects.count(), 2)

"""What became of contributions: each has a state, and it is asked for a page at once."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from feedback.actions.answer_changes import link
from feedback.models import Coding, Comment, Outcome, ReadMark, Theme, Visibility
from feedback.outcomes import State, became_of, is_answered, state_in_database
from tests import cast, make
from tests.feedback.answering import drafted, published


def mark_read(comment):
    ReadMark.objects.create(
        comment=comment, group=comment.draft_set.group, person=cast.reader(),
        comment_version=1, read_at=timezone.now(),
    )  # fmt: skip


def put_under_a_theme(comment, **over):
    iteration = comment.draft_set.iteration
    theme, _new = Theme.objects.get_or_create(
        iteration=iteration, key="access", defaults={"label_en": "Access"}
    )
    return Coding.objects.create(
        comment=comment, theme=theme, by=cast.reader(), comment_version=1,
        coded_at=timezone.now(), **over,
    )  # fmt: skip


def later_text(comment, **over):
    """A recommendation of the next iteration of the same group, with one part."""
    drafts = make.draft_set(group=comment.draft_set.group, **over)
    return make.part(recommendation=make.recommendation(draft_set=drafts))


def state_of(comment):
    """As a page says it; the database counts the same."""
    found = Comment.objects.annotate(how_far=state_in_database()).get(pk=comment.pk)
    state = became_of([found])[comment.pk].state
    assert found.how_far == state
    return state


class OneStepAfterTheOther(TestCase):
    def setUp(self):
        self.comment = make.comment()

    def test_received_read_themed_answered_changed(self):
        self.assertEqual(state_of(self.comment), State.RECEIVED)
        mark_read(self.comment)
        self.assertEqual(state_of(self.comment), State.READ)
        put_under_a_theme(self.comment)
        self.assertEqual(state_of(self.comment), State.THEMED)
        answer = published(self.comment)
        self.assertEqual(state_of(self.comment), State.ANSWERED)
        part = later_text(self.comment)
        link(answer, part.recommendation, part, version=answer.version, by=None)
        self.assertEqual(state_of(self.comment), State.CHANGED)

    def test_what_was_taken_back_or_is_a_draft_says_nothing(self):
        put_under_a_theme(self.comment, removed_at=timezone.now())
        drafted(self.comment)
        self.assertEqual(state_of(self.comment), State.RECEIVED)

    def test_a_change_in_drafts_that_are_not_published_is_not_told(self):
        answer = published(self.comment)
        part = later_text(self.comment, published_at=None)
        link(answer, part.recommendation, part, version=answer.version, by=None)
        self.assertEqual(state_of(self.comment), State.ANSWERED)

    def test_what_stands_under_another_one_shares_its_state(self):
        answer = published(self.comment, outcome=Outcome.PARTLY)
        under = make.comment(same_as=self.comment)
        became = became_of([under])[under.pk]
        self.assertEqual((became.state, became.answers), (State.ANSWERED, [answer]))
        self.assertEqual(set(Comment.objects.filter(is_answered())), {self.comment, under})

    def test_but_not_of_one_that_is_private(self):
        under = make.comment(same_as=self.comment)
        published(self.comment).answered.filter(comment=under).delete()
        Comment.objects.filter(pk=self.comment.pk).update(visibility=Visibility.GROUP)
        self.assertEqual(state_of(under), State.RECEIVED)

    def test_several_answers_are_all_told(self):
        first, second = published(self.comment), published(self.comment)
        self.assertEqual(became_of([self.comment])[self.comment.pk].answers, [second, first])

    def test_it_asks_as_much_for_nine_as_for_one(self):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                became_of(Comment.objects.select_related("draft_set"))
            return len(queries)

        self.with_everything(self.comment)
        one = asked()
        for _ in range(8):
            self.with_everything(make.comment(same_as=self.comment))
        self.assertEqual(asked(), one)

    def with_everything(self, comment):
        Comment.objects.filter(pk=comment.pk).update(same_as=make.comment())
        answer = published(comment)
        part = later_text(comment)
        link(answer, part.recommendation, part, version=answer.version, by=None)


class NoContributionWithoutAState(PropertyTestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        lives=st.lists(
            st.tuples(
                st.sampled_from(Visibility.values), st.booleans(), st.booleans(), st.booleans(),
                st.booleans(),
            ),
            min_size=1, max_size=4,
        )
    )  # fmt: skip
    def test_whatever_happened_to_it(self, lives):
        recommendation, head = make.recommendation(), None
        for visibility, is_read, is_themed, is_answered_too, is_under in lives:
            comment = make.comment(
                recommendation=recommendation, same_as=head if is_under else None
            )
            if is_read:
                mark_read(comment)
            if is_themed:
                put_under_a_theme(comment)
            if is_answered_too:
                published(comment)
            Comment.objects.filter(pk=comment.pk).update(visibility=visibility)
            head = head or comment
        comments = list(Comment.objects.all())
        became = became_of(comments)
        self.assertEqual(set(became), {comment.pk for comment in comments})
        for each in became.values():
            self.assertIn(each.state, State)
            if each.answers:
                self.assertIn(each.state, {State.ANSWERED, State.CHANGED})

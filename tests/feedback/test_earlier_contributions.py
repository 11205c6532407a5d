"""Earlier contributions on a later recommendation: all of them, each with an honest state."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import Visibility
from feedback.text_states import CHANGED, GONE, UNCHANGED, text_states
from recommendations.actions import correct_text
from recommendations.models import PartLineage
from tests import cast, make
from tests.feedback.reading import ids_on

PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


class Earlier(TestCase):
    """A recommendation of iteration 1, and what became of it in iteration 2."""

    def setUp(self):
        cache.clear()
        self.group = make.group(slug="diversity", code="DV")
        self.old_set = make.draft_set(group=self.group, iteration=make.iteration(number=1))
        self.new_set = make.draft_set(group=self.group, iteration=make.iteration(number=2))
        self.old = make.recommendation(draft_set=self.old_set)
        self.new = make.recommendation(draft_set=self.new_set)
        make.lineage(earlier=self.old, later=self.new)
        self.part = make.part(recommendation=self.old, key="q1", text_en="As it was.")

    def page(self, client=None, **query):
        address = "/en/iterations/2/diversity/1/earlier/"
        return (client or self.client).get(address, query)


class TheList(Earlier):
    def test_it_has_what_was_said_on_everything_that_it_comes_from(self):
        on_old = make.comment(part=self.part)
        latest_set = make.draft_set(group=self.group, iteration=make.iteration(number=3))
        latest = make.recommendation(draft_set=latest_set)
        make.lineage(earlier=self.new, later=latest)
        on_new = make.comment(recommendation=self.new)
        make.comment(recommendation=make.recommendation(draft_set=self.old_set))

        answer = self.client.get("/en/iterations/3/diversity/1/earlier/")

        self.assertEqual(ids_on(answer), [on_new.short_id, on_old.short_id])
        self.assertEqual(ids_on(self.page()), [on_old.short_id])

    def test_private_words_stand_there_for_their_readers_alone(self):
        private = make.comment(part=self.part, **PRIVATE)
        other_group = cast.client_of(cast.member(make.group()))

        for client in (self.client, other_group):
            self.assertEqual(ids_on(self.page(client)), [])
        for person in (private.author, cast.member(self.group)):
            self.assertEqual(ids_on(self.page(cast.client_of(person))), [private.short_id])

    def test_hidden_and_withdrawn_words_are_gone_from_it(self):
        for visibility in (Visibility.HIDDEN, Visibility.WITHDRAWN, Visibility.WAITING):
            make.comment(part=self.part, visibility=visibility)
        organiser = cast.client_of(cast.organiser())
        self.assertEqual(ids_on(self.page(organiser)), [])

    def test_it_asks_as_much_for_nine_as_for_one(self):
        reader = cast.client_of(cast.member(self.group))

        def grow():
            comment = make.comment(part=make.part(recommendation=self.old))
            answer = make.answer(group=self.group, iteration=self.old_set.iteration, to=[comment])
            make.answer_change(answer=answer, recommendation=self.new)
            make.standing(comment=comment, draft_set=self.new_set, choice="keep")

        grow()
        self.page(reader)
        with CaptureQueriesContext(connection) as one:
            self.page(reader)
        for _ in range(8):
            grow()
        with self.assertNumQueries(len(one)):
            self.page(reader)

    def test_it_is_paged(self):
        for _ in range(26):
            make.comment(part=self.part)
        self.assertEqual(len(ids_on(self.page())), 25)
        self.assertEqual(len(ids_on(self.page(page=2))), 1)
        self.assertEqual(self.page(page=3).status_code, 404)

    def test_it_can_be_narrowed_to_what_has_an_answer_or_none(self):
        answered, open_ = make.comment(part=self.part), make.comment(part=self.part)
        make.answer(group=self.group, iteration=self.old_set.iteration, to=[answered])
        self.assertEqual(ids_on(self.page(show="answered")), [answered.short_id])
        self.assertEqual(ids_on(self.page(show="open")), [open_.short_id])

    def test_of_drafts_that_are_not_published_it_is_not_there(self):
        type(self.new_set).objects.filter(pk=self.new_set.pk).update(published_at=None)
        self.assertEqual(self.page().status_code, 404)
        self.assertEqual(self.page(cast.client_of(cast.member(self.group))).status_code, 200)


class TheStateOfTheText(Earlier):
    def state(self, comment):
        return text_states([(comment, self.new.pk)])[comment.pk, self.new.pk]

    def test_a_part_that_says_the_same_is_unchanged(self):
        comment = make.comment(part=self.part)
        make.part(recommendation=self.new, key="q1", text_en="As it was.")
        self.assertEqual(self.state(comment), UNCHANGED)
        self.assertContains(self.page(), "Text unchanged</span>")

    def test_a_part_in_other_words_has_changed(self):
        comment = make.comment(part=self.part)
        make.part(recommendation=self.new, key="q1", text_en="As it is.")
        self.assertEqual(self.state(comment), CHANGED)
        self.assertContains(self.page(), "Text changed since</span>")

    def test_a_part_that_is_not_there_is_gone(self):
        comment = make.comment(part=self.part)
        make.part(recommendation=self.new, key="q2", text_en="As it was.")
        self.assertEqual(self.state(comment), GONE)
        self.assertContains(self.page(), "Passage gone</span>")

    def test_what_counts_is_the_wording_that_the_author_saw(self):
        before = make.comment(part=self.part)
        erratum = {"by": None, "reason": "A slip.", "effect": "meaning"}
        correct_text(self.part, {"text_en": "As it is."}, **erratum)
        after = make.comment(part=self.part)
        make.part(recommendation=self.new, key="q1", text_en="As it is.")
        self.assertEqual((self.state(before), self.state(after)), (CHANGED, UNCHANGED))

    def test_it_is_compared_in_the_language_that_was_read(self):
        part = make.part(recommendation=self.old, key="q7", text_en="Same.", text_ar="قديم")
        arabic = make.comment(part=part, read_language="ar")
        english = make.comment(part=part)
        make.part(recommendation=self.new, key="q7", text_en="Same.", text_ar="جديد")
        self.assertEqual((self.state(arabic), self.state(english)), (CHANGED, UNCHANGED))

    def test_and_in_the_source_where_the_new_text_is_not_there_in_it(self):
        part = make.part(recommendation=self.old, key="q7", text_en="Same.", text_ar="قديم")
        arabic = make.comment(part=part, read_language="ar")
        make.part(recommendation=self.new, key="q7", text_en="Same.")
        self.assertEqual(self.state(arabic), UNCHANGED)

    def test_on_a_whole_recommendation_title_and_summary_count(self):
        same = make.comment(recommendation=self.old)
        other = make.recommendation(draft_set=self.old_set, summary_en="Another thought.")
        make.lineage(earlier=other, later=self.new, kind="merged")
        changed = make.comment(recommendation=other)
        self.assertEqual((self.state(same), self.state(changed)), (UNCHANGED, CHANGED))

    def test_a_part_that_took_it_up_under_another_key_counts(self):
        comment = make.comment(part=self.part)
        taken_up = make.part(recommendation=self.new, key="q5", text_en="As it was.")
        self.assertEqual(self.state(comment), GONE)
        PartLineage.objects.create(later=taken_up, earlier=self.part)
        self.assertEqual(self.state(comment), UNCHANGED)

    def test_a_part_of_the_same_key_that_comes_from_elsewhere_does_not(self):
        comment = make.comment(part=self.part)
        other = make.part(recommendation=self.new, key="q1", text_en="As it was.")
        PartLineage.objects.create(later=other, earlier=None)
        self.assertEqual(self.state(comment), GONE)

"""The desk's lists: proposals that wait, and contributions without an English rendering."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback import renderings
from feedback.heaps import heaps
from feedback.models import Comment, Rendering, Visibility
from feedback.permissions import may_confirm_rendering
from tests import cast, make
from tests.feedback.rendering import rendering

State = Rendering.State


def listed(person, query=""):
    return cast.client_of(person).get(f"/en/desk/renderings/{query}")


class ProposalsThatWait(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar")
        self.proposal = rendering(body="Waiting words.")

    def test_stand_under_their_original(self):
        page = listed(self.liaison)

        self.assertContains(page, "Waiting words.")
        self.assertContains(page, f"/en/desk/renderings/{self.proposal.pk}/")

    def test_are_not_before_other_liaisons(self):
        self.assertNotContains(listed(cast.liaison("es")), "Waiting words.")

    def test_leave_with_the_words_that_they_render(self):
        Comment.objects.update(visibility=Visibility.HIDDEN)

        self.assertNotContains(listed(self.liaison), "Waiting words.")

    def test_are_narrowed_by_the_language_of_the_original(self):
        organiser = cast.organiser()

        self.assertContains(listed(organiser, "?language=ar"), "Waiting words.")
        self.assertNotContains(listed(organiser, "?language=es"), "Waiting words.")

    def test_go_on_from_page_to_page(self):
        for number in range(renderings.PER_PAGE):
            rendering(comment=self.proposal.comment, body=f"Number {number}.")

        first = listed(self.liaison)
        after = Rendering.objects.order_by("pk")[renderings.PER_PAGE - 1].pk

        self.assertContains(first, f"?after={after}")
        self.assertNotContains(first, "Number 24.")
        self.assertContains(listed(self.liaison, f"?after={after}"), "Number 24.")

    def test_readers_may_not_open_the_list(self):
        for person in (cast.reader(), cast.member("x"), cast.translator("ar")):
            self.assertEqual(listed(person).status_code, 403)


class WhoConfirms(TestCase):
    """The rule stands twice, once in SQL: both say the same of everybody."""

    def test_the_database_says_what_the_permission_says(self):
        community, es = make.community(slug="chile"), cast.liaison("es")
        of_chile = cast.liaison_of(community)
        own_report = make.conversation(reported_by=es, language="es")
        affiliates = make.conversation(reported_by=of_chile, language="es", community=community)
        comments = [
            make.comment(language="ar"),
            make.comment(language="es", author=es),
            make.comment(language="es", author=make.person(community=community)),
            make.comment(language="es", visibility=Visibility.GROUP,
                         chosen_visibility=Visibility.GROUP),
            make.statement(conversation=own_report),
            make.statement(conversation=affiliates),
            make.statement(conversation=make.conversation(reported_by=es, language="ar")),
        ]  # fmt: skip
        people = [cast.reader(), cast.organiser(), cast.liaison("ar"), es, of_chile]
        for person in people:
            found = set(renderings.confirmable_by(person))
            told = {each for each in comments if may_confirm_rendering(person, each)}
            seen = set(Comment.objects.visible_to(person))
            self.assertEqual(found, told & seen, person)


class WithoutEnglish(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar")

    def slugs(self, person=None, language=""):
        found = renderings.without_english(person or self.liaison, language)
        return [each.slug for each in found]

    def test_are_listed_newest_first(self):
        first, second = make.comment(language="ar"), make.comment(language="ar-eg")

        self.assertEqual(self.slugs(), [second.slug, first.slug])
        page = listed(self.liaison, "?show=missing")
        self.assertContains(page, f"/en/c/{first.slug}/render/?language=en")

    def test_not_what_is_in_english_or_has_it(self):
        make.comment(language="en")
        make.comment(language="en-gb")
        rendering(state=State.CONFIRMED)

        self.assertEqual(self.slugs(cast.organiser()), [])

    def test_but_what_has_only_a_proposal_or_another_language(self):
        proposed = rendering()
        other = rendering(state=State.CONFIRMED, language="fr")

        self.assertEqual(self.slugs(), [other.comment.slug, proposed.comment.slug])
        self.assertContains(listed(self.liaison, "?show=missing"), "A proposal waits")

    def test_not_what_cannot_be_read(self):
        for visibility in (Visibility.HIDDEN, Visibility.WAITING, Visibility.WITHDRAWN):
            make.comment(language="ar", visibility=visibility)
        make.comment(language="ar", removed_at="2026-01-01T00:00:00Z")

        self.assertEqual(self.slugs(cast.organiser()), [])

    def test_not_what_is_in_languages_of_others(self):
        spanish = make.comment(language="es")

        self.assertEqual(self.slugs(), [])
        self.assertEqual(self.slugs(cast.organiser(), "es"), [spanish.slug])
        self.assertEqual(self.slugs(cast.organiser(), "ar"), [])

    def test_are_a_heap_on_the_desk_beside_the_proposals(self):
        rendering()
        make.comment(language="ar")

        numbers = {heap.name: heap.number for heap in heaps(self.liaison)}

        self.assertEqual(numbers["Renderings that were proposed"], 1)
        self.assertEqual(numbers["Contributions without an English rendering"], 2)

    def test_there_is_no_machine_without_the_setting(self):
        make.comment(language="ar")

        self.assertNotContains(listed(self.liaison, "?show=missing"), "Ask the machine")


class ConstantQueries(TestCase):
    def test_both_lists_ask_as_much_for_nine_as_for_one(self):
        liaison = cast.liaison("ar")
        for query in ("", "?show=missing"):
            rendering()
            listed(liaison, query)
            with CaptureQueriesContext(connection) as one:
                listed(liaison, query)
            for _ in range(8):
                rendering()
            with self.assertNumQueries(len(one)):
                listed(liaison, query)

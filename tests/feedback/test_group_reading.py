"""Marks of reading: deliberate, and only on what is the group’s and can be read."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import ReadMark, Visibility
from recommendations.models import Stamp
from recommendations.models.stamp import talk_about
from tests import cast, make

from .test_group_input import PRIVATE, Desk


class MarkingAsRead(Desk):
    def mark(self, browser=None, **words):
        address = "/en/desk/groups/diversity/read/"
        return (browser or self.browser).post(address, {"deed": "read", **words})

    def item(self, comment):
        return f"{comment.slug}:{comment.version}"

    def read(self):
        """The short names of what this member has read, and in which wording."""
        marks = ReadMark.objects.filter(person=self.member, group=self.group)
        return dict(marks.values_list("comment__slug", "comment_version"))

    def stamp(self):
        key = talk_about(self.recommendation.code)
        return Stamp.objects.filter(key=key).values_list("version", flat=True).first() or 0

    def test_one_by_its_button_whatever_is_ticked(self):
        one, ticked = self.said(), self.said()

        response = self.mark(one=self.item(one), item=[self.item(ticked)])

        self.assertEqual(self.read(), {one.slug: 1})
        self.assertTrue(response.headers["Location"].endswith(f"#item-{one.slug}"))

    def test_all_that_is_ticked(self):
        first, second, _third = self.said(), self.said(), self.said()

        self.mark(item=[self.item(first), self.item(second)])

        self.assertEqual(self.read(), {first.slug: 1, second.slug: 1})

    def test_the_whole_page(self):
        first, second = self.said(), self.said()

        self.mark(deed="page", shown=[self.item(first), self.item(second)])

        self.assertEqual(set(self.read()), {first.slug, second.slug})

    def test_all_that_the_filter_found_when_the_page_was_made(self):
        french, _arabic = self.said(language="fr"), self.said(language="ar")
        page = self.browser.get("/en/desk/groups/diversity/?language=fr")
        self.said(language="fr")
        french_edited = self.said(language="fr", version=2)

        self.mark(all="on", filter="language=fr", at=page.context["now"].isoformat())

        self.assertEqual(self.read(), {french.slug: 1})
        self.assertNotIn(french_edited.slug, self.read())

    def test_it_leads_back_to_the_list_as_it_was_filtered(self):
        said = self.said()

        response = self.mark(item=[self.item(said)], filter="language=fr&unread=on", place="")

        self.assertRedirects(
            response,
            "/en/desk/groups/diversity/?language=fr&unread=on&place=#main",
            fetch_redirect_response=False,
        )

    def test_the_wording_that_was_seen_is_kept(self):
        said = self.said()
        seen = self.item(said)
        said.version = 2
        said.save(update_fields=["version"])

        self.mark(item=[seen])
        self.assertEqual(self.read(), {said.slug: 1})
        self.mark(item=[self.item(said)])

        self.assertEqual(self.read(), {said.slug: 2})

    def test_a_second_mark_is_the_same_mark(self):
        said = self.said()

        self.mark(item=[self.item(said)])
        self.mark(item=[self.item(said)])

        self.assertEqual(ReadMark.objects.count(), 1)

    def test_on_the_desk_of_the_whole_movement_too(self):
        whole = make.comment(draft_set=make.draft_set(group=None))
        organiser = cast.client_of(cast.organiser())

        for _ in range(2):
            organiser.post("/en/desk/groups/all/read/", {"item": [self.item(whole)]})

        self.assertEqual(ReadMark.objects.get().group, None)

    def test_not_what_is_another_groups_or_hidden(self):
        theirs, hidden = make.comment(), self.said(visibility=Visibility.HIDDEN)

        self.mark(item=[self.item(theirs), self.item(hidden)])

        self.assertEqual(self.read(), {})

    def test_it_needs_something_to_mark(self):
        self.said()

        response = self.mark()

        self.assertEqual(response.status_code, 302)
        self.assertEqual(self.read(), {})

    def test_a_member_of_another_group_may_not(self):
        said = self.said()
        other = cast.client_of(cast.member(make.group(slug="other")))

        self.assertEqual(self.mark(other, item=[self.item(said)]).status_code, 404)
        self.assertEqual(ReadMark.objects.count(), 0)

    def test_the_first_mark_of_a_group_changes_what_readers_see(self):
        said, before = self.said(), self.stamp()
        second = cast.client_of(cast.member(self.group))

        self.mark(item=[self.item(said)])
        first = self.stamp()
        self.mark(second, item=[self.item(said)])

        self.assertGreater(first, before)
        self.assertEqual(self.stamp(), first)

    def test_a_mark_on_private_words_changes_no_page(self):
        said, before = self.said(**PRIVATE), self.stamp()

        self.mark(item=[self.item(said)])

        self.assertEqual((self.read(), self.stamp()), ({said.slug: 1}, before))

    def test_it_can_be_taken_back(self):
        said = self.said()
        self.mark(item=[self.item(said)])
        marked = self.stamp()

        self.mark(deed="unread", item=[self.item(said)])

        self.assertEqual(self.read(), {})
        self.assertGreater(self.stamp(), marked)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        warm, first, *others = [self.said() for _ in range(11)]
        self.mark(item=[self.item(warm)])
        with CaptureQueriesContext(connection) as one:
            self.mark(item=[self.item(first)])

        with self.assertNumQueries(len(one)):
            self.mark(item=[self.item(each) for each in others])

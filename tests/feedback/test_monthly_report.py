"""The rows of a monthly report: what stands in which column, and what does not."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.models import Rendering, Visibility
from feedback.reports.months import next_month
from feedback.reports.report import Report
from tests import cast, make

from .monthly import IN_MONTH, MONTH, OfOneMonth


class TheRows(OfOneMonth):
    def rows(self, group="own"):
        group = self.group if group == "own" else group
        return list(Report(group, MONTH, None).rows())

    def test_a_conversation_is_one_row_with_its_facts_and_its_statements(self):
        meeting = self.meeting()
        first = self.state(meeting, body="Il faut plus.", wording="quotation", voiced_by=12)
        second = self.state(meeting, body="Et mieux.", wording="summary")
        (row,) = self.rows()
        self.assertEqual(
            [line.text for line in row.source],
            ["Strategy salon", "Salon de Douala", "Douala", "Language: français",
             "About 30 people", f"Reported by {self.liaison}"],
        )  # fmt: skip
        self.assertEqual([line.text for line in row.context], ["Une soirée."])
        told = [(each.short_id, each.body, each.notes) for each in row.content]
        self.assertEqual(
            told,
            [
                (first.short_id, "Il faut plus.", ["Quotation", "voiced by 12"]),
                (second.short_id, "Et mieux.", ["Summary"]),
            ],
        )

    def test_what_was_written_here_is_a_row_for_each_text_question_and_language(self):
        question = make.guiding_question(key="likes", text_en="What do you like?")
        part = make.part(recommendation=self.recommendation)
        self.say(language="ar")
        self.say(language="ar", name="Guest", author=None)
        self.say(language="ar", visibility=Visibility.UNNAMED)
        self.say(part=part, question=question)
        general, on_part = self.rows()
        self.assertEqual(
            [line.text for line in general.source],
            ["On this portal", "Language: العربية", "3 contributions",
             "under a name, from 1 account", "1 from a guest without an account",
             "1 without a name"],
        )  # fmt: skip
        title = f"{self.recommendation.code}: {self.recommendation.title_en}"
        self.assertEqual([line.text for line in general.context], [title])
        self.assertEqual(
            [line.text for line in on_part.context],
            [title, f"{part.key.upper()}: What is recommended?", "What do you like?"],
        )

    def test_a_number_of_accounts_does_not_tell_who_wrote_without_a_name(self):
        author = cast.reader()
        self.say(author=author)
        self.say(author=author, visibility=Visibility.UNNAMED)
        (row,) = self.rows()
        texts = [line.text for line in row.source]
        self.assertIn("under a name, from 1 account", texts)
        self.assertIn("1 without a name", texts)

    def test_the_month_is_that_in_which_words_reached_the_portal(self):
        said = datetime(2019, 3, 3, tzinfo=UTC)
        late = self.say(said_at=said)
        end = datetime.combine(next_month(MONTH), datetime.min.time(), tzinfo=UTC)
        last = self.say(stored_at=end - timedelta(microseconds=1))
        self.say(stored_at=end)
        (row,) = self.rows()
        self.assertEqual([each.short_id for each in row.content], [late.short_id, last.short_id])

    def test_nothing_stands_in_it_that_not_everyone_may_read(self):
        kept = self.say()
        for state in (Visibility.WAITING, Visibility.HIDDEN, Visibility.WITHDRAWN):
            self.say(visibility=state)
        unpublished = make.recommendation(
            draft_set=make.draft_set(group=self.group, published_at=None)
        )
        self.say(recommendation=unpublished)
        self.state(self.meeting(state="draft"))
        (row,) = self.rows()
        self.assertEqual([each.slug for each in row.content], [kept.slug])

    def test_private_ones_are_a_number_and_a_small_number_is_not_told(self):
        def private():
            self.say(visibility=Visibility.GROUP, chosen_visibility=Visibility.GROUP)

        for _each in range(4):
            private()
        (row,) = self.rows()
        self.assertEqual(
            [line.text for line in row.source],
            ["Fewer than 5 contributions for liaisons and the working group only."],
        )
        private()
        (row,) = self.rows()
        self.assertEqual(
            [line.text for line in row.source],
            ["5 contributions for liaisons and the working group only."],
        )
        self.assertEqual(row.content, [])

    def test_another_group_has_its_own(self):
        self.say()
        whole = make.recommendation(draft_set=make.draft_set(group=None))
        said = self.say(recommendation=whole)
        (row,) = self.rows(group=None)
        self.assertEqual([each.slug for each in row.content], [said.slug])

    def test_the_english_rendering_of_this_wording_stands_beside_it(self):
        said = self.say(language="fr", body="Oui.")
        for state, version, body in (
            ("confirmed", 1, "Yes."),
            ("proposed", 1, "Yep."),
            ("superseded", 1, "Aye."),
        ):
            self.render(said, state=state, comment_version=version, body=body)
        ((passage,),) = [row.content for row in self.rows()]
        self.assertEqual((passage.english, passage.english_label), ("Yes.", "In English:"))
        type(said).objects.filter(pk=said.pk).update(version=2)
        ((passage,),) = [row.content for row in self.rows()]
        self.assertEqual(passage.english, "")

    def render(self, comment, **over):
        now = timezone.now()
        Rendering.objects.create(comment=comment, language="en", html="", made_at=now, **over)


class TheFourthColumn(OfOneMonth):
    def setUp(self):
        self.member = cast.member(self.group)
        self.said = self.say(name="Guest", author=None)

    def columns(self):
        (row,) = Report(self.group, MONTH, None).rows()
        return [each.slug for each in row.content], [each.slug for each in row.response]

    def test_it_holds_what_members_replied_whenever_that_was(self):
        reply = self.say(parent=self.said, author=self.member, stored_at=timezone.now())
        self.assertEqual(self.columns(), ([self.said.slug], [reply.slug]))

    def test_a_reply_of_the_same_month_stands_there_only(self):
        reply = self.say(parent=self.said, author=self.member)
        self.assertEqual(self.columns(), ([self.said.slug], [reply.slug]))

    def test_replies_of_others_and_of_guests_are_contributions(self):
        other = self.say(parent=self.said, author=cast.member(make.group()))
        guests = self.say(parent=self.said, name="Another guest", author=None)
        self.assertEqual(self.columns(), ([self.said.slug, other.slug, guests.slug], []))

    def test_a_member_who_gave_no_name_is_not_given_away(self):
        reply = self.say(parent=self.said, author=self.member, visibility=Visibility.UNNAMED)
        self.assertEqual(self.columns(), ([self.said.slug, reply.slug], []))

    def test_a_hidden_reply_is_not_there(self):
        self.say(parent=self.said, author=self.member, visibility=Visibility.HIDDEN)
        self.assertEqual(self.columns(), ([self.said.slug], []))


class ThePage(OfOneMonth):
    def test_anyone_reads_it_in_preparation(self):
        said = self.say(body="A word from Ghana.")
        text = self.text()
        self.assertIn("In preparation: it shows what has reached the portal until now.", text)
        self.assertIn("A word from Ghana.", text)
        self.assertIn(f"/en/c/{said.slug}/", text)
        self.assertIn("0 conversations", text)
        self.assertIn("1 contribution on this portal", text)

    def test_its_words_carry_their_language_and_direction(self):
        self.say(language="ar", body="نعم")
        self.assertInHTML('<div class="said prose" lang="ar" dir="rtl"><p>نعم</p></div>',
                          self.text())  # fmt: skip

    def test_months_before_the_first_words_and_after_this_one_are_not_there(self):
        self.say()
        for month in ("2001-01", "2099-01", "2019-13"):
            self.assertEqual(self.client.get(f"/en/reports/diversity/{month}/").status_code, 404)
        self.assertEqual(self.client.get(f"/en/reports/none/{MONTH:%Y-%m}/").status_code, 404)

    def test_what_is_withdrawn_is_gone_with_the_next_request(self):
        said = self.say(body="Sesame.")
        self.assertIn("Sesame.", self.text())
        self.client.force_login(said.author)
        self.client.post(f"/en/c/{said.slug}/withdraw/", {"version": 1})
        self.client.logout()
        self.assertNotIn("Sesame.", self.text())

    def test_a_long_report_comes_in_pages(self):
        for number in range(101):
            self.say(body=f"Number {number}.")
        first, second = self.text(), self.text(f"{self.address}?page=2")
        self.assertIn("Number 99.", first)
        self.assertNotIn("Number 100.", first)
        self.assertIn("Number 100.", second)
        self.assertEqual(self.client.get(f"{self.address}?page=3").status_code, 404)
        self.assertEqual(self.client.get(f"{self.address}?page=x").status_code, 404)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        self.state(self.meeting())
        self.say(language="ar")
        with CaptureQueriesContext(connection) as one:
            self.text(f"{self.address}?one")
        for number in range(8):
            self.state(self.meeting())
            said = self.say(language=["fr", "de", "es", "it", "pt", "ru", "uk", "hi"][number])
            self.say(parent=said)
        with self.assertNumQueries(len(one)):
            self.text(f"{self.address}?nine")


class TheList(OfOneMonth):
    def test_it_names_each_month_with_its_groups(self):
        make.group(slug="quiet", name_en="Quiet")
        self.say()
        text = self.text("/en/reports/")
        self.assertIn(self.address, text)
        self.assertNotIn("/en/reports/quiet/", text)
        self.assertIn("In preparation", text)

    def test_it_is_narrowed_to_a_group(self):
        self.say()
        other = make.recommendation()
        self.say(recommendation=other)
        slug = other.draft_set.group.slug
        text = self.text(f"/en/reports/?group={slug}")
        self.assertIn(f"/en/reports/{slug}/", text)
        self.assertNotIn("/en/reports/diversity/", text)
        self.assertEqual(self.client.get("/en/reports/?group=none").status_code, 400)

    def test_before_anything_was_said_it_leads_on(self):
        self.assertIn("Nothing has reached the portal yet.", self.text("/en/reports/"))

    def test_it_asks_as_much_for_nine_as_for_one(self):
        self.say(stored_at=IN_MONTH)
        with CaptureQueriesContext(connection) as one:
            self.text("/en/reports/?page=1")
        for _each in range(8):
            self.say(recommendation=make.recommendation())
        with self.assertNumQueries(len(one)):
            self.text("/en/reports/?group=")

"""A report is published by a liaison: its statements become contributions, once."""

from django.core import mail
from django.test import TestCase

from feedback.actions.conversations import Seen
from feedback.actions.publish import publish
from feedback.models import Comment, Conversation, Outbox, Rendering
from feedback.tasks import tell_of_review
from tests import cast, make

from .reporting import WORDS, again, typed
from .test_message_letters import reached_at


class Publishing(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation()
        cls.part = make.part(recommendation=cls.recommendation)
        cls.question = make.guiding_question(key="likes", text_fr="Qu'en pensez-vous ?")
        cls.member = cast.reader(name="Amina", language="fr")
        cls.liaison = cast.liaison("fr", name="Lina")
        cls.words = {**WORDS, "target": cls.recommendation.code}

    def report(self, *statements, by=None, **over):
        browser = cast.client_of(by or self.member)
        browser.post("/en/conversations/new/", typed(*(statements or [self.words]), **over))
        return Conversation.objects.latest("pk")

    def post(self, who, report, page, **sent):
        report.refresh_from_db()
        sent.setdefault("version", report.version)
        return cast.client_of(who).post(f"/en/conversations/{report.pk}/{page}/", sent)

    def finish(self, report, *statements, who=None, **over):
        sent = again(report, *statements, deed="finish", **over)
        return cast.client_of(who or self.member).post(f"/en/conversations/{report.pk}/edit/", sent)


class HandingIn(Publishing):
    def test_a_members_report_waits_for_a_liaison(self):
        report = self.report()
        self.post(self.member, report, "hand-in")
        report.refresh_from_db()
        self.assertEqual((report.state, Comment.objects.count()), ("submitted", 0))
        page = cast.client_of(self.liaison).get("/en/conversations/mine/")
        self.assertContains(page, "Salon in Rabat")

    def test_the_liaison_sees_it_as_it_will_stand_and_others_do_not(self):
        report = self.report()
        self.post(self.member, report, "hand-in")
        address = f"/en/conversations/{report.pk}/"
        self.assertContains(cast.client_of(self.liaison).get(address), WORDS["body"])
        for other in (cast.liaison("es"), cast.reader()):
            self.assertEqual(cast.client_of(other).get(address).status_code, 404)
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_what_is_missing_is_said_at_its_field(self):
        report = self.report()
        without = {"kind": "", "consent": "", "people_count": "", "place": ""}
        answer = self.finish(report, {**self.words, "wording": "", "target": ""}, **without)
        for words in (
            "Choose what it was.",
            "Say what people knew of this report.",
            "Give a number, or choose “Not known”.",
            "Say where it was, or give a link to it.",
            "Choose the recommendation or the group that it is about.",
            "Say whether it is a quotation, a paraphrase or a summary.",
        ):
            self.assertContains(answer, words, status_code=400)

    def test_nobody_is_quoted_who_was_not_asked(self):
        report = self.report()
        quoted = {**self.words, "wording": "quotation"}
        answer = self.finish(report, quoted, consent="not-asked")
        self.assertContains(answer, "Nobody was asked, so nobody is quoted", status_code=400)
        self.assertEqual(self.finish(report, quoted, version=2).status_code, 302)

    def test_no_more_people_voice_it_than_took_part(self):
        answer = self.finish(self.report(), {**self.words, "voiced_by": "31"})
        self.assertContains(answer, "more than the number of people", status_code=400)

    def test_a_part_belongs_to_what_was_chosen(self):
        other = make.part_question(key="q9")
        answer = self.finish(self.report(), {**self.words, "part": other.key})
        self.assertContains(answer, "What you chose has no such part.", status_code=400)

    def test_what_is_incomplete_is_not_handed_in_whatever_is_sent(self):
        report = self.report(title="")
        self.assertEqual(self.post(self.member, report, "hand-in").status_code, 409)
        report.refresh_from_db()
        self.assertEqual(report.state, "draft")


class ByALiaison(Publishing):
    def handed_in(self, *statements, **over):
        report = self.report(*statements, **over)
        self.post(self.member, report, "hand-in")
        return report

    def test_makes_a_contribution_of_each_statement(self):
        first = make.comment(recommendation=self.recommendation)
        report = self.handed_in(
            {**self.words, "question": "likes", "part": self.part.key, "voiced_by": "12"},
            {**self.words, "target": self.recommendation.draft_set.code, "wording": "summary"},
        )
        self.post(self.liaison, report, "review", deed="publish")
        one, whole = Comment.objects.filter(conversation=report).order_by("pk")
        self.assertEqual(first.number + 1, one.number)
        self.assertEqual(
            (one.short_id, one.author, one.origin, one.visibility, one.language),
            (f"{self.recommendation.code}#2", None, "elsewhere", "public", "fr"),
        )
        self.assertEqual((one.part, one.question, one.voiced_by), (self.part, self.question, 12))
        self.assertEqual((one.question_asked, one.read_language), ("Qu'en pensez-vous ?", "en"))
        self.assertEqual((one.wording, whole.wording), ("paraphrase", "summary"))
        self.assertEqual((whole.recommendation, whole.draft_set), (None, one.draft_set))
        self.assertEqual(f"{one.said_at:%Y-%m-%d}", "2019-08-20")
        self.assertGreater(one.stored_at.year, 2019)
        report.refresh_from_db()
        self.assertEqual((report.state, report.published_by), ("published", self.liaison))

    def test_keeps_the_english_beside_it_as_a_confirmed_rendering(self):
        report = self.handed_in({**self.words, "english": "We need this *here*, too."})
        self.post(self.liaison, report, "review", deed="publish")
        rendering = Rendering.objects.get()
        self.assertEqual(
            (rendering.language, rendering.state, rendering.by, rendering.decided_by),
            ("en", "confirmed", self.member, self.liaison),
        )
        self.assertEqual(rendering.html, "<p>We need this <em>here</em>, too.</p>\n")

    def test_twice_makes_them_once(self):
        report = self.handed_in()
        report.refresh_from_db()
        for _ in range(2):
            publish(report, by=self.liaison, seen=Seen(report.version))
        self.assertEqual(Comment.objects.count(), 1)

    def test_does_not_publish_what_was_changed_since_they_read_it(self):
        report = self.handed_in()
        seen = Conversation.objects.get().version
        self.finish(report, {**self.words, "body": "Other words."}, version=seen)
        answer = self.post(self.liaison, report, "review", deed="publish", version=seen)
        self.assertEqual((answer.status_code, Comment.objects.count()), (409, 0))

    def test_gives_it_back_with_a_note_in_a_letter_in_the_reporters_language(self):
        reached_at(self.member, "amina@example.org")
        report = self.handed_in()
        self.post(self.liaison, report, "review", deed="give-back", note="Which page was it?")
        report.refresh_from_db()
        self.assertEqual(report.state, "draft")
        page = cast.client_of(self.member).get(f"/en/conversations/{report.pk}/")
        self.assertContains(page, "Which page was it?")
        written = Outbox.objects.get()
        for _ in range(2):
            tell_of_review(written.row_id)
        letter = mail.outbox[0]
        self.assertEqual((len(mail.outbox), letter.to), (1, ["amina@example.org"]))
        self.assertIn("Which page was it?", letter.body)
        self.assertEqual(letter.extra_headers["Content-Language"], "fr")

    def test_gives_nothing_back_without_a_note(self):
        report = self.handed_in()
        answer = self.post(self.liaison, report, "review", deed="give-back")
        self.assertContains(answer, "Say in a few words what is still to be done", status_code=400)

    def test_publishes_their_own_report_at_once(self):
        report = self.report(by=self.liaison)
        self.post(self.liaison, report, "hand-in")
        statement = Comment.objects.get()
        # Nobody is told that their own report was published; followers are.
        tasks = list(Outbox.objects.values_list("task", "row_id"))
        self.assertEqual(tasks, [("feedback.announce", statement.pk)])

    def test_publishes_for_their_affiliate_in_any_language_and_nobody_else_does(self):
        affiliate = make.community(slug="wikimedia-ma")
        report = self.handed_in(community=affiliate.pk)
        for other in (cast.liaison("es"), self.member, cast.member("diversity")):
            answer = self.post(other, report, "review", deed="publish")
            self.assertIn(answer.status_code, (403, 404))
        for_affiliate = cast.liaison_of(affiliate)
        self.post(for_affiliate, report, "review", deed="publish")
        self.assertEqual(Comment.objects.count(), 1)


class AddingLater(Publishing):
    def test_further_statements_go_the_same_way(self):
        report = self.report(by=self.liaison)
        self.post(self.liaison, report, "hand-in")
        report.refresh_from_db()
        self.finish(report, {**self.words, "body": "One more."}, who=self.liaison, title="Other")
        report.refresh_from_db()
        self.assertEqual((report.title, Comment.objects.count()), ("Salon in Rabat", 1))
        stranger = self.client.get(f"/en/conversations/{report.pk}/")
        self.assertNotContains(stranger, "One more.")
        self.post(self.liaison, report, "hand-in")
        self.assertEqual(Comment.objects.latest("pk").body, "One more.")

    def test_those_of_a_member_wait_for_a_liaison(self):
        report = self.report()
        self.post(self.member, report, "hand-in")
        self.post(self.liaison, report, "review", deed="publish")
        report.refresh_from_db()
        self.finish(report, {**self.words, "body": "One more."})
        self.post(self.member, report, "hand-in")
        self.assertEqual(Comment.objects.count(), 1)
        self.assertEqual(list(Conversation.objects.waiting_for(self.liaison)), [report])
        self.post(self.liaison, report, "review", deed="publish")
        self.assertEqual(Comment.objects.count(), 2)
        self.assertEqual(list(Conversation.objects.waiting_for(self.liaison)), [])

"""A group's input narrowed: each filter finds what it says, and nothing else."""

from datetime import timedelta

from django.utils import timezone

from feedback.models import (
    Answer,
    AnswerTo,
    CodedStance,
    Coding,
    Decision,
    GroupVisit,
    Outcome,
    ReadMark,
    Rendering,
    Stance,
    Theme,
)
from tests import make

from .test_group_input import PRIVATE, Desk


class Narrowing(Desk):
    def assert_finds(self, query, *comments):
        self.assertEqual(sorted(self.found(query)), sorted(each.short_id for each in comments))


class ByWhereItWasSaid(Narrowing):
    def test_by_iteration(self):
        self.said()
        later = make.comment(draft_set=make.draft_set(group=self.group))

        self.assert_finds(f"iteration={later.draft_set.iteration.number}", later)

    def test_by_recommendation_or_by_the_drafts_as_a_whole(self):
        said, whole = self.said(), make.comment(draft_set=self.drafts)
        make.comment(recommendation=make.recommendation(draft_set=self.drafts))

        self.assert_finds(f"recommendation={self.recommendation.code}", said)
        self.assert_finds(f"recommendation={self.drafts.code}", whole)

    def test_by_part_and_by_guiding_question(self):
        part, question = make.part(recommendation=self.recommendation), make.guiding_question()
        on_part, answer = self.said(part=part), self.said(question=question)

        self.assert_finds(f"part={part.key}", on_part)
        self.assert_finds(f"question={question.key}", answer)

    def test_by_channel(self):
        here = self.said()
        salon = self.stated(kind="salon")
        call = self.stated(kind="call")

        self.assert_finds("channel=on-site", here)
        self.assert_finds("channel=elsewhere", salon, call)
        self.assert_finds("channel=call", call)

    def stated(self, **over):
        return make.statement(
            recommendation=self.recommendation, conversation=make.conversation(**over)
        )

    def test_by_the_languages_one_reads_and_what_was_rendered_into_them(self):
        arabic, french = self.said(language="ar"), self.said(language="fr")
        rendered = self.said(language="ja")
        self.render(rendered, "fr", Rendering.State.CONFIRMED)
        self.render(arabic, "fr", Rendering.State.PROPOSED)

        self.assert_finds("language=fr", french)
        self.assert_finds("language=fr&language=ar", french, arabic)
        self.assert_finds("language=fr&rendered=on", french, rendered)

    def render(self, comment, language, state):
        Rendering.objects.create(
            comment=comment, comment_version=1, language=language, body="Une parole",
            html="<p>Une parole</p>", state=state, made_at=timezone.now(),
        )  # fmt: skip

    def test_by_words_and_by_short_id(self):
        licence, map_ = self.said(body="The licence is too open."), self.said(body="A map.")
        self.render(map_, "en", Rendering.State.CONFIRMED)

        self.assert_finds("q=licences", licence)
        self.assert_finds(f"q={map_.slug}", map_)
        self.assert_finds("q=parole", map_)

    def test_what_was_passed_on(self):
        other = make.comment()
        self.said()
        theirs = Answer.objects.create(
            group=other.draft_set.group, iteration=other.draft_set.iteration,
            outcome=Outcome.PASSED_ON, passed_to=self.group, state=Answer.State.PUBLISHED,
            drafted_at=timezone.now(), published_at=timezone.now(),
        )  # fmt: skip
        AnswerTo.objects.create(
            answer=theirs, comment=other, comment_version=1, added_at=timezone.now()
        )

        self.assert_finds("recommendation=passed-on", other)

    def test_nonsense_is_a_bad_request(self):
        for query in ("iteration=99", "part=none", "channel=pigeon", "place=x", "language=%3Cb%3E"):
            with self.subTest(query):
                address = f"/en/desk/groups/diversity/?{query}"
                self.assertEqual(self.browser.get(address).status_code, 400)


class ByWhatItSays(Narrowing):
    def test_by_stance_of_the_author_or_of_a_coder(self):
        own, read = self.said(stance=Stance.CONCERN), self.said()
        self.said(stance=Stance.SUPPORT)
        self.read_as(read, Stance.CONCERN)

        self.assert_finds("stance=concern", own, read)

    def test_red_lines(self):
        question = make.guiding_question(key="care-and-red-lines")
        own, read, asked = (
            self.said(stance=Stance.RED_LINE), self.said(), self.said(question=question),
        )  # fmt: skip
        self.said(stance=Stance.CONCERN)
        self.read_as(read, Stance.RED_LINE)

        self.assert_finds("red=on", own, read, asked)

    def read_as(self, comment, stance):
        CodedStance.objects.create(
            comment=comment, by=self.member, stance=stance, coded_at=timezone.now()
        )

    def test_by_a_theme_and_what_stands_under_it(self):
        access = self.theme("access")
        under, apart = self.theme("phones", parent=access), self.theme("money")
        first, second, third = self.said(), self.said(), self.said()
        self.code(first, access)
        self.code(second, under)
        self.code(third, apart)
        self.code(third, access, removed_at=timezone.now())

        self.assert_finds("theme=access", first, second)
        self.assert_finds("theme=gone")

    def test_a_merged_theme_leads_to_what_it_was_merged_into(self):
        kept = self.theme("access")
        self.theme("reach", merged_into=kept)
        said = self.said()
        self.code(said, kept)

        self.assert_finds("theme=reach", said)

    def test_without_a_theme(self):
        coded, bare = self.said(), self.said()
        self.code(coded, self.theme("access"))

        self.assert_finds("uncoded=on", bare)

    def theme(self, key, **over):
        return Theme.objects.create(
            iteration=self.drafts.iteration, key=key, label_en=key.title(), **over
        )

    def code(self, comment, theme, **over):
        Coding.objects.create(
            comment=comment, theme=theme, by=self.member, comment_version=1,
            coded_at=timezone.now(), **over,
        )  # fmt: skip


class ByWhatWasDone(Narrowing):
    def test_without_an_answer_of_the_group(self):
        answered, drafted, bare = self.said(), self.said(), self.said()
        self.answer(answered, state=Answer.State.PUBLISHED, published_at=timezone.now())
        self.answer(drafted)

        self.assert_finds("unanswered=on", drafted, bare)

    def answer(self, comment, **over):
        answer = Answer.objects.create(
            group=self.group, iteration=self.drafts.iteration, outcome=Outcome.TAKEN_UP,
            drafted_at=timezone.now(), **over,
        )  # fmt: skip
        AnswerTo.objects.create(
            answer=answer, comment=comment, comment_version=1, added_at=timezone.now()
        )

    def test_without_a_reply(self):
        replied, hidden, bare = self.said(), self.said(), self.said()
        make.comment(parent=replied)
        make.comment(parent=hidden, visibility="hidden")

        self.assert_finds("unreplied=on", hidden, bare)

    def test_a_private_reply_is_one_for_those_who_may_read_it(self):
        begun, public = self.said(**PRIVATE), self.said()
        make.comment(parent=begun, private_with=begun, **PRIVATE)

        self.assert_finds("unreplied=on", public)

    def test_what_i_have_not_read_and_what_changed_since(self):
        read, edited, bare = self.said(), self.said(version=2), self.said()
        for comment in (read, edited):
            self.mark(comment, person=self.member)
        self.mark(bare, person=make.person())

        self.assert_finds("unread=on", bare)
        self.assert_finds("changed=on", edited)

    def mark(self, comment, person):
        ReadMark.objects.create(
            comment=comment, group=self.group, person=person, comment_version=1,
            read_at=timezone.now(),
        )  # fmt: skip

    def test_new_since_my_last_visit(self):
        now = timezone.now()
        self.said(stored_at=now - timedelta(days=3))
        let_through = self.said(stored_at=now - timedelta(days=3))
        new = self.said(stored_at=now - timedelta(minutes=5))
        Decision.objects.create(
            comment=let_through, kind=Decision.Kind.APPROVE, reason="It is fine.",
            reason_language="en", by=self.member, decided_at=now,
        )  # fmt: skip
        GroupVisit.objects.create(
            person=self.member, group_slug="diversity", last_at=now - timedelta(days=1)
        )

        self.assert_finds("new=on", let_through, new)

    def test_coming_back_within_an_hour_is_the_same_visit(self):
        now = timezone.now()
        new = self.said(stored_at=now - timedelta(minutes=5))
        GroupVisit.objects.create(
            person=self.member, group_slug="diversity", last_at=now - timedelta(minutes=1),
            previous_at=now - timedelta(days=1),
        )  # fmt: skip

        self.assert_finds("new=on", new)

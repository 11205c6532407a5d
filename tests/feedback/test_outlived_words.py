"""Private words twelve months after their iteration has ended: gone, and still counted."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase, override_settings

from feedback.actions.moderate import Particulars, decide
from feedback.actions.outlive import remove_private_words
from feedback.actions.participate import edit
from feedback.circle import months_later
from feedback.figures import private_words
from feedback.models import (
    Comment,
    Decision,
    Export,
    Flag,
    IndexedText,
    Redaction,
    Rendering,
    Visibility,
)
from tests import cast, make

V = Visibility
END = datetime(2019, 9, 15, tzinfo=UTC)
DUE = datetime(2020, 9, 15, 1, tzinfo=UTC)


class RemovingPrivateWords(TestCase):
    def setUp(self):
        iteration = make.iteration(opens_at=END - timedelta(days=30), closes_at=END)
        self.group = make.group()
        draft_set = make.draft_set(group=self.group, iteration=iteration)
        self.recommendation = make.recommendation(draft_set=draft_set)
        self.author = cast.reader(name="Nadia")
        self.words = self.say(author=self.author, question=make.guiding_question())

    def say(self, visibility=V.GROUP, **over):
        over.setdefault("chosen_visibility", V.GROUP)
        over.setdefault("body", "Firstwords.")
        over.setdefault("language", "ar")
        return make.comment(recommendation=self.recommendation, visibility=visibility, **over)

    def test_they_stay_until_then(self):
        self.assertEqual(remove_private_words(at=DUE - timedelta(hours=2)), 0)

    def test_words_name_and_question_go(self):
        guests = self.say(author=None, name="Amina")
        self.assertEqual(remove_private_words(at=DUE), 2)
        for comment in (self.words, guests):
            comment.refresh_from_db()
            gone = (comment.body, comment.html, comment.name, comment.question_asked)
            self.assertEqual(gone, ("", "", "", ""))
            self.assertEqual(comment.removed_at, DUE)

    def test_id_place_language_dates_and_count_stay(self):
        kept = ("slug", "recommendation_id", "language", "said_at", "visibility", "author_id")
        before = [getattr(self.words, name) for name in kept]
        for _ in range(5):
            self.say()
        remove_private_words(at=DUE)
        self.words.refresh_from_db()
        self.assertEqual([getattr(self.words, name) for name in kept], before)
        counted = private_words([self.recommendation.draft_set.iteration])
        self.assertEqual(counted.by_recommendation, {self.recommendation.pk: 6})

    def test_earlier_wordings_the_index_and_copies_go(self):
        edit(self.words, body="Secondwords.", language="ar", version=1, by=self.author)
        rendering = Rendering.objects.create(
            comment=self.words, comment_version=2, language="en", body="In English.",
            html="<p>In English.</p>", made_at=END,
        )  # fmt: skip
        flag = make.flag(comment=self.words, note="It names somebody.")
        remove_private_words(at=DUE)
        history = self.words.history.values_list("body", flat=True)
        self.assertEqual(set(history), {""})
        self.assertFalse(IndexedText.objects.of("comment", [self.words.pk]).exists())
        rendering.refresh_from_db()
        self.assertEqual((rendering.body, rendering.html, rendering.state), ("", "", "removed"))
        self.assertEqual(Flag.objects.get(pk=flag.pk).note, "")

    def test_a_passage_that_was_taken_out_is_kept_nowhere(self):
        decide(
            self.words, Decision.Kind.REDACT, by=cast.liaison("ar"), rule=make.rule(),
            reason="It names somebody.", particulars=Particulars(passage="Firstwords"),
        )  # fmt: skip
        remove_private_words(at=DUE)
        kept = Redaction.objects.get()
        self.assertEqual((kept.body, kept.passage, kept.history), ("", "", {}))

    def test_files_with_them_are_no_longer_kept(self):
        export = Export.objects.create(
            requested_by=cast.member(self.group), draft_set=self.recommendation.draft_set,
            language="en", base_url="http://x", requested_at=END, state=Export.State.READY,
            file_name="with-private-words.csv",
        )  # fmt: skip
        remove_private_words(at=DUE)
        export.refresh_from_db()
        self.assertEqual(export.state, Export.State.REMOVED)

    def test_what_waits_is_hidden_or_withdrawn_goes_too_if_it_was_to_be_private(self):
        for state in (V.WAITING, V.HIDDEN, V.WITHDRAWN):
            self.say(state)
        remove_private_words(at=DUE)
        self.assertEqual(Comment.objects.exclude(body="").count(), 0)

    def test_public_words_stay(self):
        public = self.say(V.PUBLIC, chosen_visibility=V.PUBLIC)
        unnamed = self.say(V.UNNAMED, chosen_visibility=V.UNNAMED)
        remove_private_words(at=DUE)
        left = set(Comment.objects.exclude(body="").values_list("pk", flat=True))
        self.assertEqual(left, {public.pk, unnamed.pk})

    def test_a_window_of_the_groups_own_counts_instead(self):
        draft_set = self.recommendation.draft_set
        draft_set.opens_at, draft_set.closes_at = END, END + timedelta(days=60)
        draft_set.save()
        self.assertEqual(remove_private_words(at=DUE), 0)
        self.assertEqual(remove_private_words(at=DUE + timedelta(days=60)), 1)

    def test_twice_is_once(self):
        remove_private_words(at=DUE)
        self.assertEqual(remove_private_words(at=DUE + timedelta(days=1)), 0)
        self.words.refresh_from_db()
        self.assertEqual(self.words.removed_at, DUE)

    @override_settings(PRIVATE_MONTHS=1)
    def test_a_site_may_keep_them_for_a_shorter_time(self):
        self.assertEqual(remove_private_words(at=months_later(END, 1) + timedelta(hours=1)), 1)

    def test_its_author_and_the_circle_are_told_so(self):
        remove_private_words(at=DUE)
        said = "These private words were removed"
        author = cast.client_of(self.author)
        self.assertContains(author.get("/en/mine/"), said)
        member = cast.client_of(cast.member(self.group))
        self.assertContains(member.get(f"/en/c/{self.words.slug}/"), said)
        self.assertEqual(self.client.get(f"/en/c/{self.words.slug}/").status_code, 404)

    def test_nobody_replies_to_them_or_changes_them_any_more(self):
        remove_private_words(at=DUE)
        author = cast.client_of(self.author)
        self.assertEqual(author.get(f"/en/c/{self.words.slug}/reply/").status_code, 404)
        for deed in ("edit", "withdraw", "readers"):
            with self.subTest(deed):
                self.assertEqual(author.get(f"/en/c/{self.words.slug}/{deed}/").status_code, 403)


class MonthsLater(TestCase):
    def test_the_last_day_of_a_month_that_is_too_short(self):
        leap = datetime(2020, 2, 29, tzinfo=UTC)
        self.assertEqual(months_later(leap, 12), datetime(2021, 2, 28, tzinfo=UTC))
        self.assertEqual(months_later(leap, -2), datetime(2019, 12, 29, tzinfo=UTC))

"""Who is told of words that can be read: an access decision, made anew for each person."""

import uuid

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback import announcing
from feedback.actions.moderate import decide
from feedback.actions.participate import Place, Words, send, withdraw
from feedback.announcing import ANNOUNCE, TELL, announce
from feedback.models import Decision, Follow, Notice, Outbox, Visibility
from tests import cast, make


def told():
    return set(Notice.objects.values_list("person__name", flat=True))


def asked(task):
    return list(Outbox.objects.filter(task=task).values_list("row_id", flat=True))


class WhoFollowsIsTold(TestCase):
    def setUp(self):
        self.group = make.group()
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.first = make.comment(recommendation=self.recommendation, language="ar-eg")

    def follow(self, subject, name="Bela", **over):
        return cast.follow(cast.reader(name=name), subject, **over)

    def test_of_a_recommendation_a_group_a_thread_and_a_language(self):
        reply = make.comment(parent=self.first, language="ar")
        things = (self.recommendation, self.group, self.first, "ar")
        names = {self.follow(thing, f"Reader {n}").person.name for n, thing in enumerate(things)}
        for n, other in enumerate((make.recommendation(), make.group(), make.comment(), "fr")):
            self.follow(other, f"Elsewhere {n}")

        announce(reply.pk)

        self.assertEqual(told() - {self.first.author.name}, names)

    def test_a_kind_of_a_language_is_that_language(self):
        self.follow("ar")
        announce(self.first.pk)
        self.assertEqual(told(), {"Bela"})

    def test_a_remark_on_the_drafts_as_a_whole_is_one_of_the_group(self):
        self.follow(self.group)
        announce(make.comment(draft_set=self.recommendation.draft_set).pk)
        self.assertEqual(told(), {"Bela"})

    def test_nobody_hears_of_their_own_words(self):
        cast.follow(self.first.author, self.recommendation)
        self.assertEqual(announce(self.first.pk), 0)

    def test_a_closed_account_hears_of_nothing(self):
        cast.follow(cast.reader(is_active=False), self.recommendation)
        self.assertEqual(announce(self.first.pk), 0)

    def test_several_follows_make_one_notice_and_the_most_immediate_one_counts(self):
        bela = self.follow(self.group, frequency="weekly").person
        cast.follow(bela, self.recommendation, frequency="daily")
        cast.follow(bela, "ar", frequency="portal")

        announce(self.first.pk)

        [notice] = Notice.objects.all()
        self.assertEqual((notice.kind, notice.frequency), ("contribution", "daily"))

    def test_a_second_run_adds_nobody_and_asks_for_no_second_letter(self):
        self.follow(self.recommendation)
        self.assertEqual([announce(self.first.pk), announce(self.first.pk)], [1, 0])
        self.assertEqual(asked(TELL), [Notice.objects.get().pk])

    def test_letters_are_asked_for_at_once_only_where_they_are_wanted_at_once(self):
        for frequency in ("daily", "weekly", "portal"):
            self.follow(self.recommendation, frequency, frequency=frequency)
        announce(self.first.pk)
        self.assertEqual((Notice.objects.count(), asked(TELL)), (3, []))

    def test_many_are_told_in_batches(self):
        announcing.BATCH, before = 2, announcing.BATCH
        self.addCleanup(setattr, announcing, "BATCH", before)
        for number in range(5):
            self.follow(self.recommendation, f"Reader {number}")
            cast.follow(Follow.objects.last().person, self.group)
        self.assertEqual(announce(self.first.pk), 5)
        self.assertEqual(len(set(asked(TELL))), 5)

    def test_a_batch_costs_the_same_for_nine_as_for_one(self):
        self.follow(self.recommendation, "One")
        other = make.comment(recommendation=self.recommendation)
        with CaptureQueriesContext(connection) as one:
            announce(self.first.pk)
        for number in range(9):
            self.follow(self.recommendation, f"Reader {number}")
        with self.assertNumQueries(len(one)):
            announce(other.pk)


class WhoIsRepliedToIsTold(TestCase):
    def setUp(self):
        self.anna = cast.reader(name="Anna")
        self.comment = make.comment(author=self.anna)

    def test_of_a_reply_to_their_words(self):
        announce(make.comment(parent=self.comment).pk)
        [notice] = Notice.objects.all()
        self.assertEqual((notice.person, notice.kind), (self.anna, "reply"))
        self.assertEqual(notice.frequency, "at-once")

    def test_once_if_they_follow_the_thread_too_and_the_more_immediate_wish_counts(self):
        self.anna.replies_frequency = "weekly"
        self.anna.save()
        cast.follow(self.anna, self.comment, frequency="at-once")
        announce(make.comment(parent=self.comment).pk)
        [notice] = Notice.objects.all()
        self.assertEqual((notice.kind, notice.frequency), ("reply", "at-once"))

    def test_not_by_themselves_nor_for_words_that_are_gone(self):
        announce(make.comment(parent=self.comment, author=self.anna).pk)
        withdraw(self.comment)
        announce(make.comment(parent=self.comment).pk)
        announce(make.comment(parent=make.comment(name="Guest")).pk)
        self.assertEqual(told(), set())


class NobodyHearsOfWhatTheyMayNotRead(TestCase):
    """The same seven people follow the same recommendation; what they may read differs."""

    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity")
        cls.draft_set = make.draft_set(group=cls.group)
        cls.recommendation = make.recommendation(draft_set=cls.draft_set)
        cls.author = cast.reader(name="author")
        people = [
            cls.author,
            cast.reader(name="reader"),
            cast.liaison("ar", name="liaison"),
            cast.liaison("es", name="other liaison"),
            cast.member(cls.group, name="member"),
            cast.member(make.group(slug="other"), name="other member"),
            cast.organiser(name="organiser"),
        ]
        for person in people:
            cast.follow(person, cls.recommendation)
        cls.everyone = {person.name for person in people} - {"author"}

    def said(self, visibility, **over):
        over = {"author": self.author, "language": "ar", **over}
        comment = make.comment(recommendation=self.recommendation, visibility=visibility, **over)
        announce(comment.pk)
        return told()

    def test_public_words_reach_all_with_a_name_or_without(self):
        self.assertEqual(self.said(Visibility.PUBLIC), self.everyone)
        Notice.objects.all().delete()
        self.assertEqual(self.said(Visibility.UNNAMED), self.everyone)

    def test_private_words_reach_the_liaisons_of_the_language_the_group_and_organisers(self):
        reached = self.said(Visibility.GROUP, chosen_visibility=Visibility.GROUP)
        self.assertEqual(reached, {"liaison", "member", "organiser"})

    def test_what_waits_is_hidden_or_withdrawn_reaches_nobody(self):
        for visibility in (Visibility.WAITING, Visibility.HIDDEN, Visibility.WITHDRAWN):
            self.assertEqual(self.said(visibility), set(), visibility)

    def test_words_on_unpublished_drafts_reach_those_who_know_of_the_drafts(self):
        self.draft_set.published_at = None
        self.draft_set.save()
        self.assertEqual(self.said(Visibility.PUBLIC), {"member", "organiser"})

    def test_a_private_reply_reaches_its_parents_author_only_if_they_may_read_it(self):
        parent = make.comment(recommendation=self.recommendation, author=cast.reader(name="asking"))
        reply = make.comment(parent=parent, visibility=Visibility.GROUP, author=self.author)
        announce(reply.pk)
        self.assertNotIn("asking", told())


class AskingForIt(TestCase):
    def say(self, by, parent=None):
        thing = make.recommendation()
        place = Place(
            thing, read_language="en", parent=parent,
            read_revision=thing.history.latest().history_id,
        )  # fmt: skip
        words = [Words(body="We see it differently.", language="en")]
        sent = send(place, words, key=uuid.uuid4(), by=by, name="" if by else "Guest")
        return sent.comments.get()

    def test_words_that_appear_are_announced(self):
        self.assertEqual([self.say(cast.reader()).pk], asked(ANNOUNCE))

    def test_what_waits_is_announced_when_it_is_approved(self):
        comment = self.say(None)
        self.assertEqual(asked(ANNOUNCE), [])
        decide(
            comment,
            Decision.Kind.APPROVE,
            by=cast.organiser(),
            rule=make.rule(),
            reason="On topic.",
        )
        self.assertEqual(asked(ANNOUNCE), [comment.pk])

    def test_what_was_hidden_is_announced_when_it_is_restored_and_hiding_is_not(self):
        comment, organiser = make.comment(), cast.organiser()
        decide(comment, Decision.Kind.HIDE, by=organiser, rule=make.rule(), reason="A name.")
        self.assertEqual(asked(ANNOUNCE), [])
        decide(comment, Decision.Kind.RESTORE, by=organiser, rule=make.rule(), reason="No name.")
        self.assertEqual(asked(ANNOUNCE), [comment.pk])

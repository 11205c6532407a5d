"""The inbox: what stands in it, what is unread, and what its owner may no longer see."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.announcing import announce
from feedback.models import Decision, Notice, Visibility
from feedback.notices import tell_author
from tests import cast, make

PAGE = "/en/notices/"


class TheInbox(TestCase):
    def setUp(self):
        self.bela = cast.reader(name="Bela")
        self.client = cast.client_of(self.bela)
        self.recommendation = make.recommendation()
        cast.follow(self.bela, self.recommendation)

    def said(self, **over):
        over.setdefault("body", "We need it here.")
        comment = make.comment(recommendation=self.recommendation, **over)
        announce(comment.pk)
        return comment

    def test_it_shows_what_was_said_by_whom_and_where(self):
        comment = self.said(author=cast.reader(name="Amal"), language="ar")
        page = self.client.get(PAGE)
        self.assertContains(page, f"New contribution <bdi>{comment.short_id}</bdi>")
        for shown in ("<bdi>Amal</bdi>", make.TITLE, 'lang="ar" dir="rtl">We need it here.</p>'):
            self.assertContains(page, shown)

    def test_replies_and_decisions_on_ones_own_words_stand_there_too(self):
        own = make.comment(author=self.bela)
        announce(make.comment(parent=own).pk)
        decision = decide(
            own, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="It names her."
        )
        tell_author(decision.pk)
        tell_author(decision.pk)
        page = self.client.get(PAGE)
        self.assertContains(page, f"Reply to your contribution <bdi>{own.short_id}</bdi>")
        self.assertContains(page, f"Decision on your contribution <bdi>{own.short_id}</bdi>", 1)
        self.assertContains(page, "It names her.")

    def test_a_decision_stands_there_whichever_letters_are_wanted(self):
        self.bela.mails_on_decisions = False
        self.bela.save()
        own = make.comment(author=self.bela)
        tell_author(
            decide(
                own, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A name."
            ).pk
        )
        self.assertEqual(Notice.objects.get().decision.comment, own)

    def test_words_that_are_gone_or_no_longer_for_this_person_do_not(self):
        hidden, gone = self.said(body="Soon hidden"), self.said(body="Soon withdrawn")
        decide(hidden, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A name.")
        withdraw(gone)
        page = self.client.get(PAGE)
        self.assertNotContains(page, "Soon")
        self.assertContains(page, "You have no notices.")
        self.assertNotContains(page, "unread notice")

    def test_private_words_leave_it_with_the_role(self):
        assignment = cast.liaison("ar", name="Lea").assignments.get()
        lea = assignment.user
        cast.follow(lea, self.recommendation)
        self.said(language="ar", visibility=Visibility.GROUP, body="In private")
        self.assertContains(cast.client_of(lea).get(PAGE), "In private")
        assignment.delete()
        self.assertNotContains(cast.client_of(lea).get(PAGE), "In private")

    def test_nobody_sees_the_notices_of_others(self):
        self.said()
        notice = Notice.objects.get()
        other = cast.client_of(cast.reader())
        self.assertContains(other.get(PAGE), "You have no notices.")
        self.assertEqual(other.get(f"{PAGE}{notice.pk}/").status_code, 404)
        other.post(PAGE, {"notice": notice.pk})
        other.post(PAGE, {"until": notice.pk})
        self.assertEqual(Notice.objects.unread().count(), 1)

    def test_an_empty_one_says_what_to_follow(self):
        self.assertContains(self.client.get(PAGE), 'href="/en/#groups"')

    def test_it_asks_as_much_for_nine_as_for_one(self):
        self.said()
        with CaptureQueriesContext(connection) as one:
            self.client.get(PAGE)
        for _ in range(8):
            self.said()
        with self.assertNumQueries(len(one)):
            self.client.get(PAGE)

    def test_it_is_paged(self):
        for number in range(26):
            self.said(body=f"Word {number}.")
        self.assertNotContains(self.client.get(PAGE), "Word 0.")
        self.assertContains(self.client.get(f"{PAGE}?page=2"), "Word 0.")
        self.assertEqual(self.client.get(f"{PAGE}?page=3").status_code, 404)
        self.assertEqual(self.client.get(f"{PAGE}?page=x").status_code, 400)


class ReadingIt(TestCase):
    def setUp(self):
        self.bela = cast.reader()
        self.client = cast.client_of(self.bela)
        self.comments = [make.comment() for _ in range(3)]
        cast.follow(self.bela, "en")
        for comment in self.comments:
            announce(comment.pk)
        self.notices = list(Notice.objects.order_by("pk"))

    def unread(self):
        return set(Notice.objects.unread().values_list("pk", flat=True))

    def test_opening_leads_to_the_words_and_marks_as_read(self):
        answer = self.client.get(f"{PAGE}{self.notices[0].pk}/")
        self.assertRedirects(answer, f"/en/c/{self.comments[0].slug}/")
        self.assertEqual(self.unread(), {each.pk for each in self.notices[1:]})

    def test_one_is_marked_and_keeps_its_time(self):
        read_at = set()
        for _ in range(2):
            self.client.post(PAGE, {"notice": self.notices[1].pk})
            read_at.add(Notice.objects.get(pk=self.notices[1].pk).read_at)
        self.assertEqual((len(self.unread()), len(read_at)), (2, 1))

    def test_all_are_marked_but_not_what_came_since(self):
        self.assertContains(
            self.client.get(PAGE), f'value="{self.notices[-1].pk}">Mark all as read'
        )
        later = make.comment()
        announce(later.pk)
        self.client.post(PAGE, {"until": self.notices[-1].pk})
        self.assertEqual(self.unread(), {Notice.objects.get(comment=later).pk})

    def test_the_unread_can_be_shown_alone(self):
        self.client.post(PAGE, {"notice": self.notices[0].pk})
        page = self.client.get(f"{PAGE}?show=unread")
        self.assertNotContains(page, self.comments[0].short_id)
        self.assertContains(page, self.comments[1].short_id)
        answer = self.client.post(f"{PAGE}?show=unread", {"until": self.notices[-1].pk})
        self.assertRedirects(answer, f"{PAGE}?show=unread")
        self.assertContains(self.client.get(f"{PAGE}?show=unread"), "You have read everything.")

    def test_nonsense_is_refused(self):
        for sent in ({}, {"notice": "x"}, {"notice": 1, "until": 1}, {"until": 2**70}):
            self.assertEqual(self.client.post(PAGE, sent).status_code, 400, sent)
        self.assertEqual(len(self.unread()), 3)

    def test_the_header_counts_what_is_unread_and_strangers_have_no_such_thing(self):
        self.assertContains(self.client.get("/en/mine/"), "3 unread notices")
        self.client.post(PAGE, {"until": self.notices[-1].pk})
        self.assertNotContains(self.client.get("/en/mine/"), "unread notice")
        self.client.logout()
        self.assertNotContains(self.client.get("/en/"), "/notices/")

"""When a group publishes its next drafts, people are told once, and authors are asked once."""

from django.core import mail
from django.test import TestCase

from feedback.date_letters import address_letters
from feedback.models import Follow, Notice, Outbox, Standing, Visibility
from feedback.new_drafts import ANNOUNCE, TELL, announce_drafts, tell_of_drafts
from recommendations.models import DateMove
from recommendations.publishing import publish_next
from tests import cast, make

PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


class NewDrafts(TestCase):
    def setUp(self):
        self.group = make.group(slug="diversity", code="DV", name_en="Diversity", name_ar="التنوع")
        self.old = make.draft_set(group=self.group, iteration=make.iteration(number=1))
        self.new = make.draft_set(
            group=self.group, iteration=make.iteration(number=2), published_at=None
        )
        self.earlier = make.recommendation(draft_set=self.old)
        self.later = make.recommendation(draft_set=self.new)
        make.lineage(earlier=self.earlier, later=self.later)

    def publish(self):
        publish_next(self.new, by=cast.member(self.group))
        announce_drafts(self.new.pk)

    def send_letters(self):
        return [tell_of_drafts(pk) for pk in Outbox.objects.filter(task=TELL).values_list(
            "row_id", flat=True
        )]  # fmt: skip

    def told(self):
        return set(Notice.objects.values_list("person", flat=True))


class WhoIsTold(NewDrafts):
    def test_whoever_follows_the_group_or_what_came_before_or_took_part(self):
        people = [cast.reader() for _ in range(3)]
        cast.follow(people[0], self.group)
        cast.follow(people[1], self.earlier)
        make.comment(draft_set=self.old, author=people[2])
        cast.follow(cast.reader(), make.group())
        make.comment(recommendation=make.recommendation())

        self.publish()

        self.assertEqual(self.told(), {each.pk for each in people})

    def test_the_task_is_written_with_the_deed(self):
        publish_next(self.new, by=cast.member(self.group))
        self.assertEqual(Outbox.objects.get(task=ANNOUNCE).row_id, self.new.pk)

    def test_a_second_run_tells_nobody_twice(self):
        cast.follow(cast.reader(), self.group)
        self.publish()
        announce_drafts(self.new.pk)
        self.assertEqual(Notice.objects.count(), 1)
        self.assertEqual(Outbox.objects.filter(task=TELL).count(), 1)

    def test_nobody_before_they_are_published(self):
        cast.follow(cast.reader(), self.group)
        self.assertEqual(announce_drafts(self.new.pk), 0)
        self.assertEqual(self.told(), set())

    def test_whoever_took_their_words_back_or_closed_the_account_is_not(self):
        make.comment(recommendation=self.earlier, visibility=Visibility.WITHDRAWN)
        make.comment(recommendation=self.earlier, author=cast.reader(is_active=False))
        self.publish()
        self.assertEqual(self.told(), set())

    def test_it_stands_in_their_inbox_and_leads_to_the_drafts(self):
        reader = cast.reader()
        cast.follow(reader, self.group)
        self.publish()
        browser = cast.client_of(reader)
        self.assertContains(browser.get("/en/notices/"), "Iteration 2")
        answer = browser.get(f"/en/notices/{Notice.objects.get().pk}/")
        self.assertRedirects(answer, "/en/groups/diversity/")
        self.assertIsNotNone(Notice.objects.get().read_at)


class Letters(NewDrafts):
    def test_one_goes_to_each_in_their_language_with_what_they_are_asked(self):
        author = cast.with_address("amira@example.org", language="ar")
        for _ in range(2):
            make.comment(recommendation=self.earlier, author=author)
        cast.follow(author, self.group)
        self.publish()

        self.assertEqual(self.send_letters(), [True])
        self.assertEqual(self.send_letters(), [False])

        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["amira@example.org"])
        self.assertIn("التنوع", letter.body)
        self.assertIn("/ar/groups/diversity/", letter.body)
        self.assertIn("/ar/mine/standing/", letter.body)
        self.assertIn("/letters/stop/", letter.extra_headers["List-Unsubscribe"])

    def test_a_follower_who_did_not_speak_is_asked_nothing(self):
        cast.follow(cast.with_address("reader@example.org"), self.group)
        self.publish()
        self.assertEqual(self.send_letters(), [True])
        self.assertNotIn("/mine/standing/", mail.outbox[0].body)

    def test_whoever_wants_none_gets_none(self):
        speaks = cast.with_address("a@example.org", mails_on_dates=False)
        make.comment(recommendation=self.earlier, author=speaks)
        follows = cast.with_address("b@example.org")
        cast.follow(follows, self.group, frequency="portal")
        self.publish()
        self.assertEqual(self.send_letters(), [False, False])
        self.assertEqual(self.told(), {speaks.pk, follows.pk})

    def test_nor_without_a_proven_address(self):
        make.comment(recommendation=self.earlier, author=cast.reader(email="c@example.org"))
        self.publish()
        self.assertEqual(self.send_letters(), [False])

    def test_accounts_get_no_second_letter_about_the_date_that_moved(self):
        make.comment(recommendation=self.earlier, author=cast.with_address("d@example.org"))
        self.publish()
        self.assertEqual(address_letters(DateMove.objects.get().pk), 0)

    def test_a_wish_that_ends_meanwhile_counts(self):
        reader = cast.with_address("e@example.org")
        cast.follow(reader, self.group)
        self.publish()
        Follow.objects.all().delete()
        self.assertEqual(self.send_letters(), [False])


class WhoIsAsked(NewDrafts):
    def asked(self):
        return set(Standing.objects.values_list("comment", flat=True))

    def test_each_author_about_each_point_public_or_private(self):
        points = [
            make.comment(recommendation=self.earlier),
            make.comment(recommendation=self.earlier, **PRIVATE),
        ]
        self.publish()
        self.assertEqual(self.asked(), {each.pk for each in points})
        self.assertEqual(
            set(Standing.objects.values_list("person", "draft_set", "choice")),
            {(each.author_id, self.new.pk, "asked") for each in points},
        )

    def test_not_about_what_is_gone_nor_guests_nor_what_leads_nowhere(self):
        for visibility in (Visibility.HIDDEN, Visibility.WITHDRAWN, Visibility.WAITING):
            make.comment(recommendation=self.earlier, visibility=visibility)
        make.comment(recommendation=self.earlier, name="Guest")
        make.comment(draft_set=self.old)
        self.publish()
        self.assertEqual(self.asked(), set())

    def test_never_twice_whatever_follows(self):
        make.comment(recommendation=self.earlier)
        self.publish()
        announce_drafts(self.new.pk)
        other = make.draft_set(group=make.group(), iteration=self.new.iteration, published_at=None)
        make.lineage(earlier=self.earlier, later=make.recommendation(draft_set=other), kind="split")
        publish_next(other, by=cast.organiser())
        announce_drafts(other.pk)
        self.assertEqual(Standing.objects.count(), 1)

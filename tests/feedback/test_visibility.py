"""Who may read what: each state of a comment against each kind of person."""

from django.contrib.auth.models import AnonymousUser
from django.test import TestCase

from feedback.models import Comment, Visibility
from tests import cast, make

V = Visibility
PUBLIC = {V.PUBLIC, V.UNNAMED}
ALL = set(V)
READS = {
    "stranger": PUBLIC,
    "reader": PUBLIC,
    "author": ALL,
    "liaison of the language": {*PUBLIC, V.GROUP, V.WAITING, V.HIDDEN},
    "liaison of another language": PUBLIC,
    "liaison of all languages": ALL,
    "member of the group": {*PUBLIC, V.GROUP},
    "member of another group": PUBLIC,
    "translator of the language": PUBLIC,
    "organiser": ALL,
    "someone whose account is closed": PUBLIC,
}


class Visibilities(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group()
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        cls.author = cast.reader()
        cls.people = {
            "stranger": AnonymousUser(),
            "reader": cast.reader(),
            "author": cls.author,
            "liaison of the language": cast.liaison("ar", "fr"),
            "liaison of another language": cast.liaison("es"),
            "liaison of all languages": cast.liaison(),
            "member of the group": cast.member(cls.group),
            "member of another group": cast.member(make.group()),
            "translator of the language": cast.translator("ar"),
            "organiser": cast.organiser(),
            "someone whose account is closed": cast.organiser(is_active=False),
        }
        for visibility in V:
            cls.say(visibility, recommendation=cls.recommendation)

    @classmethod
    def say(cls, visibility, **over):
        return make.comment(language="ar", visibility=visibility, author=cls.author, **over)

    def test_each_state_is_open_to_whom_it_should_be(self):
        for who, person in self.people.items():
            with self.subTest(who):
                found = Comment.objects.visible_to(person)
                self.assertEqual({comment.visibility for comment in found}, READS[who])

    def test_remarks_on_the_drafts_as_a_whole_are_no_different(self):
        Comment.objects.all().delete()
        for visibility in V:
            self.say(visibility, draft_set=self.recommendation.draft_set)
        for who, person in self.people.items():
            with self.subTest(who):
                found = Comment.objects.visible_to(person)
                self.assertEqual({comment.visibility for comment in found}, READS[who])

    def test_anyone_reads_what_is_public_and_nothing_else(self):
        found = {comment.visibility for comment in Comment.objects.readable()}
        self.assertEqual(found, PUBLIC)

    def test_words_on_drafts_that_are_not_published_are_for_those_who_know_of_these(self):
        Comment.objects.all().delete()
        secret = make.draft_set(group=self.group, published_at=None)
        self.say(V.PUBLIC, recommendation=make.recommendation(draft_set=secret))
        self.say(V.PUBLIC, draft_set=secret)
        knowing = {"member of the group", "organiser", "translator of the language"}
        for who, person in self.people.items():
            with self.subTest(who):
                number = Comment.objects.visible_to(person).count()
                self.assertEqual(number, 2 if who in knowing else 0)
        self.assertEqual(Comment.objects.readable().count(), 0)

    def test_what_nobody_wrote_is_nobodys_own(self):
        """Comments without an account must not become those of every stranger."""
        guests = make.comment(
            recommendation=self.recommendation, name="Guest", visibility=V.WAITING
        )
        for who in ("stranger", "reader"):
            self.assertNotIn(guests, Comment.objects.visible_to(self.people[who]))

    def test_each_comment_is_found_once(self):
        for who, person in self.people.items():
            with self.subTest(who):
                found = Comment.objects.visible_to(person).values_list("pk", flat=True)
                self.assertEqual(len(found), len(set(found)))

    def test_every_state_is_in_the_table(self):
        self.assertEqual({comment.visibility for comment in Comment.objects.all()}, ALL)
        self.assertEqual(set(self.people), set(READS))

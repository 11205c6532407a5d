"""The command that closes accounts by their number."""

from io import StringIO

from django.core.management import CommandError, call_command
from django.test import TestCase

from accounts.models import User
from feedback.models import Comment
from tests import cast, make


class ClosingByNumber(TestCase):
    def run_with(self, *arguments):
        answer = StringIO()
        call_command("close_account", *map(str, arguments), stdout=answer)
        return answer.getvalue()

    def test_it_closes_each_and_says_so(self):
        one, two = cast.reader(name="One"), cast.reader(name="Two")
        make.comment(author=one)
        said = self.run_with(one.pk, two.pk)
        self.assertEqual(said, f"Account {one.pk} is closed.\nAccount {two.pk} is closed.\n")
        self.assertFalse(User.objects.filter(closed_at=None).exists())
        self.assertEqual(Comment.objects.get().visibility, "public")

    def test_it_withdraws_words_if_asked(self):
        comment = make.comment()
        self.run_with(comment.author_id, "--withdraw-words")
        self.assertEqual(Comment.objects.get().visibility, "withdrawn")

    def test_an_unknown_number_stops_it_before_anything_is_done(self):
        one = cast.reader()
        with self.assertRaisesMessage(CommandError, "There is no account 4711"):
            self.run_with(one.pk, 4711)
        self.assertTrue(User.objects.filter(pk=one.pk, closed_at=None).exists())

    def test_the_last_organiser_stays(self):
        only = cast.organiser()
        with self.assertRaisesMessage(CommandError, "Nobody else holds this role"):
            self.run_with(only.pk)
        self.assertTrue(User.objects.filter(pk=only.pk, closed_at=None).exists())

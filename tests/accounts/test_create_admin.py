"""``manage.py create_admin EMAIL``: the first person of a portal."""

from io import StringIO
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.test import TestCase

from accounts.models import User
from accounts.roles import Permission, lacks_second_factor, may
from tests import cast, make

GOOD = "a long enough passphrase"
GETPASS = "accounts.management.commands.create_admin.getpass"


def create(*arguments, typed=(GOOD, GOOD)):
    """Run the command; ``typed`` is what stands at the keyboard's end."""
    said = StringIO()
    with patch(GETPASS, side_effect=typed):
        call_command("create_admin", *arguments, stdout=said)
    return said.getvalue()


class CreatingAnAdmin(TestCase):
    def test_it_makes_a_superuser_with_the_role_of_staff(self):
        create("ana@example.org")

        ana = User.objects.get()
        self.assertEqual([ana.email, ana.name, ana.is_superuser], ["ana@example.org", "ana", True])
        self.assertTrue(ana.check_password(GOOD))
        # Once there is a second factor, which is set up at the first visit.
        self.assertTrue(lacks_second_factor(ana))
        cast.give_second_factor(ana := User.objects.get())
        self.assertTrue(all(may(ana, permission) for permission in Permission))

    def test_it_writes_a_password_if_asked_to(self):
        said = create("ana@example.org", "--generate", typed=())

        password = said.strip().rpartition(" ")[2]
        self.assertGreaterEqual(len(password), 20)
        self.assertTrue(User.objects.get().check_password(password))

    def refused(self, *arguments, **keywords):
        before = User.objects.count()
        with self.assertRaises(CommandError) as caught:
            create(*arguments, **keywords)
        self.assertEqual(User.objects.count(), before)
        return str(caught.exception)

    def test_it_says_what_is_wrong_with_an_address(self):
        for email in ("ana", "ana@", "", "a\x00@example.org"):
            self.assertIn("is not a mail address", self.refused(email))

    def test_it_makes_nobody_twice(self):
        make.person(username="old", name="Old", email="ana@example.org")
        make.person(username="bea@example.org", name="Bea Other")

        self.assertIn("with the address", self.refused("Ana@example.org"))
        self.assertIn("with the user name", self.refused("bea@example.org"))

    def test_a_name_that_is_taken_asks_for_another(self):
        make.person(username="other", name="Ana")

        self.assertIn("give another --name", self.refused("ana@example.org"))
        create("ana@example.org", "--name", "Ana M.")
        self.assertTrue(User.objects.filter(name="Ana M.").exists())

    def test_a_name_that_is_too_long_does_too(self):
        self.assertIn("at most 60 signs", self.refused("ana@example.org", "--name", "a" * 61))

    def test_weak_or_differing_passwords_are_refused(self):
        self.assertIn("at least 10", self.refused("ana@example.org", typed=("short", "short")))
        self.assertIn("differ", self.refused("ana@example.org", typed=(GOOD, "another one")))

    def test_nobody_at_the_keyboard_is_told_of_the_other_way(self):
        self.assertIn("--generate", self.refused("ana@example.org", typed=(EOFError(),)))

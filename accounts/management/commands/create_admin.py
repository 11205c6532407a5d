"""The first person of a portal: ``manage.py create_admin EMAIL``."""

import secrets
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts import names
from accounts.actions import give_role
from accounts.models import User
from accounts.roles import Role


class Command(BaseCommand):
    help = "Make an account that may do everything. Log in with its mail address."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", help="the name shown; else what stands before the @")
        parser.add_argument(
            "--generate", action="store_true", help="write a password instead of asking for one"
        )

    def handle(self, *, email, name, generate, **options):
        email = email.strip()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"“{email}” is not a mail address.") from None
        name = a_free_name(name or email.partition("@")[0])
        refuse_taken(email)
        password = secrets.token_urlsafe(15) if generate else ask(email, name)
        with transaction.atomic():
            person = User.objects.create_superuser(email, email, password, name=name)
            give_role(person, Role.STAFF, by=None, reason="Given with create_admin.")
        self.stdout.write(f"{email} may now do everything.")
        if generate:
            self.stdout.write(f"Password, shown only now: {password}")


def a_free_name(typed):
    """The name shown, as it is kept; it may stand for an office, but not be another's."""
    try:
        name = names.clean_name(typed)
    except ValidationError as error:
        raise CommandError(f"{' '.join(error.messages)} Give another --name.") from error
    if names.is_taken(name):
        raise CommandError(f"Somebody is called {name} already; give another --name.")
    return name


def refuse_taken(email):
    """Nobody logs in with another's address."""
    if User.objects.filter(email__iexact=email).exists():
        raise CommandError(f"There is an account with the address {email} already.")
    if User.objects.filter(username__iexact=email).exists():
        raise CommandError(f"There is an account with the user name {email} already.")


def ask(email, name):
    """The password, typed twice, and long enough for whoever may do everything."""
    try:
        password, again = getpass("Password: "), getpass("Password again: ")
    except EOFError:
        raise CommandError("No password was typed; use --generate to get one.") from None
    if password != again:
        raise CommandError("The two passwords differ; nothing was made.")
    try:
        validate_password(password, User(username=email, email=email, name=name))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password

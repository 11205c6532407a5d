"""For somebody who has lost phone and recovery codes: ``manage.py remove_second_factor NAME``."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.models import User


class Command(BaseCommand):
    help = "Take the second factor off an account, when you are sure whose it is."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME", help="user name or mail address")

    def handle(self, *, name, **options):
        found = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name))
        if len(found) != 1:
            raise CommandError(f"There is no account {name}; say the user name as it is spelled.")
        (person,) = found
        deleted, _ = Authenticator.objects.filter(user=person).delete()
        if not deleted:
            raise CommandError(f"The account {person.username} has no second factor.")
        self.stdout.write(f"{person.username} signs in without a second factor now.")

"""Close accounts by number: after an older database was put back, or for who cannot sign in."""

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from accounts.models import User
from feedback.actions.close import close_account


class Command(BaseCommand):
    help = "Closes accounts for good: names go everywhere, words stay without a name."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, nargs="+", help="the number of an account")
        parser.add_argument(
            "--withdraw-words", action="store_true", help="withdraw their words as well"
        )

    def handle(self, *args, **options):
        people = User.objects.in_bulk(options["number"])
        if missing := set(options["number"]) - set(people):
            raise CommandError(f"There is no account {sorted(missing)[0]}; nothing was done.")
        for number, person in sorted(people.items()):
            try:
                close_account(person, withdraws_words=options["withdraw_words"])
            except ValidationError as error:
                raise CommandError(f"Account {number} stays: {error.messages[0]}") from error
            self.stdout.write(f"Account {number} is closed.")

"""Fill the portal with the demo: at each start in demo mode, at once where it is loaded already."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import NameTaken
from feedback.demo_import import load_demo


class Command(BaseCommand):
    help = "Load the demo content and the demo log-ins."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("This portal does not run as a demo (DEMO=0): nothing was loaded.")
        try:
            is_new = load_demo()
        except NameTaken as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write("Demo content loaded." if is_new else "Demo content is there.")

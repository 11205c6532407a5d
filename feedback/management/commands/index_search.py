from django.core.management.base import BaseCommand

from feedback.search.index import make_whole


class Command(BaseCommand):
    help = "Make the index of the search anew; people can read and write meanwhile."

    def handle(self, *args, **options):
        self.stdout.write(f"{make_whole()} texts can be found.")

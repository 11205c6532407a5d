"""Bring in a strategy file: drafts, questions, milestones, parts."""

from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from recommendations.importer import Refused, add_starter_pages, import_strategy


class Command(BaseCommand):
    help = "Import a strategy file (JSON), all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror or error}") from error
        add_starter_pages()  # questions may name one to read first
        bar = partial(tqdm, unit="row", disable=options["verbosity"] < 1)
        try:
            report = import_strategy(content, progress=bar)
        except Refused as refused:
            lines = [*refused.lines(), f"refused: {len(refused.problems)}. Nothing has changed."]
            raise CommandError("\n".join(lines)) from refused
        self.stdout.write("\n".join(report.lines()))

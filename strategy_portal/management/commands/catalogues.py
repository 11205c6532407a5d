"""The door to the catalogues: extract, compile, check."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from strategy_portal import catalogues

SOURCES = ("accounts", "recommendations", "feedback", "strategy_portal", "templates")


class Command(BaseCommand):
    help = "Updates the catalogues in locale/ from the sources, compiles them, checks them."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("deed", choices=("extract", "compile", "check"))

    def handle(self, *args, deed, **options):
        getattr(self, f"run_{deed}")()

    def run_extract(self):
        changed = catalogues.extract(*self.place())
        self.stdout.write(f"{len(changed)} catalogues changed.")

    def run_compile(self):
        written = catalogues.compile_all(settings.LOCALE_PATHS[0])
        self.stdout.write(f"{len(written)} catalogues compiled.")

    def run_check(self):
        """Fail with the list of what is missing."""
        sources, locale, languages = self.place()
        found = [
            f"{file.relative_to(locale)}: out of date, run 'make catalogues'"
            for file in catalogues.outdated(sources, locale, languages)
        ]
        found += catalogues.problems(locale, languages, settings.COMPLETE_CATALOGUES)
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"{len(found)} problems in the catalogues.")
        self.stdout.write("The catalogues are complete.")

    def place(self):
        sources = [settings.BASE_DIR / name for name in SOURCES]
        return sources, settings.LOCALE_PATHS[0], [code for code, _ in settings.LANGUAGES]

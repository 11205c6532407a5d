"""Build the style sheets, and keep them and the scripts within what a slow line bears."""

from pathlib import Path

import django_htmx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from strategy_portal.assets import BUDGET, BUDGET_OF_DESKS, AssetError, build, weigh
from strategy_portal.preparation import PreparationError, prepare_assets

HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


class Command(BaseCommand):
    help = (
        "Builds the style sheets in static_built from Codex and static/css, and prints the sizes."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--collect",
            action="store_true",
            help="also collect the static files; does nothing when their sources are unchanged",
        )

    def handle(self, *args, collect, **options):
        if collect:
            try:
                prepare_assets(self.stdout.write)
            except PreparationError as error:
                raise CommandError(str(error)) from error
        else:
            self.build()

    def build(self):
        packages = settings.BASE_DIR / "node_modules" / "@wikimedia"
        if not packages.exists():
            raise CommandError("The front-end packages are missing: run 'npm ci' first.")
        static = settings.BASE_DIR / "static"
        try:
            everywhere, desks = build(packages, static, settings.BASE_DIR / "static_built")
        except AssetError as error:
            raise CommandError(str(error)) from error
        scripts = static / "js"
        self.report("Every page", everywhere, [*sorted(scripts.glob("*.js")), HTMX], BUDGET)
        self.report("Desks", desks, sorted((scripts / "desk").glob("*.js")), BUDGET_OF_DESKS)

    def report(self, pages, sheet, scripts, budget):
        """Print the sizes; more than the budget is an error."""
        css, css_packed = weigh(sheet)
        js, js_packed = weigh(*scripts)
        packed = css_packed + js_packed
        self.stdout.write(
            f"{pages}: style sheet {css:,} bytes ({css_packed:,} compressed), "
            f"scripts {js:,} ({js_packed:,}), together {packed:,} of {budget:,}."
        )
        if packed > budget:
            raise CommandError(
                f"{pages}: style sheet and scripts weigh {packed:,} bytes compressed, "
                f"{packed - budget:,} more than the {budget:,} we allow ourselves."
            )

"""Build the style sheet, and keep it and the scripts within what a slow line bears."""

from pathlib import Path

import django_htmx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from strategy_portal.assets import BUDGET, AssetError, build, weigh
from strategy_portal.preparation import PreparationError, prepare_assets

HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


class Command(BaseCommand):
    help = "Builds static_built/portal.css from Codex and static/css, and prints the sizes."
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
            sheet = build(packages, static, settings.BASE_DIR / "static_built")
        except AssetError as error:
            raise CommandError(str(error)) from error
        self.report(sheet, [*sorted((static / "js").glob("*.js")), HTMX])

    def report(self, sheet, scripts):
        """Print the sizes; more than the budget is an error."""
        css, css_packed = weigh(sheet)
        js, js_packed = weigh(*scripts)
        packed = css_packed + js_packed
        self.stdout.write(f"Style sheet {css:,} bytes ({css_packed:,} compressed), ", ending="")
        self.stdout.write(f"scripts {js:,} ({js_packed:,}), together {packed:,} of {BUDGET:,}.")
        if packed > BUDGET:
            raise CommandError(
                f"Style sheet and scripts weigh {packed:,} bytes compressed, "
                f"{packed - BUDGET:,} more than the {BUDGET:,} we allow ourselves."
            )

"""What must be in place before the portal serves; quick when nothing changed since last time."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from accounts.demo import CAST
from feedback.search import index as search_index
from feedback.starter_rules import add_starter_rules
from recommendations.importer import add_starter_pages
from strategy_portal import catalogues

Say = Callable[[str], None]


class PreparationError(Exception):
    """Why the portal cannot be made ready, in one sentence."""


def prepare(say: Say) -> None:
    """Bring database, catalogues, style sheet, pages and demo content up to date."""
    prepare_folders()
    prepare_database(say)
    if catalogues.compile_all(settings.LOCALE_PATHS[0]):
        say("Compiled the catalogues.")
    prepare_assets(say)
    prepare_pages(say)
    prepare_rules(say)
    prepare_demo(say)
    prepare_search(say)


def prepare_folders() -> None:
    """The queue's folders: the filesystem transport does not make them."""
    for folder in (settings.SPOOL_DIR, settings.SPOOL_DIR / "control"):
        folder.mkdir(parents=True, exist_ok=True)


def prepare_database(say: Say) -> None:
    """Apply the migrations that are not applied yet."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("Preparing the database ...")
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise PreparationError(f"The database cannot be used: {reason}") from error


def prepare_assets(say: Say) -> None:
    """Build the style sheet and collect the static files, unless their sources are unchanged."""
    mark = settings.BASE_DIR / "static_built" / ".fingerprint"  # collectstatic leaves dot files out
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    fingerprint = fingerprint_of(asset_sources())
    if manifest.exists() and mark.exists() and mark.read_text() == fingerprint:
        return
    say("Building the style sheet ...")
    # In processes of their own: our settings were read before the folder of built files existed.
    for command in (["build_assets"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATA_DIR": str(settings.DATA_DIR)},  # ours may be relative
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PreparationError(done.stderr.strip().removeprefix("CommandError: "))
        if done.stdout.strip():
            say(done.stdout.strip())
    mark.write_text(fingerprint)


def asset_sources() -> Iterable[Path]:
    """The files that decide what the static files look like."""
    base = settings.BASE_DIR
    yield from sorted(file for file in (base / "static").rglob("*") if file.is_file())
    yield from (base / "package-lock.json", base / "requirements" / "run.txt")
    for name in ("assets.py", "old_browsers.py", "settings.py"):
        yield base / "strategy_portal" / name


def fingerprint_of(files: Iterable[Path]) -> str:
    """One word for the names and contents of these files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def prepare_pages(say: Say) -> None:
    """Write the site's own texts where none have been written yet."""
    if missing := add_starter_pages():
        say(f"Wrote the first texts of {len(missing)} pages; the back office changes them.")


def prepare_rules(say: Say) -> None:
    """Write the rules of the discussion where none have been written yet."""
    if missing := add_starter_rules():
        say(f"Wrote {len(missing)} rules of the discussion; the back office changes them.")


def prepare_demo(say: Say) -> None:
    """Load the demo content, or make sure that no demo account with its known password is left."""
    demo_accounts = get_user_model().objects.filter(is_demo=True)
    if not settings.DEMO:
        if demo_accounts.exists():
            raise PreparationError(
                "This database holds demo accounts whose password everybody knows: start with "
                "DEMO=1 on a loopback HOST, or choose another DATA_DIR or DATABASE_URL."
            )
        return
    if "load_demo" in get_commands():
        if not demo_accounts.exists():
            say("Loading the demo content ...")
        call_command("load_demo", verbosity=0)


def prepare_search(say: Say) -> None:
    """Index every text again where they were indexed in another way, or never."""
    if not search_index.is_whole():
        say("Making the index of the search ...")
        search_index.make_whole()


def demo_names() -> list[str]:
    """The names one can log in with in a demo."""
    names = [part.username for part in CAST]
    there = get_user_model().objects.filter(is_demo=True, is_active=True, username__in=names)
    return list(there.order_by("pk").values_list("username", flat=True))


def is_without_accounts() -> bool:
    return not get_user_model().objects.exists()

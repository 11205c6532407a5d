"""An empty, migrated SQLite database, kept from run to run: migrating takes longer than most tests.

The file bears the fingerprint of all that migrations are made of, so another state of the code
never finds it.
"""

import hashlib
import shutil
from importlib import metadata
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

FOLDER = settings.BASE_DIR / "var" / "tests"


def template() -> Path:
    """Where the migrated database of this state of the code is kept."""
    digest = hashlib.sha256(metadata.version("django").encode())
    for app in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def copy_to(file: Path) -> None:
    """Begin with what an earlier run has kept, if there is any."""
    file.unlink(missing_ok=True)
    if template().exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template(), file)


def keep() -> None:
    """Keep the database as it is now, before any test has written to it."""
    kept = template()
    if kept.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    half = settings.DATA_DIR / "half.sqlite3"
    half.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    part = kept.with_suffix(".part")
    shutil.copyfile(half, part)
    part.replace(kept)

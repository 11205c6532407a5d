"""What tests of exports share: a folder of their own, a job, and its rows read back."""

import csv
import json
import shutil
import tempfile
from pathlib import Path

from django.test import override_settings
from django.utils import timezone

from feedback.exports.writers import unshielded
from feedback.models import Export
from feedback.tasks import write_export
from tests import cast


class OwnFolder:
    """A folder for files that each test finds empty."""

    def setUp(self):
        super().setUp()
        self.folder = Path(tempfile.mkdtemp()) / "exports"
        self.addCleanup(shutil.rmtree, self.folder.parent)
        changed = override_settings(EXPORT_DIR=self.folder)
        changed.enable()
        self.addCleanup(changed.disable)

    def files(self):
        return sorted(self.folder.glob("*"))

    def export_of(self, draft_set, *, by=None, **over):
        """A job that waits to begin."""
        over.setdefault("base_url", "https://example.org")
        over.setdefault("language", "en")
        over.setdefault("requested_at", timezone.now())
        by = by or cast.member(draft_set.group)
        return Export.objects.create(requested_by=by, draft_set=draft_set, **over)

    def rows_of(self, draft_set, **over):
        """The rows of a file, read back from its JSON lines."""
        export = self.export_of(draft_set, format="jsonl", **over)
        write_export(export.pk)
        export.refresh_from_db()
        text = (self.folder / export.file_name).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.split("\n")[:-1]]

    def cells_of(self, draft_set, *, raw=False, **over):
        """The rows of a file, read back from its CSV."""
        export = self.export_of(draft_set, format="csv", **over)
        write_export(export.pk)
        export.refresh_from_db()
        with (self.folder / export.file_name).open(encoding="utf-8-sig", newline="") as file:
            return [
                {name: cell if raw else unshielded(cell) for name, cell in row.items()}
                for row in csv.DictReader(file)
            ]

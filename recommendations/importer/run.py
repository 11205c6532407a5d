"""The import itself: read everything, refuse or write everything."""

from collections.abc import Callable, Iterable

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import override

from accounts.languages import SOURCE

from ..actions import windows_changed
from ..models import PartQuestion
from . import drafts, groups
from .file import Place, Source
from .reading import Reading
from .report import Problem, Refused, Report
from .rows import Book, Row
from .writing import Writing

FORMAT = "strategy-2018-20/2"
SECTIONS = (
    ("guiding_questions", groups.guiding_question),
    ("question_template", groups.part_question),
    ("working_groups", groups.working_group),
    ("iterations", groups.iteration),
    ("recommendation_sets", drafts.draft_set),
    ("recommendations", drafts.recommendation),
    ("lineage", drafts.lineage),
)


def import_strategy(
    content: bytes, *, progress: Callable[[list[Row]], Iterable[Row]] = iter
) -> Report:
    """Bring a file in, or raise ``Refused`` with everything that is wrong with it."""
    source, book = Source(content), Book()
    with override(SOURCE):
        _read(source.root, book)
    if source.problems:
        raise Refused(source.problems)
    report = Report()
    _write(book, report, progress)
    if "intro" in source.root.value:
        report.notes.append("not read: intro (the home page has texts of its own)")
    report.notes += [f"not read: {key} (unknown)" for key in source.unread()]
    return report


def _read(root: Place, book: Book) -> None:
    if root.string("format") not in ("", FORMAT):
        root.refuse("format", f"not {FORMAT}")
    root.ignore("about", "intro")
    # A file that holds nothing but parts adds them to what is there.
    if "parts" not in root.value or "recommendations" in root.value:
        _read_strategy(root, book)
    positions = dict(PartQuestion.objects.values_list("key", "position"))
    positions |= {
        row.fields["key"]: row.fields["position"] for row in book.rows if row.model is PartQuestion
    }
    for place in root.objects("parts", required=False):
        drafts.part(place, book, positions)


def _read_strategy(root: Place, book: Book) -> None:
    if root.string("source_language") not in ("", SOURCE):
        root.refuse("source_language", f"not {SOURCE}")
    for language in root.objects("languages"):
        language.ignore("autonym", "english_name", "direction")
        language.language("code")
    reading = Reading(root, book)
    for key, read in SECTIONS:
        for position, place in enumerate(root.objects(key), 1):
            read(reading, place, position)
    groups.milestones(reading, root.objects("milestones"))
    stages = root.objects("later_stages", required=False)
    for number, stage in enumerate(stages, reading.last_iteration + 1):
        drafts.later_stage(reading, stage, number)


@transaction.atomic
def _write(book: Book, report: Report, progress) -> None:
    writing = Writing(book)
    for row in progress(book.rows):
        try:
            report.add(writing.write(row), row.model, row.place)
        except (IntegrityError, DataError) as error:
            reason = f"does not agree with what is stored: {error}"
            raise Refused([Problem(row.place, reason)]) from error
    writing.finish()
    if report.did_something:
        windows_changed()

"""Replies that were told by letter stand in the inbox, too; one column less tells of it."""

from django.conf import settings
from django.db import migrations

BATCH = 500


def note_in_inboxes(apps, _editor):
    """Read already, since the letter was."""
    Comment = apps.get_model("feedback", "Comment")
    Notice = apps.get_model("feedback", "Notice")
    told = Comment.objects.exclude(told_at=None).exclude(parent__author=None)
    rows = (
        Notice(person_id=author, kind="reply", comment_id=pk, frequency="at-once",
               made_at=told_at, read_at=told_at, told_at=told_at)
        for pk, author, told_at in told.values_list("pk", "parent__author", "told_at").iterator()
    )  # fmt: skip
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def ask_by_the_new_name(apps, _editor):
    """What still waits, or is lost with the workers of the release before, goes out again."""
    Outbox = apps.get_model("feedback", "Outbox")
    asked = Outbox.objects.filter(task="feedback.tell_of_reply")
    asked.update(task="feedback.announce", published_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0014_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(note_in_inboxes, migrations.RunPython.noop),
        migrations.RunPython(ask_by_the_new_name, migrations.RunPython.noop),
        migrations.RemoveField(model_name="comment", name="told_at"),
    ]

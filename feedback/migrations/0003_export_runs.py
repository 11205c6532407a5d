from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_decision_reason_language")]

    operations = [
        migrations.AddField(
            model_name="export",
            name="attempt",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="export",
            name="base_url",
            field=models.CharField(default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="export",
            name="file_size",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="export",
            name="error",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not-allowed", "You may no longer export the input of this group."),
                    ("broken", "The file could not be written. The fault is on our side."),
                    ("given-up", "The file was begun several times and never finished."),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="export",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting to begin"),
                    ("running", "Being written"),
                    ("ready", "Ready"),
                    ("failed", "Failed"),
                    ("removed", "No longer kept"),
                ],
                default="queued",
                max_length=8,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"])),
                fields=("requested_by", "draft_set", "format"),
                name="one_unfinished_export_of_a_kind",
            ),
        ),
    ]

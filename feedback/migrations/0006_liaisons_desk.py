import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_closed_accounts"),
        ("feedback", "0005_reply_letters"),
        ("recommendations", "0003_moved_dates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("made_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "escalation",
                "verbose_name_plural": "escalations",
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("comment_version", models.PositiveIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("attack", "It attacks or insults somebody"),
                            ("private-data", "It says private things about somebody"),
                            ("spam", "It is advertising or spam"),
                            ("off-topic", "It has nothing to do with the recommendation"),
                            ("false-voice", "It speaks in the name of somebody else"),
                            ("translation", "A translation of it is wrong"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("language", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for a liaison"),
                            ("followed", "A liaison decided on the contribution"),
                            ("dismissed", "A liaison saw no reason to act"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "flag",
                "verbose_name_plural": "flags",
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("recommendation", "Recommendation"),
                            ("group", "Working group"),
                            ("thread", "Thread"),
                            ("language", "Everything in a language"),
                        ],
                        max_length=14,
                    ),
                ),
                ("key", models.CharField(max_length=50)),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("at-once", "At once"),
                            ("daily", "Once a day"),
                            ("weekly", "Once a week"),
                            ("portal", "Only in the portal"),
                        ],
                        default="at-once",
                        max_length=8,
                        verbose_name="letters",
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "follow",
                "verbose_name_plural": "follows",
            },
        ),
        migrations.CreateModel(
            name="MonthlyReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                ("opened_at", models.DateTimeField()),
                ("rows_opened", models.JSONField(default=list)),
                ("rows_final", models.JSONField(null=True)),
                ("final_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "monthly report",
                "verbose_name_plural": "monthly reports",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reply", "Reply"),
                            ("decision", "Decision"),
                            ("contribution", "Contribution"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("at-once", "At once"),
                            ("daily", "Once a day"),
                            ("weekly", "Once a week"),
                            ("portal", "Only in the portal"),
                        ],
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("history", models.JSONField(default=dict)),
                ("restored_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "redaction",
                "verbose_name_plural": "redactions",
            },
        ),
        migrations.CreateModel(
            name="Rendering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("comment_version", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=35, verbose_name="language")),
                ("body", models.TextField(verbose_name="words")),
                ("html", models.TextField(editable=False)),
                (
                    "is_machine",
                    models.BooleanField(default=False, verbose_name="made by a machine"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("superseded", "Replaced by a newer one"),
                            ("removed", "Removed with the words"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "rendering",
                "verbose_name_plural": "renderings",
            },
        ),
        migrations.CreateModel(
            name="ReportCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=40)),
                ("words", models.TextField(max_length=2000, verbose_name="words")),
                ("language", models.CharField(max_length=35)),
                ("made_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(unique=True, verbose_name="key")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("title", models.CharField(max_length=200, verbose_name="rule")),
                ("title_ind", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_de", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_en", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_eo", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_da", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_es", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_fr", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_it", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_pt", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_pt_br", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_ru", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_uk", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_ar", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_hi", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_bn", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_zh_hans", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("title_ja", models.CharField(max_length=200, null=True, verbose_name="rule")),
                ("is_in_force", models.BooleanField(default=True, verbose_name="in force")),
            ],
            options={
                "verbose_name": "rule",
                "verbose_name_plural": "rules",
            },
        ),
        migrations.CreateModel(
            name="StatementDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("target", models.CharField(blank=True, max_length=24, verbose_name="on")),
                ("part", models.CharField(blank=True, max_length=20, verbose_name="part")),
                ("body", models.TextField(blank=True, verbose_name="original words")),
                ("language", models.CharField(blank=True, max_length=35, verbose_name="language")),
                ("english", models.TextField(blank=True, verbose_name="in English")),
                (
                    "wording",
                    models.CharField(blank=True, max_length=10, verbose_name="kind of words"),
                ),
                (
                    "voiced_by",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="voiced by how many"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="first_draft_set",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.draftset",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="first_part",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.part",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="first_recommendation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="removed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="same_as",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="said_alike",
                to="feedback.comment",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="voiced_by",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="wording",
            field=models.CharField(
                blank=True,
                choices=[
                    ("quotation", "Quotation"),
                    ("paraphrase", "Paraphrase"),
                    ("summary", "Summary"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="other",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="feedback.comment",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="place_after",
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AddField(
            model_name="decision",
            name="place_before",
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AlterField(
            model_name="comment",
            name="origin",
            field=models.CharField(
                choices=[
                    ("on-site", "On this portal"),
                    ("elsewhere", "Elsewhere"),
                    ("demo", "Demo text"),
                ],
                default="on-site",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("approve", "Approved"),
                    ("hide", "Hidden"),
                    ("restore", "Restored"),
                    ("redact", "A passage taken out"),
                    ("move", "Filed again elsewhere"),
                    ("duplicate", "Marked as said twice"),
                    ("bundle", "Put under another contribution"),
                    ("unbundle", "Taken out from under another contribution"),
                    ("warn", "Warned"),
                    ("block", "Blocked from writing"),
                    ("unblock", "Block lifted"),
                    ("dismiss", "Reports dismissed"),
                ],
                max_length=10,
                verbose_name="decision",
            ),
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="words")),
                ("language", models.CharField(max_length=35, verbose_name="language")),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for an answer"),
                            ("upheld", "The decision stands"),
                            ("overturned", "The decision was taken back"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                ("answer_language", models.CharField(blank=True, max_length=10)),
                ("answered_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appeals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="feedback.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="block",
                        to="feedback.decision",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "block",
                "verbose_name_plural": "blocks",
            },
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "Meeting"),
                            ("summit", "Regional summit"),
                            ("salon", "Strategy salon"),
                            ("village-pump", "Village pump"),
                            ("mailing-list", "Mailing list"),
                            ("chat", "Chat"),
                            ("call", "Call"),
                            ("survey", "Survey"),
                            ("letter", "Letter"),
                            ("advice", "External advice"),
                            ("research", "Research"),
                        ],
                        max_length=14,
                        verbose_name="what it was",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link")),
                ("began_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("language", models.CharField(blank=True, max_length=35, verbose_name="language")),
                (
                    "people_count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number of people"
                    ),
                ),
                (
                    "people_certainty",
                    models.CharField(
                        choices=[
                            ("exact", "Exactly"),
                            ("estimate", "About"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="how sure the number is",
                    ),
                ),
                (
                    "notes_made",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("minutes", "Notes taken while people spoke"),
                            ("memory", "Written down afterwards, from memory"),
                            ("recording", "From a recording"),
                            ("written", "People wrote it themselves"),
                        ],
                        max_length=10,
                        verbose_name="how notes were made",
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asked", "Everyone was asked and agreed"),
                            ("told", "Everyone was told that it would be reported"),
                            ("public-place", "It was said in a public place"),
                            ("not-asked", "Nobody was asked: no name and no quotation"),
                        ],
                        max_length=12,
                        verbose_name="consent",
                    ),
                ),
                ("context", models.TextField(blank=True, max_length=5000, verbose_name="context")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for a liaison"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.community",
                        verbose_name="affiliate or community",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="conversations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "conversation",
                "verbose_name_plural": "conversations",
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="conversation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="feedback.conversation",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("conversation", None), ("author", None), _connector="OR"),
                name="a_statement_from_elsewhere_has_no_author_here",
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="escalations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="escalations",
                to="feedback.comment",
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="flags",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flags",
                to="feedback.comment",
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flags",
                to="feedback.decision",
            ),
        ),
        migrations.AddField(
            model_name="follow",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="follows",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="monthlyreport",
            name="group",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.workinggroup",
            ),
        ),
        migrations.AddField(
            model_name="monthlyreport",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="feedback.comment",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="feedback.decision",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redaction",
                to="feedback.decision",
            ),
        ),
        migrations.AddField(
            model_name="rendering",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="renderings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rendering",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renderings",
                to="feedback.comment",
            ),
        ),
        migrations.AddField(
            model_name="rendering",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="renderings_decided",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportcorrection",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportcorrection",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="report_corrections",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportcorrection",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrections",
                to="feedback.monthlyreport",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="rule",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="feedback.rule",
                verbose_name="rule",
            ),
        ),
        migrations.AddField(
            model_name="statementdraft",
            name="comment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafted_as",
                to="feedback.comment",
            ),
        ),
        migrations.AddField(
            model_name="statementdraft",
            name="conversation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="feedback.conversation",
            ),
        ),
        migrations.AddField(
            model_name="statementdraft",
            name="question",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.guidingquestion",
                verbose_name="guiding question",
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["made_at"], name="open_appeals"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("answered_at__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_answered_appeal_has_an_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["person", "until"], name="feedback_bl_person__6d68f0_idx"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=["state", "-published_at"], name="feedback_co_state_f8ba98_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    models.Q(("began_on__isnull", False), ("ended_on__gte", models.F("began_on"))),
                    _connector="OR",
                ),
                name="a_conversation_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("comment",),
                name="one_open_escalation_a_comment",
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["comment"], name="open_flags"
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", None), ("state", "open")),
                    models.Q(("state", "open"), _negated=True),
                    _connector="OR",
                ),
                name="an_open_flag_has_no_decision",
            ),
        ),
        migrations.AddIndex(
            model_name="follow",
            index=models.Index(fields=["about", "key"], name="feedback_fo_about_1fc2f5_idx"),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(
                fields=("person", "about", "key"), name="one_follow_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=models.UniqueConstraint(
                fields=("group", "month"), name="one_report_a_group_and_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("group", None)),
                fields=("month",),
                name="one_report_a_month_on_the_whole_movement",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("final_at", None), ("rows_final", None)),
                    models.Q(("final_at__isnull", False), ("rows_final__isnull", False)),
                    _connector="OR",
                ),
                name="a_final_report_has_its_rows",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["person", "-made_at"], name="feedback_no_person__905752_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("told_at", None)),
                fields=["frequency", "person"],
                name="notices_to_send",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", None)),
                fields=("person", "comment"),
                name="one_notice_a_person_and_comment",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("person", "decision"), name="one_notice_a_person_and_decision"
            ),
        ),
        migrations.AddIndex(
            model_name="rendering",
            index=models.Index(fields=["state", "made_at"], name="feedback_re_state_944a60_idx"),
        ),
        migrations.AddConstraint(
            model_name="rendering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "confirmed")),
                fields=("comment", "language"),
                name="one_confirmed_rendering_a_language",
            ),
        ),
    ]

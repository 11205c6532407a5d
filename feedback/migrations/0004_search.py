"""The table of the search, and each database's own full-text index of its tokens."""

import django.db.models.deletion
from django.db import migrations, models

# The tokens are cut already: FTS5 has to leave them alone. It reads them from the table itself.
SQLITE = [
    """
    CREATE VIRTUAL TABLE feedback_indexedtext_words USING fts5(
        title_tokens, tokens, content='feedback_indexedtext', content_rowid='id',
        detail='column', columnsize=0, tokenize="ascii tokenchars '~'"
    )
    """,
    """
    CREATE TRIGGER feedback_indexedtext_added AFTER INSERT ON feedback_indexedtext BEGIN
        INSERT INTO feedback_indexedtext_words(rowid, title_tokens, tokens)
        VALUES (new.id, new.title_tokens, new.tokens);
    END
    """,
    """
    CREATE TRIGGER feedback_indexedtext_removed AFTER DELETE ON feedback_indexedtext BEGIN
        INSERT INTO feedback_indexedtext_words(feedback_indexedtext_words, rowid, title_tokens, tokens)
        VALUES ('delete', old.id, old.title_tokens, old.tokens);
    END
    """,
    """
    CREATE TRIGGER feedback_indexedtext_changed AFTER UPDATE OF title_tokens, tokens
    ON feedback_indexedtext BEGIN
        INSERT INTO feedback_indexedtext_words(feedback_indexedtext_words, rowid, title_tokens, tokens)
        VALUES ('delete', old.id, old.title_tokens, old.tokens);
        INSERT INTO feedback_indexedtext_words(rowid, title_tokens, tokens)
        VALUES (new.id, new.title_tokens, new.tokens);
    END
    """,
]
# The triggers go with their table, the other half of the index by itself.
SQLITE_BACK = ["DROP TABLE feedback_indexedtext_words"]

POSTGRESQL = [
    """
    ALTER TABLE feedback_indexedtext
        ADD COLUMN vector tsvector GENERATED ALWAYS AS
            (array_to_tsvector(string_to_array(tokens, ' '))) STORED,
        ADD COLUMN title_vector tsvector GENERATED ALWAYS AS
            (array_to_tsvector(string_to_array(title_tokens, ' '))) STORED
    """,
    "CREATE INDEX feedback_indexedtext_vector ON feedback_indexedtext USING gin (vector)",
]


def make_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    """On PostgreSQL index and columns go with the table."""
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else []:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0003_date_letters"),
        ("recommendations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexedText",
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
                            ("recommendation", "Recommendation"),
                            ("part", "Part of a recommendation"),
                            ("comment", "Contribution"),
                            ("group", "Working group"),
                            ("page", "Page about this portal"),
                        ],
                        max_length=14,
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("language", models.CharField(max_length=35)),
                ("said_at", models.DateTimeField(null=True)),
                ("title", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("title_tokens", models.TextField(blank=True)),
                ("tokens", models.TextField()),
                (
                    "draft_set",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="recommendations.draftset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id", "language"),
                        name="one_indexed_text_per_language",
                    )
                ],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]

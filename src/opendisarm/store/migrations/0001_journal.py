"""The journal table and the triggers that keep it append-only."""

from django.db import migrations, models

from opendisarm.store import triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="JournalRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("id", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(db_index=True, max_length=40)),
                ("payload", models.TextField()),
                ("file", models.TextField(blank=True, db_index=True)),
                ("file_digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("sheet", models.TextField(blank=True)),
                ("row", models.BigIntegerField(default=0)),
                ("shape", models.BinaryField(null=True)),
                ("given_shape", models.BinaryField(null=True)),
                ("west", models.FloatField(null=True)),
                ("south", models.FloatField(null=True)),
                ("east", models.FloatField(null=True)),
                ("north", models.FloatField(null=True)),
                ("on", models.CharField(blank=True, max_length=10)),
                ("ref", models.TextField(blank=True, db_index=True)),
                ("org", models.TextField(blank=True)),
                ("supersedes", models.CharField(blank=True, max_length=40)),
                ("batch", models.CharField(db_index=True, max_length=40)),
                ("entered", models.CharField(max_length=32)),
                ("by", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("chain", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal",
                "ordering": ("seq",),
            },
        ),
        migrations.RunPython(triggers.create),
    ]

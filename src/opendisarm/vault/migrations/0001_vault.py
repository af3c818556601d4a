"""The tables of the vault, and the triggers that keep its reading log append-only."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from opendisarm.vault import triggers


class Migration(migrations.Migration):
    """The vault as it first was."""

    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = []

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Binding",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("check_value", models.CharField(max_length=64)),
            ],
            options={"db_table": "vault_binding"},
        ),
        migrations.CreateModel(
            name="SealedRow",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=40)),
                ("sealed_at", models.CharField(max_length=32)),
                ("by", models.TextField()),
                ("content", models.BinaryField()),
            ],
            options={"db_table": "vault_sealed", "ordering": ("seq",)},
        ),
        migrations.CreateModel(
            name="LookupRow",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("subject", models.CharField(max_length=40, unique=True)),
                ("gone", models.BooleanField(default=False)),
            ],
            options={"db_table": "vault_lookups"},
        ),
        migrations.CreateModel(
            name="MarkRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=40)),
                ("scheme", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=32)),
            ],
            options={"db_table": "vault_marks"},
        ),
        migrations.CreateModel(
            name="ReadRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("moment", models.CharField(max_length=32)),
                ("by", models.TextField()),
                ("subject", models.CharField(blank=True, db_index=True, max_length=40)),
                ("purpose", models.TextField(blank=True)),
                ("what", models.CharField(max_length=40)),
                ("previous", models.CharField(max_length=64)),
                ("chain", models.CharField(max_length=64)),
            ],
            options={"db_table": "vault_reads", "ordering": ("seq",)},
        ),
        migrations.RunPython(triggers.create),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True)),
                ("by", models.CharField(db_index=True, max_length=60)),
                ("org", models.CharField(blank=True, max_length=120)),
                ("acts", models.CharField(max_length=60)),
                ("state", models.CharField(default="waiting", max_length=20)),
                ("task", models.CharField(default="look", max_length=20)),
                ("failure", models.CharField(blank=True, max_length=20)),
                ("persons", models.BooleanField(default=True)),
                ("files", models.BinaryField(default=bytes)),
                ("wanted", models.BinaryField(default=bytes)),
                ("progress", models.BinaryField(default=bytes)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("cut", models.PositiveSmallIntegerField(default=0)),
                ("batches", models.JSONField(blank=True, default=list)),
                ("entries", models.PositiveIntegerField(null=True)),
                ("found", models.JSONField(blank=True, default=dict)),
                ("made", models.DateTimeField()),
                ("changed", models.DateTimeField()),
            ],
            options={"ordering": ("-made", "-id")},
        ),
        migrations.CreateModel(
            name="KeptMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org", models.CharField(blank=True, max_length=120)),
                ("name", models.CharField(max_length=80)),
                ("sealed", models.BinaryField(default=bytes)),
                ("by", models.CharField(max_length=60)),
                ("made", models.DateTimeField()),
            ],
            options={"ordering": ("name", "id")},
        ),
        migrations.AddConstraint(
            model_name="keptmapping",
            constraint=models.UniqueConstraint(fields=("org", "name"), name="one_mapping_of_a_name"),
        ),
    ]

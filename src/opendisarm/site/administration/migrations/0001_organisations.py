from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250, unique=True)),
                ("full_name", models.CharField(blank=True, max_length=250)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("contact", models.TextField(blank=True, max_length=1000)),
                ("by", models.CharField(max_length=60)),
                ("changed", models.DateTimeField()),
            ],
            options={
                "ordering": ("name",),
            },
        ),
    ]

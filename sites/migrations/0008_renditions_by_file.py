"""Pictures are found by the name of their file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_sites", "0007_town_hosts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="townrendition",
            index=models.Index(fields=["file"], name="rendition_by_file"),
        ),
    ]

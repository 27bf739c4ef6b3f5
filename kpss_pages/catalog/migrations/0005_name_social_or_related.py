"""Calls the field by what is chosen in it: it stood beside the type by the act under nearly the same name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kpss_catalog", "0004_mapped_places")]

    operations = [
        # safe: only the name that people read changes
        migrations.AlterField(
            model_name="service",
            name="kind",
            field=models.CharField(
                choices=[("social", "social service"), ("related", "related service")],
                default="social",
                max_length=10,
                verbose_name="social or related",
            ),
        ),
    ]

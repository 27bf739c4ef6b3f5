"""A reading of a register may be a trial, and knows the file that it waits with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kpss_catalog", "0005_editions_by_hand")]

    operations = [
        migrations.AddField(
            model_name="registerrun",
            name="is_trial",
            field=models.BooleanField(default=False, verbose_name="trial"),
        ),
        migrations.AddField(
            model_name="registerrun",
            name="kept_as",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
    ]

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import sites.validators


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_sites", "0006_addresses_verified"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="TownHost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hostname",
                    models.CharField(
                        help_text="Without https://, for example www.kpss.prerov.example.",
                        max_length=253,
                        validators=[sites.validators.validate_hostname],
                        verbose_name="host name",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="further_hosts",
                        to="wagtailcore.site",
                        verbose_name="town",
                    ),
                ),
            ],
            options={
                "verbose_name": "further host name",
                "verbose_name_plural": "further host names",
                "ordering": ("hostname",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hostname",),
                        name="one_town_per_further_host",
                        violation_error_code="unique",
                        violation_error_message="This host name leads to a town already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hostname", django.db.models.functions.text.Lower("hostname"))),
                        name="further_host_in_lower_case",
                        violation_error_message="Write the host name in small letters.",
                    ),
                ],
            },
        ),
    ]

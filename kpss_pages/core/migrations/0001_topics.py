"""Topics are no longer of news alone: what was ``kpss_news.NewsTopic`` keeps its table until the news let go of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("kpss_news", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="topics",
                                to="wagtailcore.site",
                                verbose_name="town",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                blank=True,
                                help_text="Letters without diacritics, digits and hyphens; made from the name when left empty.",
                                max_length=60,
                                verbose_name="name in the address",
                            ),
                        ),
                        ("name_cs", models.CharField(blank=True, max_length=80, verbose_name="name in Czech")),
                        ("name_sk", models.CharField(blank=True, max_length=80, verbose_name="name in Slovak")),
                    ],
                    options={
                        "verbose_name": "topic",
                        "verbose_name_plural": "topics",
                        "ordering": ["slug"],
                        "db_table": "kpss_news_newstopic",
                        "constraints": [
                            models.UniqueConstraint(fields=["site", "slug"], name="one_news_topic_per_town_and_slug"),
                            models.CheckConstraint(
                                condition=~models.Q(name_cs="", name_sk=""), name="news_topic_has_a_name"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]

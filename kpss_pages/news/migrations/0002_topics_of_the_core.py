"""News point to the core's topics, which are the rows they have pointed to before."""

import modelcluster.fields
from django.db import migrations

COLUMN = "ALTER TABLE kpss_news_newspage_topics RENAME COLUMN %s TO %s"


class Migration(migrations.Migration):
    dependencies = [("kpss_core", "0001_topics"), ("kpss_news", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(COLUMN % ("newstopic_id", "topic_id"), COLUMN % ("topic_id", "newstopic_id")),
            ],
            state_operations=[
                # safe: the same rows under another name
                migrations.AlterField(
                    model_name="newspage",
                    name="topics",
                    field=modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="news_pages", to="kpss_core.topic", verbose_name="topics"
                    ),
                ),
                migrations.DeleteModel(name="NewsTopic"),  # safe: the table stays, it is the core's now
            ],
        ),
    ]

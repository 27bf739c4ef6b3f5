"""The topics' table, content type, permissions and constraints get the names of their new place; a topic has a kind."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORMER, PRESENT = ("kpss_news", "newstopic"), ("kpss_core", "topic")


def rename(apps: Apps, former: tuple[str, str], present: tuple[str, str]) -> None:
    """Rename the content type and its permissions, so that grants, references and histories stay."""
    content_types: Any = apps.get_model("contenttypes", "ContentType").objects
    for content_type in content_types.filter(app_label=former[0], model=former[1]):
        # Made by a migration of part of the apps; nothing stands on it yet.
        content_types.filter(app_label=present[0], model=present[1]).delete()
        content_type.app_label, content_type.model = present
        content_type.save()
        for permission in apps.get_model("auth", "Permission").objects.filter(content_type=content_type):
            permission.codename = permission.codename.replace(former[1], present[1])
            permission.name = permission.name.replace("news topic", "topic")
            permission.save()


def forward(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename(apps, FORMER, PRESENT)


def backward(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename(apps, PRESENT, FORMER)


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_core", "0001_topics"),
        ("kpss_news", "0002_topics_of_the_core"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelTable(name="topic", table=None),
        migrations.RunPython(forward, backward),
        migrations.AddField(
            model_name="topic",
            name="kind",
            field=models.CharField(
                choices=[("topic", "topic"), ("working_group", "working group")],
                default="topic",
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.RemoveConstraint(model_name="topic", name="one_news_topic_per_town_and_slug"),
        migrations.RemoveConstraint(model_name="topic", name="news_topic_has_a_name"),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                fields=["site", "slug"],
                name="one_topic_per_town_and_slug",
                violation_error_message="The town has a topic of this name already; use that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=~models.Q(name_cs="", name_sk=""),
                name="topic_has_a_name",
                violation_error_message="Fill in the name in at least one language.",
            ),
        ),
    ]

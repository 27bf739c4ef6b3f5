"""Coordinators and managers of the towns that are there already name the levels of their plans."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="kpss_plans", model="planstructure"
    )
    # Django makes permissions when all migrations are done, which is too late here.
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="change_planstructure",
        defaults={"name": "Can change structure of plans"},
    )
    roles = apps.get_model("kpss_sites", "TownRole").objects.filter(role__in=("coordinator", "manager"))
    for role in roles.iterator():
        apps.get_model("wagtailcore", "GroupSitePermission").objects.get_or_create(
            group_id=role.group_id, site_id=role.site_id, permission=permission
        )


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_plans", "0002_measures_and_reports"),
        ("kpss_sites", "0008_renditions_by_file"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]

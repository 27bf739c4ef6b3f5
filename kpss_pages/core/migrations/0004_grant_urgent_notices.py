"""The towns that are there already write urgent notices."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sites.granting import EVERYBODY, grant_rows


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant_rows(apps, "kpss_core", {"urgentnotice": ("add", "change", "delete")}, EVERYBODY)


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_core", "0003_urgent_notices"),
        ("kpss_sites", "0010_documents_addressed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]

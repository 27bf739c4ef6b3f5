"""The towns that are there already keep contacts."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sites.granting import EVERYBODY, PLANNERS, grant_rows

ROWS = ("organisation", "office", "department", "person", "contactrole")


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant_rows(apps, "kpss_contacts", dict.fromkeys(ROWS, ("add", "change", "delete")), EVERYBODY)
    grant_rows(apps, "kpss_contacts", {"contactsettings": ("change",)}, PLANNERS)


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_contacts", "0001_initial"),
        ("kpss_sites", "0010_documents_addressed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]

"""The towns that are there already keep a catalogue."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sites.granting import EVERYBODY, PLANNERS, grant_rows

KEPT = ("add", "change", "delete")


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant_rows(apps, "kpss_catalog", {"provider": KEPT, "service": KEPT, "proposal": ("change",)}, EVERYBODY)
    planned = {
        "lifesituation": KEPT,
        "synonyms": KEPT,
        "guideedition": KEPT,
        "searchwithoutresult": ("view", "delete"),
        "catalogsettings": ("change",),
    }
    grant_rows(apps, "kpss_catalog", planned, PLANNERS)


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_catalog", "0001_initial"),
        ("kpss_sites", "0010_documents_addressed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]

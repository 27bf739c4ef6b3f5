"""The towns that are there already keep a barrier-free map."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sites.granting import EVERYBODY, PLANNERS, grant_rows

KEPT = ("add", "change", "delete")


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    everybody = {"place": KEPT, "survey": ("add", "change"), "barrierreport": ("change",)}
    grant_rows(apps, "kpss_barrier_free", everybody, EVERYBODY)
    grant_rows(apps, "kpss_barrier_free", {"surveylink": KEPT, "barrierfreesettings": ("change",)}, PLANNERS)


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_barrier_free", "0001_initial"),
        ("kpss_sites", "0010_documents_addressed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]

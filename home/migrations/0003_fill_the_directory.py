from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from home.directory import fold
from kpss_pages.core.collation import sort_text


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    entry, site = apps.get_model("kpss_home", "DirectoryEntry"), apps.get_model("wagtailcore", "Site")
    entry.objects.bulk_create(
        [
            entry(
                site_id=pk,
                folded_name=fold(name)[:255],
                sort_cs=sort_text(name, "cs"),
                sort_sk=sort_text(name, "sk"),
            )
            for pk, name in site.objects.values_list("pk", "site_name")
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("kpss_home", "0002_directory_of_towns")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

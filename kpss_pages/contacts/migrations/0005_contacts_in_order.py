"""Contacts that are there already get their place in the order of their town's language."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kpss_pages.core.collation import sort_text

ROWS = ("Organisation", "Office", "Department", "Person", "ContactRole")


def put_in_order(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in ROWS:
        model = apps.get_model("kpss_contacts", name)
        for row in model.objects.select_related("site__root_page__locale").iterator(chunk_size=500):
            language = row.site.root_page.locale.language_code
            model.objects.filter(pk=row.pk).update(sorts_as=sort_text(_name(row), language))


def _name(row: Any) -> str:
    return f"{row.family_name} {row.given_name}" if hasattr(row, "family_name") else row.name


class Migration(migrations.Migration):
    dependencies = [("kpss_contacts", "0004_sorted_by_the_language")]

    operations = [migrations.RunPython(put_in_order, migrations.RunPython.noop)]

"""Permanent addresses of the documents that are there, and records of publication that the database keeps as they are."""

from pathlib import PurePath

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "kpss_sites_publication"
BATCH = 1000

POSTGRESQL = (
    """
    CREATE FUNCTION kpss_publications_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION 'records of publication are not changed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM wagtailcore_site WHERE id = OLD.site_id) THEN
            RAISE EXCEPTION 'records of publication are not removed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END
    $$
    """,
    f"""
    CREATE TRIGGER kpss_publications_are_kept BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION kpss_publications_are_kept()
    """,
)
# A town is removed before its records, so the table knows which removal is which.

SQLITE = (
    f"""
    CREATE TRIGGER kpss_publications_are_kept BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'records of publication are not changed'); END
    """,
)
# SQLite is for trying out: there, emptying the database deletes row by row, so removal is refused by the model alone.
# It also rebuilds a table that a migration alters, without its triggers: such a migration has to make this one again.


def refuse_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def allow_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER kpss_publications_are_kept ON {TABLE}")
        schema_editor.execute("DROP FUNCTION kpss_publications_are_kept()")
    else:
        schema_editor.execute("DROP TRIGGER kpss_publications_are_kept")


def address_documents(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the addresses that documents have: the names of their present files."""
    documents = apps.get_model("kpss_sites", "TownDocument").objects
    rows = documents.filter(address_name="").exclude(file="")
    while batch := list(rows.only("file")[:BATCH]):
        for row in batch:
            row.address_name = PurePath(row.file.name).name
        documents.bulk_update(batch, ["address_name"])


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_sites", "0009_documents_kept"),
    ]

    operations = [
        migrations.RunPython(refuse_changes, allow_changes),
        migrations.RunPython(address_documents, migrations.RunPython.noop),
    ]

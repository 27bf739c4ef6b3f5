"""The audit trail, which the database itself keeps from being changed."""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import sites.models.audit

TABLE = "kpss_sites_auditentry"

POSTGRESQL = (
    """
    CREATE FUNCTION kpss_audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION 'entries of the audit trail are not changed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF OLD.kept_until > clock_timestamp()
            AND (OLD.site_id IS NULL OR EXISTS (SELECT 1 FROM wagtailcore_site WHERE id = OLD.site_id))
        THEN
            RAISE EXCEPTION 'entries of the audit trail are not removed before their time'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END
    $$
    """,
    f"""
    CREATE TRIGGER kpss_audit_is_kept BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION kpss_audit_is_kept()
    """,
)
# A town is removed before its entries, so the table knows which removal is which.

SQLITE = (
    f"""
    CREATE TRIGGER kpss_audit_is_kept BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'entries of the audit trail are not changed'); END
    """,
)
# SQLite is for trying out: there, emptying the database deletes row by row, so removal is refused by the model alone.
# It also rebuilds a table that a migration alters, without its triggers: such a migration has to make this one again.


def refuse_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def allow_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER kpss_audit_is_kept ON {TABLE}")
        schema_editor.execute("DROP FUNCTION kpss_audit_is_kept()")
    else:
        schema_editor.execute("DROP TRIGGER kpss_audit_is_kept")


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_sites", "0003_no_welcome_tree"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date and time")),
                (
                    "kept_until",
                    models.DateTimeField(
                        db_index=True, default=sites.models.audit.keep_until, verbose_name="kept until"
                    ),
                ),
                ("person_id", models.BigIntegerField(null=True, verbose_name="number of the account")),
                ("person", models.CharField(blank=True, max_length=255, verbose_name="who")),
                ("action", models.CharField(max_length=255, verbose_name="action")),
                ("what", models.CharField(blank=True, max_length=255, verbose_name="kind of thing")),
                ("object_id", models.CharField(blank=True, max_length=255)),
                ("label", models.TextField(blank=True, verbose_name="what it concerned")),
                ("details", models.JSONField(default=dict, verbose_name="details")),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="town",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the audit trail",
                "verbose_name_plural": "entries of the audit trail",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["site", "-at", "-id"], name="audit_of_a_town"),
                    models.Index(fields=["site", "person_id"], name="audit_of_a_person"),
                ],
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]

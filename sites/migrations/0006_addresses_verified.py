from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def vouch(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """People came by the link of an invitation so far, administrators through the console: their addresses are known."""
    email_address = apps.get_model("account", "EmailAddress")
    for user in apps.get_model("kpss_sites", "User").objects.exclude(email="").iterator():
        email_address.objects.get_or_create(
            user_id=user.pk, email=user.email.lower(), defaults={"verified": True, "primary": True}
        )


class Migration(migrations.Migration):
    dependencies = [("kpss_sites", "0005_accounts"), ("account", "0009_emailaddress_unique_primary_email")]

    operations = [migrations.RunPython(vouch, migrations.RunPython.noop)]

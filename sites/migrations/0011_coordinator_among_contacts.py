"""The coordinator is a role among the contacts; the settings name none any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_sites", "0010_documents_addressed"),
        ("kpss_contacts", "0003_coordinators_of_the_settings"),
    ]

    operations = [
        migrations.RemoveField(  # safe: the migration of the contacts has made a role of it
            model_name="townsettings", name="coordinator_role"
        ),
        migrations.RemoveField(  # safe: it is the role's note
            model_name="townsettings", name="coordinator_office"
        ),
        migrations.RemoveField(  # safe: it is among the role's telephones, or in its note
            model_name="townsettings", name="coordinator_phone"
        ),
        migrations.RemoveField(  # safe: it is among the role's e-mails
            model_name="townsettings", name="coordinator_email"
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_contacts", "0001_initial"),
        ("kpss_plans", "0004_contact_of_a_role"),
    ]

    operations = [
        migrations.AddField(
            model_name="planpage",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                help_text="One of the town's contacts: whoever holds the role is shown, also when that changes.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="kpss_contacts.contactrole",
                verbose_name="whom to ask",
            ),
        ),
    ]

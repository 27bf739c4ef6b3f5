from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_sites", "0009_documents_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="documenttext",
            name="stems",
            field=models.TextField(default=""),
        ),
    ]

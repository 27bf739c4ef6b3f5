from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remove_welcome(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take away what Wagtail plants in a new database: a default site would answer for every unknown host, and the
    default groups hold permissions on the whole tree."""
    site_model = apps.get_model("wagtailcore", "Site")
    if site_model.objects.exclude(hostname="localhost").exists():
        return
    site_model.objects.all().delete()
    page_model = apps.get_model("wagtailcore", "Page")
    page_model.objects.filter(depth=2, content_type__model="page").delete()
    page_model.objects.filter(depth=1).update(numchild=0, title="KPSS", draft_title="KPSS")
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_sites", "0002_towns"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(remove_welcome, migrations.RunPython.noop)]

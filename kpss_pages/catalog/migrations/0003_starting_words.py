"""The towns that are there already begin with the life situations and synonyms of a new one."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kpss_pages.catalog.finding.starters import starter_situations, starter_synonyms


def plant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    situation, synonyms = (apps.get_model("kpss_catalog", name) for name in ("LifeSituation", "Synonyms"))
    towns = apps.get_model("kpss_sites", "TownSettings").objects.select_related("site__root_page__locale")
    for town in towns.iterator():
        further = town.other_languages.values_list("language", flat=True)
        languages = [town.site.root_page.locale.language_code, *further]
        rows = starter_situations(town.country, languages)
        situation.objects.bulk_create(situation(site_id=town.site_id, **fields) for fields in rows)
        synonyms.objects.bulk_create(
            synonyms(site_id=town.site_id, words=words) for words in starter_synonyms(languages)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_catalog", "0002_grant_catalogue"),
        ("kpss_sites", "0010_documents_addressed"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]

"""Plants what a town's catalogue begins with."""

from kpss_pages.catalog.finding.starters import starter_situations, starter_synonyms
from kpss_pages.catalog.models import LifeSituation, Synonyms
from sites.models import TownSettings


def plant_words(town: TownSettings) -> None:
    """Give a town the life situations and the words that mean the same of its languages, unless it has any of them."""
    languages = town.languages
    if not LifeSituation.objects.filter(site=town.site_id).exists():
        situations = starter_situations(town.country, languages)
        LifeSituation.objects.bulk_create(LifeSituation(site_id=town.site_id, **fields) for fields in situations)
    if not Synonyms.objects.filter(site=town.site_id).exists():
        Synonyms.objects.bulk_create(
            Synonyms(site_id=town.site_id, words=words) for words in starter_synonyms(languages)
        )

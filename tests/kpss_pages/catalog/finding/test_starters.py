"""What a town's catalogue begins with."""

import pytest

from kpss_pages.catalog.finding.icons import ICONS
from kpss_pages.catalog.finding.planting import plant_words
from kpss_pages.catalog.finding.starters import starter_situations, starter_synonyms
from kpss_pages.catalog.models import LifeSituation, Synonyms
from kpss_pages.catalog.vocabulary import service_types, target_groups
from sites.models import TownSettings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("country", ["CZ", "SK"])
def test_situations_name_terms_and_pictures_that_there_are(country: str) -> None:
    for fields in starter_situations(country, ["cs", "sk"]):
        assert fields["icon"] in ICONS
        assert {service_types()[code].country for code in fields["type_codes"]} <= {country}
        assert set(fields["target_groups"]) <= target_groups().keys()
        assert fields["type_codes"] or fields["target_groups"]
        LifeSituation(site_id=1, **fields).clean_fields(exclude=["site"])


def test_town_begins_with_words_of_its_languages_alone(prerov: TownSettings, bbsk: TownSettings) -> None:
    for town, word in ((prerov, "pečovatelka"), (bbsk, "opatrovateľka")):
        assert Synonyms.objects.filter(site=town.site, words__contains=word).exists()
        assert LifeSituation.objects.filter(site=town.site).count() == 16
    assert not Synonyms.objects.filter(site=prerov.site, words__contains="opatrovateľka").exists()
    assert len(starter_synonyms(["sk"])) > 40


def test_words_are_planted_once(prerov: TownSettings) -> None:
    LifeSituation.objects.filter(site=prerov.site).exclude(slug="krize").delete()
    plant_words(prerov)

    assert LifeSituation.objects.filter(site=prerov.site).count() == 1

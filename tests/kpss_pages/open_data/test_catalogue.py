"""The catalogue is valid by DCAT-AP-CZ, or there is none and the page says what it wants."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpss_pages.core.data_sets import data_sets
from kpss_pages.open_data.catalogue import wants
from kpss_pages.open_data.choices import Licence
from kpss_pages.open_data.models import OpenDataPage
from sites.models import TownSettings
from tests.builders import At, make_town, publish_language, section_of
from tests.open_norms import assert_valid

pytestmark = pytest.mark.django_db

NORM = "dcat-ap-cz-rozhraní-katalogů-otevřených-dat"


def with_all(town: TownSettings, **changes: Any) -> OpenDataPage:
    """Give a town all that a catalogue needs; return its open data page."""
    town.company_id, town.filing_email = "00301825", "podatelna@town.example"
    town.save()
    page = section_of(town, OpenDataPage)
    for name, value in ({"licence": Licence.CC_BY, "ruian_code": "511382"} | changes).items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


@pytest.fixture
def olomouc(db: None) -> TownSettings:
    """Return a town that is served at https, as every town is outside the tests."""
    return make_town("olomouc", port=443)


def fetched(at: At, url: str) -> Any:
    host = url.removeprefix("https://").split("/")[0]
    response = at(host).get(url.removeprefix(f"https://{host}"), secure=True)
    assert response.status_code == 200, url
    return json.loads(response.content)


def test_catalogue_and_its_data_sets_are_valid_and_lead_to_files(at: At, olomouc: TownSettings) -> None:
    page = with_all(olomouc)
    catalogue = fetched(at, f"{page.full_url}catalogue.jsonld")

    assert_valid(catalogue, NORM, "katalog")
    assert catalogue["poskytovatel"].endswith("/orgán-veřejné-moci/00301825")
    assert len(catalogue["datová_sada"]) == len(data_sets()) > 0
    for iri in catalogue["datová_sada"]:
        about = fetched(at, iri)
        assert_valid(about, NORM, "datová-sada")
        assert about["iri"] == iri
        assert about["prvek_rúian"] == ["https://linked.cuzk.cz/resource/ruian/obec/511382"]
        for distribution in about["distribuce"]:
            if distribution.get("typ_média", "json").endswith("json"):
                fetched(at, distribution["přístupové_url"])
            assert distribution["podmínky_užití"]["autorské_dílo"] == Licence.CC_BY


def test_news_name_their_norm_and_its_schema(at: At, olomouc: TownSettings) -> None:
    page = with_all(olomouc, ruian_code="", licence=Licence.CC0)
    about = fetched(at, f"{page.full_url}news-dataset.jsonld")

    assert_valid(about, NORM, "datová-sada")
    assert about["specifikace"] == ["https://ofn.gov.cz/aktuality/2020-07-01/"]
    assert about["distribuce"][0]["schéma"] == "https://ofn.gov.cz/aktuality/2020-07-01/schémata/aktuality.json"
    assert about["prvek_rúian"] == []
    assert "autor" not in about["distribuce"][0]["podmínky_užití"]


def test_catalogues_name_nothing_of_another_town(at: At, olomouc: TownSettings) -> None:
    other = make_town("prostejov", port=443)
    pages = [with_all(olomouc), with_all(other)]
    for page, host, foreign in (
        (pages[0], "olomouc.example", "prostejov"),
        (pages[1], "prostejov.example", "olomouc"),
    ):
        written = json.dumps(fetched(at, f"{page.full_url}catalogue.jsonld"), ensure_ascii=False).lower()
        assert host in written
        assert foreign not in written.replace("prostějov", "prostejov")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"company_id": ""}, "company number"),
        ({"licence": ""}, "terms"),
    ],
)
def test_town_that_wants_something_has_no_catalogue_and_the_page_says_why(
    at: At, prerov: TownSettings, changes: dict[str, str], sentence: str
) -> None:
    page = with_all(prerov, **({"licence": ""} if "licence" in changes else {}))
    if "company_id" in changes:
        prerov.company_id = ""
        prerov.save()

    for name in ("catalogue.jsonld", "news-dataset.jsonld"):
        assert at("prerov.example").get(f"{page.get_url_parts()[2]}{name}").status_code == 404
    response = at("prerov.example").get(page.get_url_parts()[2])
    assert len(response.context["wanting"]) == 1
    assert response.context["catalogue_url"] == ""
    with translation.override("en"):
        assert sentence in " ".join(wants(page, prerov))


def test_slovak_town_has_no_czech_catalogue(at: At, bbsk: TownSettings) -> None:
    page = with_all(bbsk)
    assert at("bbsk.example").get(f"{page.get_url_parts()[2]}catalogue.jsonld").status_code == 404
    assert at("bbsk.example").get(page.get_url_parts()[2]).context["catalogue_url"] == ""


def test_catalogue_is_in_czech_and_has_one_address_in_a_town_of_two_languages(at: At) -> None:
    town = make_town("cheb", port=443, other_languages=("sk",))
    publish_language(town, "sk")
    page, slovak = with_all(town), section_of(town, OpenDataPage, "sk")

    assert set(fetched(at, f"{page.full_url}catalogue.jsonld")["název"]) == {"cs"}
    assert at("cheb.example").get(f"{slovak.get_url_parts()[2]}catalogue.jsonld", secure=True).status_code == 404
    shown = at("cheb.example").get(slovak.get_url_parts()[2], secure=True)
    assert shown.context["catalogue_url"] == f"{page.full_url}catalogue.jsonld"
    assert shown.context["licence_url"] == Licence.CC_BY


@pytest.mark.parametrize("code", ["12345", "1234567", "51138x", "５１１３８２", "511382\n"])
def test_code_that_is_none_is_refused(prerov: TownSettings, code: str) -> None:
    page = section_of(prerov, OpenDataPage)
    page.ruian_code = code
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert "ruian_code" in error.value.message_dict

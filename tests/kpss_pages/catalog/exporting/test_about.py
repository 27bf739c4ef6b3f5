"""The page about the data and the description of the interface say what is there."""

import json
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import openapi_spec_validator
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kpss_pages.catalog.exporting.openapi import OF_LISTS
from kpss_pages.catalog.exporting.parameters import list_parameters, names_of
from kpss_pages.catalog.exporting.plain import FIELDS
from kpss_pages.catalog.exporting.shapes import SHAPES
from kpss_pages.catalog.finding import Filters
from kpss_pages.catalog.models import CatalogIndexPage
from sites.models import TownSettings
from tests.builders import At, section_of
from tests.kpss_pages.catalog.exporting.samples import make_catalogue

pytestmark = pytest.mark.django_db


def described(at: At, town: TownSettings) -> Any:
    response = at(town.site.hostname).get(f"{section_of(town, CatalogIndexPage).get_url_parts()[2]}openapi.json")
    assert response.status_code == 200
    return json.loads(response.content)


def test_every_filter_is_described_and_every_parameter_is_read_by_the_page() -> None:
    assert names_of(list_parameters()) == [field.name for field in fields(Filters)]
    read = set(CatalogIndexPage.query_parameters)
    assert {name for those in OF_LISTS.values() for name in names_of(those)} <= read
    assert set(names_of(list_parameters())) <= read


def test_description_is_valid_and_every_path_of_it_answers(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)
    found = described(at, prerov)

    openapi_spec_validator.validate(found)
    assert found["openapi"] == "3.1.0"
    (server,) = found["servers"]
    for name, path in found["paths"].items():
        address = urlsplit(f"{server['url']}{name}").path
        if "{id}" in address:
            every = at("prerov.example").get(address.removesuffix("/{id}"))
            address = address.replace("{id}", json.loads(every.content)["contents"][0]["id"])
        response = at("prerov.example").get(address)
        assert response.status_code == 200, address
        assert response.headers["Content-Type"].split(";")[0] in path["get"]["responses"]["200"]["content"]
        for parameter in path["get"]["parameters"]:
            Draft202012Validator.check_schema(parameter["schema"])


def test_services_are_as_they_are_described(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)
    found = described(at, prerov)
    service = found["components"]["schemas"]["Service"]
    assert list(service["properties"]) == list(SHAPES) == list(FIELDS)
    (content,) = found["paths"]["/services.json"]["get"]["responses"]["200"]["content"].values()
    whole = content["schema"]
    service["additionalProperties"] = whole["additionalProperties"] = False
    validator = Draft202012Validator(found | whole, format_checker=FormatChecker())

    address = section_of(prerov, CatalogIndexPage).get_url_parts()[2]
    document = json.loads(at("prerov.example").get(f"{address}services.json").content)
    assert len(document["services"]) == 2
    assert [error.message for error in validator.iter_errors(document)] == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=nákupy", 1),
        ("q=n%C3%A1kupy", 1),
        ("kind=related", 1),
        ("form=amb", 1),
        ("places=1", 1),
        ("free=1", 0),
        ("x=1", 2),
    ],
)
def test_parameters_narrow_down_what_is_given(at: At, prerov: TownSettings, query: str, count: int) -> None:
    make_catalogue(prerov)
    address = section_of(prerov, CatalogIndexPage).get_url_parts()[2]
    document = json.loads(at("prerov.example").get(f"{address}services.json?{query}").content)
    assert document["count"] == len(document["services"]) == count


def test_page_gives_examples_of_the_own_town_that_work(
    at: At, prerov: TownSettings, bbsk: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for town in (prerov, bbsk):
        make_catalogue(town)
        address = f"{section_of(town, CatalogIndexPage).get_url_parts()[2]}data/"
        at(town.site.hostname).get(address)
        with django_assert_max_num_queries(14):
            response = at(town.site.hostname).get(f"{address}?page=2")
        html = response.content.decode()
        assert (bbsk if town == prerov else prerov).site.hostname not in html
        document = lxml.html.fromstring(html)
        links = document.xpath('//dl[@class="catalog-examples"]//a/@href')
        assert len(links) >= 6
        for link in links:
            assert at(town.site.hostname).get(link.removeprefix(town.site.root_url)).status_code == 200
        for key in ("target_groups", "confirmed_on"):
            assert document.xpath(f'//code[text()="{key}"]')


def test_page_is_there_in_both_languages_and_says_whose_terms_count(at: At, bbsk: TownSettings) -> None:
    make_catalogue(bbsk)
    for language in ("sk", "cs"):
        address = section_of(bbsk, CatalogIndexPage, language).get_url_parts()[2]
        html = at("bbsk.example").get(f"{address}data/").content.decode()
        assert f"http://bbsk.example{address}services.csv" in html
        assert "by-sa" not in html

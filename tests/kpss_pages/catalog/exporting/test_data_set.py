"""The services in the town's catalogue of data sets."""

import json
from typing import Any

import pytest
from django.test import RequestFactory

from kpss_pages.catalog.exporting.data_set import SERVICES
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.data_sets import Distribution
from sites.models import TownSettings
from tests.builders import At, make_service, section_of
from tests.kpss_pages.catalog.exporting.samples import SECRETS, make_catalogue

pytestmark = pytest.mark.django_db


def things(town: TownSettings) -> list[dict[str, Any]]:
    return list(SERVICES.schema_org(town, RequestFactory().get("/")))


def test_set_holds_what_the_own_town_shows(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    ids = make_catalogue(prerov)
    make_service(bbsk, "Cizí")

    found = things(prerov)

    assert [int(thing["@id"].rstrip("/").rpartition("/")[2]) for thing in found] == ids
    written = json.dumps(found, ensure_ascii=False)
    assert not [secret for secret in (*SECRETS, "Cizí") if secret in written]
    for distribution in SERVICES.distributions(prerov):
        assert isinstance(distribution, Distribution)
        assert distribution.address.startswith("http://prerov.example/")
        path = distribution.address.removeprefix("http://prerov.example")
        response = at("prerov.example").get(path)
        assert response.headers["Content-Type"].split(";")[0] == distribution.media_type


def test_town_without_a_public_catalogue_has_an_empty_set(prerov: TownSettings) -> None:
    make_catalogue(prerov)
    section_of(prerov, CatalogIndexPage).unpublish()

    assert things(prerov) == []
    assert list(SERVICES.distributions(prerov)) == []


def test_terms_are_those_of_the_slovak_register_where_something_comes_from_it(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_catalogue(prerov)
    make_service(bbsk, register="crpss", register_number="1")

    assert SERVICES.terms(prerov) is None
    terms = SERVICES.terms(bbsk)
    assert terms is not None
    assert "by-sa" in terms.address

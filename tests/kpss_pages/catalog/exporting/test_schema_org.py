"""Services in the vocabulary of schema.org."""

import json
from typing import Any

import pytest
from django.test import RequestFactory

from kpss_pages.catalog.exporting.schema_org import service_as_schema_org
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import shown_services
from sites.models import TownSettings
from tests.builders import make_provider, make_service, section_of
from tests.kpss_pages.catalog.exporting.samples import SECRETS, make_whole_service

pytestmark = pytest.mark.django_db


def written(service: Service, town: TownSettings) -> Any:
    page = section_of(town, CatalogIndexPage)
    request = RequestFactory().get("/", headers={"host": town.site.hostname})
    row = Service.objects.whole().get(pk=service.pk)
    return service_as_schema_org(shown_services([row], settings_of(town.site_id))[0], page, request)


def test_service_of_the_act_is_a_government_service_with_all_that_is_known(prerov: TownSettings) -> None:
    service = make_whole_service(prerov)

    found = written(service, prerov)

    assert found["@type"] == "GovernmentService"
    assert found["@id"].endswith(f"/service/{service.pk}/")
    assert found["@id"].startswith("http://prerov.example/")
    assert found["serviceType"] == "Pečovatelská služba"
    assert found["provider"]["@type"] == "Organization"
    assert found["provider"]["identifier"]["value"] == "00301825"
    assert found["audience"][-1] | {"audienceType": ""} == {
        "@type": "PeopleAudience",
        "audienceType": "",
        "suggestedMinAge": 11,
        "suggestedMaxAge": 15,
    }
    assert [area["name"] for area in found["areaServed"]] == ["Přerov", "Hranice"]
    (channel,) = found["availableChannel"]
    assert channel["servicePhone"]["telephone"] == ["+420581268112", "112"]
    assert channel["availableLanguage"] == ["cs", "cse"]
    assert channel["serviceLocation"]["geo"]["latitude"] == 49.4551
    assert channel["serviceLocation"]["openingHoursSpecification"][0]["opens"] == "08:00"
    assert {hours["name"] for hours in found["hoursAvailable"]} == {"terénní", "ambulantní"}
    assert found["offers"] == {"@type": "Offer", "description": "135 Kč za hodinu"}
    assert not any(secret in json.dumps(found, ensure_ascii=False) for secret in SECRETS)


def test_free_help_beside_the_act_of_the_town_itself(bbsk: TownSettings) -> None:
    provider = make_provider(bbsk, "Kraj", legal_form="samosprávny kraj")
    service = make_service(
        bbsk, kind="related", type_code="", related_type="požičovňa", price="free", provider=provider, facilities=[]
    )

    found = written(service, bbsk)

    assert (found["@type"], found["serviceType"]) == ("Service", "požičovňa")
    assert found["provider"]["@type"] == "GovernmentOrganization"
    assert found["offers"]["price"] == 0
    assert found["offers"]["priceCurrency"] == "EUR"
    assert "serviceLocation" not in found["availableChannel"][0]

"""Whom the data are from is said wherever data of the Slovak register leave the house, and nowhere else."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from openpyxl import load_workbook

from kpss_pages.catalog.guide.composing import book_of
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.core import strangers
from sites.models import TownSettings
from tests.builders import At, make_service, section_of
from tests.kpss_pages.catalog.public.pages import catalog_path

pytestmark = pytest.mark.django_db

LICENCE, WORDS = "https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"


@pytest.fixture(autouse=True)
def _people_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "QUICKEST", timedelta(0))


@pytest.fixture
def slovak(bbsk: TownSettings) -> Service:
    section_of(bbsk, CatalogIndexPage)
    make_service(bbsk, "Naša vlastná", kind="related", type_code="", related_type="iné")
    return make_service(
        bbsk, "Z registra", type_code="sk-opatrovatelska-sluzba", register="crpss", register_number="1234567"
    )


@pytest.fixture
def czech(prerov: TownSettings) -> Service:
    section_of(prerov, CatalogIndexPage)
    return make_service(prerov, "Z rejstříku", register="rpss", register_number="1234567")


def renderings(at: At, town: TownSettings, service: Service) -> dict[str, str]:
    """Return everything that is made of a service, as text by what it is."""
    visitor, top = at(town.site.hostname), catalog_path(town)
    paths = {
        "list": "",
        "page": service.address_below,
        "shortlist": f"shortlist/?services={service.pk}",
        "card": f"{service.address_below}contact.vcf",
        "csv": "services.csv",
        "json": "services.json",
        "feed": "hsds/",
        "about": "data/",
        "interface": "openapi.json",
    }
    found = {name: visitor.get(f"{top}{path}").content.decode() for name, path in paths.items()}
    found["things of the feed"] = visitor.get(f"{top}hsds/services").headers.get("Link", "")
    found["card"] = found["card"].replace("\r\n ", "")
    book = load_workbook(io.BytesIO(visitor.get(f"{top}services.xlsx").content))
    found["xlsx"] = str([row for sheet in book for row in sheet.iter_rows(values_only=True)])
    found["guide"] = str(book_of(town, town.default_language).imprint)
    values = {"services": service.pk, "email": "jana@dum.example", "opened": strangers.opened_now(), "website": ""}
    visitor.post(f"{top}shortlist/mail/", values)
    letter: Any = mail.outbox[-1]
    return found | {"mail": letter.body, "mail in HTML": str(letter.alternatives[0][0])}


def test_data_of_the_slovak_register_say_whose_they_are_and_under_which_terms(
    at: At, bbsk: TownSettings, slovak: Service
) -> None:
    found = renderings(at, bbsk, slovak)
    assert [name for name, text in found.items() if WORDS not in text and LICENCE not in text] == []
    assert f'"license": "{LICENCE}"' in found["page"].replace('":"', '": "'), "machines read it on the page"


def test_data_of_the_czech_register_name_it_and_want_no_terms(at: At, prerov: TownSettings, czech: Service) -> None:
    found = renderings(at, prerov, czech)
    assert [name for name, text in found.items() if "by-sa" in text or "BY-SA" in text] == []
    assert "data.mpsv.cz/web/data/rpss" in found["list"]


def test_what_is_of_no_register_names_none(at: At, bbsk: TownSettings, slovak: Service) -> None:
    html = at(bbsk.site.hostname).get(f"{catalog_path(bbsk)}?kind=related").content.decode()
    assert "Naša vlastná" in html
    assert "Z registra" not in html
    assert "catalog-attribution" not in html

"""One queryset feeds every rendering: the list, its files, the feed, the data set and the guide show the same services."""

import csv
import io
import json
import re

import openpyxl
import pytest
from django.test import RequestFactory

from kpss_pages.catalog.exporting.data_set import SERVICES
from kpss_pages.catalog.exporting.hsds.ids import Ids
from kpss_pages.catalog.guide.composing import book_of
from kpss_pages.catalog.models import CatalogIndexPage
from sites.models import TownSettings
from tests.builders import At, make_service, section_of
from tests.kpss_pages.catalog.exporting.samples import make_catalogue

pytestmark = pytest.mark.django_db


def ids_in_html(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'<h3[^>]*><a href="[^"]*/service/(\d+)/"', html)]


@pytest.mark.parametrize(
    "query", ["", "?sort=name", "?form=ter", "?q=vzorov", "?group=seniori&type=cz-pecovatelska-sluzba", "?kind=related"]
)
def test_list_files_and_feed_show_the_same_services_in_the_same_order(
    at: At, prerov: TownSettings, bbsk: TownSettings, query: str
) -> None:
    make_catalogue(prerov)
    for name in ("Chráněná péče Vzorov", "Hospoda Vzorov", "Čaj Vzorov"):
        make_service(prerov, name)
    make_service(bbsk, "Cizí Vzorov")
    address = section_of(prerov, CatalogIndexPage).get_url_parts()[2]
    visitor = at("prerov.example")

    shown = ids_in_html(visitor.get(f"{address}{query}").content.decode())

    table = visitor.get(f"{address}services.csv{query}").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(visitor.get(f"{address}services.xlsx{query}").content))
    document = json.loads(visitor.get(f"{address}services.json{query}").content)
    feed = json.loads(visitor.get(f"{address}hsds/services{query}").content)
    assert len(shown) > 0
    assert [int(row["ID"]) for row in csv.DictReader(io.StringIO(table), delimiter=";")] == shown
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == shown
    assert [service["id"] for service in document["services"]] == shown
    assert [service["id"] for service in feed["contents"]] == [Ids(prerov).of_service(pk) for pk in shown]


def test_data_set_and_guide_hold_the_whole_list(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    ids = make_catalogue(prerov)
    make_service(bbsk, "Cizí")

    things = SERVICES.schema_org(prerov, RequestFactory().get("/"))
    book = book_of(prerov, "cs")

    assert [int(thing["@id"].rstrip("/").rpartition("/")[2]) for thing in things] == ids
    assert {entry.name for chapter in book.chapters for entry in chapter.entries} == {"Celá služba", "Půjčovna pomůcek"}
    assert book.services == len(ids)

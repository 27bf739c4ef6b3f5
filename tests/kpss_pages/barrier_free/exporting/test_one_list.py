"""One queryset feeds every rendering: the list and all its files show the same places."""

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from django.utils.translation import ngettext, override

from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from sites.models import TownSettings
from tests.builders import At, make_place, section_of
from tests.kpss_pages.barrier_free.exporting.samples import make_places

pytestmark = pytest.mark.django_db

GPX = {"gpx": "http://www.topografix.com/GPX/1/1"}


def numbers_in(text: str) -> list[int]:
    """Return the ids in the addresses of places, each once."""
    return list(dict.fromkeys(int(found) for found in re.findall(r"/place/(\d+)/", text)))


@pytest.mark.parametrize(
    "query",
    ["", "?category=path&category=office", "?profile=sight&verdict=inaccessible", "?lift=1&q=aula", "?near=49.4,17.4"],
)
def test_list_and_files_show_the_same_places_in_the_same_order(
    at: At, prerov: TownSettings, bbsk: TownSettings, query: str, django_assert_max_num_queries: Any
) -> None:
    ids = make_places(prerov)
    make_place(bbsk, "Cizí aula")
    address = section_of(prerov, BarrierFreeIndexPage).get_url_parts()[2]
    visitor = at("prerov.example")
    page = visitor.get(f"{address}{query}").content.decode()
    shown = [pk for pk in numbers_in(page.split("<main")[1].split("</main>")[0]) if pk in ids]

    def fetched(kind: str) -> bytes:
        with django_assert_max_num_queries(6 + 12):
            response = visitor.get(f"{address}places.{kind}{query}")
        assert response.status_code == 200
        return response.content

    assert len(shown) > 0
    features = json.loads(fetched("geojson"))["features"]
    assert [feature["id"] for feature in features] == shown
    table = list(csv.DictReader(io.StringIO(fetched("csv").decode("utf-8-sig")), delimiter=";"))
    assert [int(next(iter(row.values()))) for row in table] == shown
    book = openpyxl.load_workbook(io.BytesIO(fetched("xlsx")))
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == shown
    assert [int(one["properties"]["originalId"]) for one in json.loads(fetched("json"))["features"]] == shown
    assert numbers_in(fetched("jsonld").decode()) == shown
    root = ElementTree.fromstring(fetched("gpx"))  # noqa: S314, our own answer
    links = [link.attrib["href"] for link in root.iterfind("gpx:*/gpx:link", GPX)]
    lost = [feature["id"] for feature in features if feature["geometry"] is None]
    assert {*numbers_in(" ".join(links)), *lost} == {*shown}
    with override("cs"):
        said = ngettext(
            "%(count)d more place has no position and is left out.",
            "%(count)d more places have no position and are left out.",
            len(lost),
        ) % {"count": len(lost)}
    assert (said in root.findtext("gpx:metadata/gpx:desc", "", GPX)) == bool(lost)

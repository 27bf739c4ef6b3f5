"""Places as GPX 1.1: points and tracks in the order of its schema, and well-formed whatever somebody has typed."""

from xml.etree import ElementTree

import pytest

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from sites.models import TownSettings
from tests.builders import At, section_of
from tests.kpss_pages.barrier_free.exporting.samples import HOSTILE, make_places

pytestmark = pytest.mark.django_db

NAMESPACE = "{http://www.topografix.com/GPX/1/1}"


def test_points_come_before_tracks_with_the_verdict_in_words(at: At, prerov: TownSettings) -> None:
    make_places(prerov)
    Place.objects.filter(name=HOSTILE).update(name=f"{HOSTILE}\x0b")
    address = section_of(prerov, BarrierFreeIndexPage).get_url_parts()[2]

    response = at("prerov.example").get(f"{address}places.gpx")
    root = ElementTree.fromstring(response.content)  # noqa: S314, our own answer

    assert response.headers["Content-Type"] == "application/gpx+xml"
    assert (root.tag, root.attrib["version"]) == (f"{NAMESPACE}gpx", "1.1")
    assert [part.tag.removeprefix(NAMESPACE) for part in root] == ["metadata", "wpt", "wpt", "trk"]
    by_name = {part.findtext(f"{NAMESPACE}name"): part for part in root}
    whole, route = by_name["Aula"], by_name["Cesta"]
    assert HOSTILE in by_name
    assert [part.tag.removeprefix(NAMESPACE) for part in whole] == ["name", "desc", "link", "type"]
    assert whole.attrib == {"lat": "49.455000", "lon": "17.451123"}
    said = whole.findtext(f"{NAMESPACE}desc", "")
    assert "přístup" in said
    assert "2026" in said
    points = route.iter(f"{NAMESPACE}trkpt")
    assert [(point.attrib["lat"], point.attrib["lon"]) for point in points] == [
        ("49.456000", "17.452000"),
        ("49.457124", "17.453123"),
    ]

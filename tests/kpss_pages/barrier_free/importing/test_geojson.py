"""GeoJSON: points and paths come in; whatever else there is gets its sentence, and nothing hostile does harm."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from kpss_pages.barrier_free.importing.plain_json import DEEPEST
from kpss_pages.barrier_free.importing.reading import read
from kpss_pages.barrier_free.models import Place
from kpss_pages.core.tables.cells import MOST_BYTES
from sites.files import FileRefused
from sites.models import TownSettings
from tests.builders import make_place
from tests.kpss_pages.barrier_free.importing.tables import (
    SAMPLES,
    checked,
    fates,
    feature,
    geojson,
    imported,
    notes,
    point,
    sentences,
)

pytestmark = pytest.mark.django_db

LINE = {"type": "LineString", "coordinates": [[17.45, 49.455], [17.452, 49.456, 210]]}
HALL: dict[str, Any] = {"name": "Radnice", "category": "office"}


def test_own_names_say_a_place_with_its_measures(prerov: TownSettings) -> None:
    said = {"surveyed_on": "2026-05-31", "entrances-0-door": 90, "entrances-0-bell": False, "source_key": "a-1"}
    imported(prerov, geojson(feature(point(), **HALL, **said), feature(LINE, name="Ke hradu", category="path")))
    hall = Place.objects.get(site=prerov.site, name="Radnice")
    assert hall.measures == {"entrances": [{"door": 90, "bell": False}]}
    route = Place.objects.get(site=prerov.site, name="Ke hradu")
    assert route.line == [[17.45, 49.455], [17.452, 49.456]]
    assert (route.latitude, route.longitude) == (Decimal("49.455"), Decimal("17.45"))


def test_faulty_sample_gets_a_sentence_for_each_feature_and_its_good_one_none(prerov: TownSettings) -> None:
    with translation.override("en"):
        found = checked(prerov, (SAMPLES / "faulty.geojson").read_bytes())
    told = {trouble.line: trouble.sentence for trouble in found.troubles}
    expected = {
        1: "a line, but “office” is a point",
        2: "This is an area",
        3: "several geometries in one",
        4: "coordinates are missing",
        5: "other way round",
        6: "no degrees",
        7: "not in this country",
        8: "fewer than two points",
        9: "nothing says what it is",
        10: "no feature of GeoJSON",
        11: "geometry is not known",
        12: "characters in it that are no text",
        13: "a line, but nothing says",
        14: "coordinates are missing",
    }
    assert {line: words for line, words in expected.items() if words not in told.get(line, "")} == {}, told
    assert told.keys() == expected.keys()
    assert fates(found) == ["wrong"] * 14 + ["created"]
    assert not found.can_be_applied


def test_good_sample_is_imported_once(prerov: TownSettings) -> None:
    content = (SAMPLES / "overpass.geojson").read_bytes()
    assert set(fates(imported(prerov, content))) == {"created"}
    assert set(fates(imported(prerov, content))) == {"unchanged"}


REFUSED = {
    "no JSON": (b'{"type": "FeatureCollection", "features": [', "no whole JSON"),
    "no collection": (b'{"type": "Topology"}', "FeatureCollection"),
    "a list": (b"[1, 2]", "FeatureCollection"),
    "no features": (geojson(), "has no features"),
    "not a number": (b'{"type": "FeatureCollection", "features": [NaN]}', "is no number"),
    "infinite": (b'{"type": "FeatureCollection", "features": [1e999]}', "is no number"),
    "digits": (b'{"type": "FeatureCollection", "features": [' + b"9" * 5000 + b"]}", "is no number"),
    "twice": (b'{"type": "FeatureCollection", "features": [], "features": [1]}', "is there twice"),
    "deep": (b"[" * 100_000 + b"]" * 100_000, "in each other"),
    "deep objects": (b'{"a":' * (DEEPEST + 1), "in each other"),
    "large": (b"[" + b"1.5," * (MOST_BYTES // 4) + b"1]", "more than 4"),
    "coding": ('{"type": "Město"}'.encode("cp1250"), "coding UTF-8"),
    "many": (geojson(*[1] * 10_001), "more than 10,000 rows"),
    "metres": (
        geojson(feature(point()), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5514"}}),
        "Export the file in WGS 84",
    ),
    "strange metres": (geojson(feature(point()), crs=[1]), "Export the file in WGS 84"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_or_strange_json_is_refused_with_a_sentence(name: str) -> None:
    content, words = REFUSED[name]
    with translation.override("en"), pytest.raises(FileRefused) as refused:
        read(content)
    said = refused.value.sentence.replace("\u00a0", " ")
    assert words.replace(",", "") in said.replace(",", ""), said


def test_string_that_never_ends_is_refused_at_once() -> None:
    with pytest.raises(FileRefused):
        read(b'{"a": "' + b'\\"' * 1_500_000)


def test_degrees_said_the_old_way_are_taken() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert len(read(geojson(feature(point(), **HALL), crs=crs)).lines) == 1


@pytest.mark.parametrize("properties", [None, [], "x", {"name": ["x"], "category": {"a": 1}}, {"name": 5}])
def test_properties_of_any_kind_do_no_harm(prerov: TownSettings, properties: Any) -> None:
    content = geojson({"type": "Feature", "geometry": point(), "properties": properties})
    assert len(checked(prerov, content).outcomes) == 1


def test_own_file_of_the_map_comes_back_unchanged_and_finds_no_place_of_another_town(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    address = {"street": "Dlouhá 2", "postal_code": "750 02", "latitude": "49.45", "longitude": "17.45"}
    place = make_place(
        prerov, "Knihovna", {"parking": [{"spaces": 2}]}, category="culture", verdicts={"pram": "partly"}, **address
    )
    make_place(bbsk, "Knižnica", category="culture")
    own = feature(
        point(17.45, 49.45),
        place.pk,
        name="Knihovna",
        category="culture",
        address=f"Dlouhá 2, 750 02 {prerov.name}",
        surveyed=place.surveyed_on.isoformat() if place.surveyed_on else "",
        pram="limited",
        parking=True,
    )
    found = checked(prerov, geojson(own))
    assert fates(found) == ["unchanged"]
    assert "parking" in notes(found)[0]
    assert fates(checked(prerov, geojson(own | {"properties": own["properties"] | {"name": "Jiná"}}))) == ["created"]


def test_reading_survives_being_kept(prerov: TownSettings) -> None:
    content = geojson(feature(LINE, name="Ke hradu", category="path", about="a\nb"))
    found = checked(prerov, content)
    again = json.loads(json.dumps(found.reading.to_json()))
    assert type(found.reading).from_json(again).lines == found.reading.lines
    assert sentences(found) == []

"""OpenStreetMap's tags: what is measured becomes a measure, an impression a verdict with its reason, the rest is told."""

import pytest
from django.utils import timezone, translation

from kpss_pages.barrier_free.importing.osm_tags import cells_of_tags
from kpss_pages.barrier_free.models import Place
from kpss_pages.core.hours import hours_from_lines
from kpss_pages.core.hours.grammar import to_osm
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


def test_table_of_tags_is_imported_once(prerov: TownSettings) -> None:
    content = (SAMPLES / "osm.csv").read_bytes()
    found = imported(prerov, content)
    assert fates(found) == ["created", "created"]
    assert "phone=" in notes(found)[0]
    assert "toilets:wheelchair=yes" in notes(found)[0]
    pharmacy, bakery = Place.objects.in_town(prerov.site).order_by("source_key")
    assert (pharmacy.source_key, pharmacy.category, pharmacy.street) == ("osm:node/201", "health", "Příkladná 5")
    assert pharmacy.measures == {
        "parking": [{"spaces": 2}],
        "entrances": [{"steps": "+1", "door": 90, "is_automatic": True, "ramp": "none"}],
        "guidance": [{"loop": True}],
    }
    assert str(pharmacy.surveyed_on) == "2026-05-31"
    assert (bakery.category, bakery.wheelchair, bakery.surveyed_on) == ("shop", "inaccessible", timezone.localdate())
    assert bakery.measures["toilets"] == [{"grade": "0"}]
    assert fates(checked(prerov, content)) == ["unchanged", "unchanged"]


def test_wheelchair_is_a_verdict_for_its_reason_and_no_measure(prerov: TownSettings, bbsk: TownSettings) -> None:
    cafe = {"amenity": "cafe", "name": "Kavárna", "wheelchair": "limited", "description:sk": "Po slovensky."}
    content = geojson(feature(point(), "node/5", **cafe, **{"description:cs": "Česky."}))
    imported(prerov, content)
    place = Place.objects.get(site=prerov.site)
    assert (place.wheelchair, place.pram, place.about) == ("partly", "unknown", "Česky.")
    assert place.survey is not None
    assert place.survey.verdicts["wheelchair"]["reason"] == "OpenStreetMap: limited"
    assert (place.measures, place.survey.surveyor) == ({}, "OpenStreetMap")
    imported(bbsk, geojson(feature(point(19.15, 48.73), "node/5", **cafe)))
    assert Place.objects.get(site=bbsk.site).about == "Po slovensky."
    assert Place.objects.get(site=prerov.site).about == "Česky."


def test_opening_hours_are_taken_when_ours_can_say_them_and_the_town_has_none(prerov: TownSettings) -> None:
    cafe = {"amenity": "cafe", "name": "Kavárna"}
    make_place(prerov, "Kavárna Naše", category="food", hours=hours_from_lines(["9.00–10.00"]))

    found = imported(
        prerov,
        geojson(
            feature(point(), "node/5", **cafe, opening_hours="Mo-Fr 08:00-17:00; PH off"),
            feature(point(), "node/6", amenity="cafe", name="U Slunce", opening_hours="sunrise-sunset"),
            feature(point(), "node/7", amenity="cafe", name="Kavárna Naše", opening_hours="24/7"),
            feature(point(), None, category="food", name="Čajovna", opening_hours="Sa 10:00-12:00"),
        ),
    )

    assert notes(found) == ["Nepoužito: opening_hours=sunrise-sunset."]
    hours = {place.name: to_osm(place.hours) for place in Place.objects.in_town(prerov.site)}
    assert hours == {
        "Kavárna": "Mo,Tu,We,Th,Fr 08:00-17:00; PH off",
        "U Slunce": "",
        "Kavárna Naše": "Mo 09:00-10:00; PH off",
        "Čajovna": "Sa 10:00-12:00",
    }


def test_absent_tag_says_nothing(prerov: TownSettings) -> None:
    imported(prerov, geojson(feature(point(), "node/5", amenity="cafe", name="Kavárna")))
    place = Place.objects.get(site=prerov.site)
    assert (place.survey, place.wheelchair) == (None, "unknown")


def test_survey_of_the_town_goes_before_what_openstreetmap_says(prerov: TownSettings) -> None:
    place = make_place(prerov, "Kavárna", {"entrances": [{"steps": "0"}]}, category="food", about="Naše slova.")
    tags = {"amenity": "cafe", "name": "Kavárna", "wheelchair": "no", "description": "Jejich slova."}
    found = imported(prerov, geojson(feature(point(), "node/5", **tags)))
    assert fates(found) == ["changed"]
    assert len(notes(found)) == 1
    place.refresh_from_db()
    assert (place.source_key, place.about, place.surveys.count()) == ("osm:node/5", "Naše slova.", 1)
    assert place.measures == {"entrances": [{"steps": "0"}]}


def test_change_on_the_map_is_a_new_survey(prerov: TownSettings) -> None:
    cafe = {"amenity": "cafe", "name": "Kavárna", "check_date": "2026-05-31"}
    imported(prerov, geojson(feature(point(), "node/5", **cafe, wheelchair="no")))
    imported(prerov, geojson(feature(point(), "node/5", **cafe | {"check_date": "2026-06-30"}, wheelchair="yes")))
    place = Place.objects.get(site=prerov.site)
    assert (place.wheelchair, place.surveys.count()) == ("accessible", 2)


def test_things_without_a_name_are_called_by_their_kind_in_the_language_of_the_town(bbsk: TownSettings) -> None:
    benches = [feature(point(19.15, 48.73 + number / 10_000), f"node/{number}", amenity="bench") for number in (1, 2)]
    for language in ("cs", "sk"):
        with translation.override(language):
            found = imported(bbsk, geojson(*benches))
        assert sentences(found) == []
    assert set(fates(found)) == {"unchanged"}
    assert len(set(Place.objects.in_town(bbsk.site).values_list("name", flat=True))) == 1


@pytest.mark.parametrize(
    ("tags", "cells"),
    [
        ({"highway": "crossing", "kerb:height": "0.03"}, {"category": "crossing", "crossing-0-kerb": "3"}),
        (
            {"barrier": "kerb", "kerb": "flush", "tactile_paving": "no"},
            {"crossing-0-kerb": "0", "crossing-0-tactile": "no"},
        ),
        ({"barrier": "kerb", "kerb": "lowered"}, {"category": "kerb"}),
        ({"highway": "steps", "step_count": "12", "incline": "down"}, {"way-0-steps": "-12"}),
        ({"highway": "footway", "incline": "5°", "width": "150 cm"}, {"way-0-slope": "8.7", "way-0-width": "150"}),
        (
            {"highway": "footway", "incline": "up", "surface": "compacted"},
            {"way-0-surface": "loose", "unused": "incline=up"},
        ),
        ({"highway": "bus_stop", "shelter": "yes", "bench": "no"}, {"stop-0-shelter": "yes", "stop-0-seat": "no"}),
        (
            {"amenity": "parking", "capacity:disabled": "3", "surface": "asphalt"},
            {"parking-0-spaces": "3", "parking-0-surface": "smooth"},
        ),
        ({"amenity": "toilets", "centralkey": "eurokey", "changing_table": "no"}, {"toilets-0-euro_key": "yes"}),
        (
            {"shop": "yes", "entrance": "main", "width": "0,85", "smoothness": "bad"},
            {"entrances-0-door": "85", "approach-0-hard_surface": "yes"},
        ),
        (
            {"shop": "yes", "wheelchair": "maybe", "ramp": "portable"},
            {"unused": "wheelchair=maybe", "entrances-0-ramp": "mobile"},
        ),
        ({"shop": "no", "name": "Dům"}, {"category": "other"}),
        (
            {"office": "government", "website": "javascript:alert(1)"},
            {"category": "office", "unused": "website=javascript:alert(1)"},
        ),
        ({"amenity": "library", "@id": "https://www.openstreetmap.org/way/9"}, {"source_key": "osm:way/9"}),
    ],
)
def test_tags_say_category_and_measures(tags: dict[str, str], cells: dict[str, str]) -> None:
    found = cells_of_tags(tags)
    assert found | cells == found, found


def test_row_without_a_position_or_with_a_damaged_one_is_told(prerov: TownSettings) -> None:
    content = b"lat,lon,name,shop\n,,A,yes\nnorth,17.45,B,yes\n43.5,15.9,C,yes\n"
    with translation.override("en"):
        found = checked(prerov, content)
    assert [trouble.line for trouble in found.troubles] == [2, 3, 4]
    assert "no position" in sentences(found)[0]
    assert "are no degrees" in sentences(found)[1]
    assert found.troubles[1].header == "lat"

"""Places as GeoJSON: what the list shows, small, and nothing that nobody knows."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.core.hours import SpecialDays, hours_from_lines
from sites.models import TownSettings
from tests.builders import At, make_place, section_of
from tests.kpss_pages.barrier_free.importing.tables import checked, fates

pytestmark = pytest.mark.django_db

HERE: dict[str, Any] = {"latitude": Decimal("49.455000"), "longitude": Decimal("17.451000")}
HOURS = replace(
    hours_from_lines(["8.00–11.30, 12.30–17.00", "", "", "", "8.00–11.30, 12.30–17.00"]),
    special_days=(SpecialDays(date(2026, 12, 24), date(2026, 12, 24), reason='Štědrý "den"'),),
)
HOSTILE = '=cmd|"\\ \n\u202eZlý úřad 🦽'


def collection(at: At, town: TownSettings, query: str = "") -> dict[str, Any]:
    path = section_of(town, BarrierFreeIndexPage).get_url_parts()[2]
    response = at(town.site.hostname).get(f"{path}places.geojson{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/geo+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_known_facts_are_properties_and_unknown_ones_are_left_out(at: At, prerov: TownSettings) -> None:
    known = make_place(
        prerov,
        HOSTILE,
        {"parking": [{"spaces": 2}]},
        hours=HOURS,
        street="Příkladná 1",
        postal_code="750 02",
        verdicts={"wheelchair": "partly", "pram": "accessible", "sight": "inaccessible"},
        survey={"surveyed_on": "2026-03-01"},
        **HERE,
    )
    unknown = make_place(prerov, "Ž", municipality="")

    found = collection(at, prerov)
    first, second = sorted(found["features"], key=lambda feature: feature["id"])

    assert found["type"] == "FeatureCollection"
    assert found["page"].format(id=known.pk).endswith(f"/place/{known.pk}/")
    assert first["geometry"] == {"type": "Point", "coordinates": [17.451, 49.455]}
    properties = first["properties"]
    assert properties.pop("toilet", None) in (None, "no")
    assert properties == {
        "name": HOSTILE,
        "category": "office",
        "address": "Příkladná 1, 750 02 Přerov",
        "surveyed": "2026-03-01",
        "opening_hours": 'Mo,Fr 08:00-11:30,12:30-17:00; PH off; 2026 Dec 24 off "Štědrý ”den”"',
        "wheelchair": "limited",
        "pram": "yes",
        "sight": "no",
        "parking": True,
    } | {key: properties[key] for key in ("escort", "walker", "hearing") if key in properties}
    assert second == {
        "type": "Feature",
        "id": unknown.pk,
        "geometry": None,
        "properties": {"name": "Ž", "category": "office"},
    }


def test_what_the_file_says_changes_nothing_when_it_is_imported_again(at: At, prerov: TownSettings) -> None:
    make_place(prerov, "Knihovna", category="culture", hours=HOURS, street="Dlouhá 2", postal_code="750 02", **HERE)
    make_place(prerov, "Kašna", category="other", municipality="")

    found = checked(prerov, json.dumps(collection(at, prerov)).encode())

    assert not found.troubles
    assert fates(found) == ["unchanged", "unchanged"]
    kept = Place.objects.get(name="Knihovna", site=prerov.site_id)
    assert kept.hours == HOURS

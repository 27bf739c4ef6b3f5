"""Places of which everything, something and nothing is known, with hostile names; and one of a town that shows it to nobody."""

from decimal import Decimal
from typing import Any

from kpss_pages.barrier_free.models import Place
from kpss_pages.core.hours import hours_from_lines
from sites.models import TownSettings
from tests.builders import make_place

HOSTILE = '=cmd|"\\ <b>&amp; \u202eúřad;🦽'
EVERYTHING: dict[str, Any] = {
    "parking": [{"spaces": 2, "width": 350, "distance": 12.5, "surface": "cobbles"}],
    "approach": [{"hard_surface": False, "steep": True}],
    "entrances": [
        {"role": "main", "steps": "+3 -1", "threshold": 2.5, "door": 90, "ramp": "none", "handrail": True},
        {"role": "side", "steps": "0", "threshold": 0, "door": 80, "ramp": "fixed", "ramp_slope": 6, "ramp_width": 120},
    ],
    "inside": [
        {"extent": "whole", "by_arrangement": False, "passage": 85, "threshold": 0, "has_floors": True, "lift": True}
    ],
    "lifts": [{"door": 80, "cabin_width": 110, "cabin_depth": 140, "voice": True, "braille": False, "seat": True}],
    "platforms": [{"door": 60, "width": 70, "depth": 90}],
    "toilets": [
        {"grade": "0"},
        {
            "grade": "1",
            "door": 90,
            "cabin_width": 180,
            "cabin_depth": 139,
            "side_access": 80,
            "seat_height": 46,
            "bars": 2,
            "knee_space": True,
            "is_locked": True,
            "euro_key": True,
            "changing_table": False,
        },
    ],
    "guidance": [{"guide_line": False, "braille": True, "loop": True, "assistant": False}],
    "welcome": [{"dogs": True, "staff_help": True}],
}


def make_places(town: TownSettings) -> list[int]:
    """Make four published places and a hidden one; return the ids of the published ones by their names."""
    make_place(town, "Skrytý úřad", is_published=False)
    whole = make_place(
        town,
        "Aula",
        EVERYTHING,
        street="Příkladná 1",
        postal_code="750 02",
        latitude=Decimal("49.455000"),
        longitude=Decimal("17.451123"),
        about="První řádek.\nDruhý; řádek.",
        website="https://aula.example/",
        source_key="A-1",
        hours=hours_from_lines(["8.00–11.30, 12.30–17.00"]),
        verdicts={"wheelchair": "accessible", "walker": "partly", "sight": "inaccessible"},
        survey={"surveyed_on": "2026-03-01", "surveyor": town.name, "next_survey_on": "2029-03-01"},
    )
    route = make_place(
        town,
        "Cesta",
        {"way": [{"surface": "joints", "slope": 3.5, "width": 150}]},
        category="path",
        latitude=Decimal("49.456"),
        longitude=Decimal("17.452"),
        line=[[17.452, 49.456], [17.4531234, 49.4571239]],
    )
    hostile = make_place(town, HOSTILE, latitude=Decimal("49.4"), longitude=Decimal("17.4"))
    unknown = make_place(town, "Žádná poloha", municipality="")
    found = Place.objects.filter(pk__in=[whole.pk, route.pk, hostile.pk, unknown.pk])
    return list(found.order_by("sorts_as", "pk").values_list("pk", flat=True))

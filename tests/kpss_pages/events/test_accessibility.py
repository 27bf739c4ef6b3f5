"""What was measured where an event takes place goes with it into the norm of events."""

from typing import Any

import pytest
from django.test import RequestFactory

from kpss_pages.events.data_sets import EVENTS
from sites.models import TownSettings
from tests.builders import make_event, make_office, make_place
from tests.open_norms import assert_valid

pytestmark = pytest.mark.django_db

DOOR = {"entrances": [{"role": "main", "door": 90}]}


def events(town: TownSettings) -> dict[str, dict[str, Any]]:
    request = RequestFactory().get("/", headers={"host": town.site.hostname})
    found = list(EVENTS.things(town, request))
    for thing in found:
        assert_valid(thing, "události", "událost")
    return {thing["název"]["cs"]: thing for thing in found}


def test_event_has_what_was_measured_at_its_place_else_at_its_office(
    prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    hall = make_place(prerov, "Sál", DOOR, survey={"surveyed_on": "2026-02-01"})
    office = make_office(prerov, mapped_place=make_place(prerov, "Radnice", {"guidance": [{"braille": True}]}))
    unsurveyed, hidden = make_place(prerov, "Nový"), make_place(prerov, "Skrytý", DOOR, is_published=False)
    make_event(prerov, "V sále", mapped_place=hall, office=office)
    make_event(prerov, "V úřadu", office=office)
    make_event(prerov, "Nevíme", mapped_place=unsurveyed)
    make_event(prerov, "Tajně", mapped_place=hidden)
    events(prerov)

    with django_assert_max_num_queries(12):
        found = events(prerov)

    assert found["V sále"]["bezbariérovost"]["vstup_hlavní_šířka_dveří"]["hodnota"] == 90
    assert found["V sále"]["bezbariérovost"]["okamžik_mapování"]["datum"] == "2026-02-01"
    assert found["V úřadu"]["bezbariérovost"]["Braillovo_písmo"] is True
    assert "bezbariérovost" not in found["Nevíme"]
    assert "bezbariérovost" not in found["Tajně"]


def test_event_in_slovak_town_says_no_text_of_the_place(bbsk: TownSettings) -> None:
    place = make_place(bbsk, "Sála", DOOR, about="Po slovensky")
    make_event(bbsk, "Setkání", "cs", mapped_place=place)

    (found,) = events(bbsk).values()

    assert "Po slovensky" not in str(found["bezbariérovost"])

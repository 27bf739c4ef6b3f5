"""Places by the norm "Bezbariérovost": valid, and nothing said that nobody knows."""

import json
from typing import Any

import pytest

from kpss_pages.barrier_free.exporting.ofn import ACCESSIBLE, accessibility_of, place_as_ofn
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from sites.models import TownSettings
from tests.builders import At, make_place, section_of
from tests.kpss_pages.barrier_free.exporting.samples import EVERYTHING, make_places
from tests.open_norms import assert_valid

pytestmark = pytest.mark.django_db


def said(town: TownSettings, measures: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    place = make_place(town, "Místo", measures, **changes)
    found = place_as_ofn(
        Place.objects.select_related("survey").get(pk=place.pk), town, "https://prerov.example/mapa/1/"
    )
    assert_valid(found, "bezbariérovost", "bezbariérovost")
    return found


def test_file_is_valid_and_says_what_was_measured(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    prerov.company_id = "00301825"
    prerov.save()
    make_places(prerov)
    make_place(bbsk, "Cudzie")
    address = section_of(prerov, BarrierFreeIndexPage).get_url_parts()[2]

    response = at("prerov.example").get(f"{address}places.jsonld")
    things = json.loads(response.content)

    assert response.headers["Content-Type"] == "application/ld+json"
    for thing in things:
        assert_valid(thing, "bezbariérovost", "bezbariérovost")
        assert thing["@context"][0].endswith("bezbariérovost.jsonld")
        if "umístění" in thing:
            assert_valid(thing["umístění"], "umístění", "umístění")
    whole = next(thing for thing in things if thing["název"] == {"cs": "Aula"})
    centimetres = {
        key: value["hodnota"] for key, value in whole.items() if isinstance(value, dict) and "hodnota" in value
    }
    assert centimetres == {
        "vstup_hlavní_šířka_dveří": 90,
        "vstup_vedlejší_šířka_dveří": 80,
        "interiér_minimální_průchod": 85,
        "interiér_výška_prahu": 0,
        "toaleta_šířka_dveří": 90,
        "toaleta_wc_boční_přístup": 80,
    }
    assert whole["vstup_hlavní_šířka_dveří"]["jednotka"] == "CMT"
    assert whole["mapující_subjekt"] == [{"typ": "Osoba", "ičo": "00301825", "název": {"cs": prerov.site.site_name}}]
    assert whole["okamžik_mapování"]["datum"] == "2026-03-01"
    assert whole["tělesně_postižení_objekt_přístupnost"] == ACCESSIBLE
    expected = {
        "objekt_vyhrazené_parkování": True,
        "objekt_obtížný_povrch": False,
        "objekt_obtížný_sklon": True,
        "vstup_hlavní_schody": 4,
        "vstup_hlavní_nájezd": False,
        "vstup_hlavní_vchod": False,
        "vstup_vedlejší_schody": 0,
        "vstup_vedlejší_nájezd": True,
        "interiér_přístupnost": True,
        "interiér_výtah": True,
        "interiér_výtah_sedátko": True,
        "toaleta_dostatečný_rozměr": False,
        "toaleta_wc_výška_sedátka": True,
        "toaleta_wc_madlo": True,
        "toaleta_euroklíč": True,
        "toaleta_přebalovací_pult": False,
        "Braillovo_písmo": True,
        "vodící_linie": False,
        "vodící_pes": True,
    }
    assert {key: whole.get(key) for key in expected} == expected
    # Nobody asked: a platform inside, the button, how the overridden verdict follows from the method.
    for key in ("interiér_plošina", "toaleta_signalizační_tlačítko", "mapování_dle_metodiky", "přístupnost_senioři"):
        assert key not in whole


def test_what_nobody_has_surveyed_is_not_said(prerov: TownSettings) -> None:
    assert said(prerov).keys() == {"typ", "iri", "název", "umístění"}


@pytest.mark.parametrize("verdict", ["partly", "inaccessible"])
def test_degrees_without_a_published_code_are_left_out(prerov: TownSettings, verdict: str) -> None:
    found = said(prerov, verdicts=dict.fromkeys(("wheelchair", "walker", "pram"), verdict))
    assert not [key for key in found if "přístupnost" in key]


@pytest.mark.parametrize(
    ("measures", "key", "value"),
    [
        ({"entrances": [{"steps": "+3"}]}, "vstup_hlavní_schody", None),
        ({"entrances": [{"steps": "+3", "ramp": "none"}]}, "vstup_hlavní_schody", 3),
        ({"entrances": [{"steps": "+3", "lift": True}]}, "vstup_hlavní_schody", 0),
        ({"entrances": [{"steps": "0"}]}, "vstup_hlavní_schody", 0),
        ({"entrances": [{"ramp": "fixed"}]}, "vstup_hlavní_nájezd", None),
        ({"entrances": [{"ramp": "fixed", "ramp_width": 109}]}, "vstup_hlavní_nájezd", False),
        ({"entrances": [{"ramp": "rails"}]}, "vstup_hlavní_nájezd", True),
        ({"entrances": [{"lift": True}]}, "vstup_hlavní_výtah", None),
        ({"entrances": [{"lift": True}], "lifts": [{"door": 69}]}, "vstup_hlavní_výtah", False),
        ({"entrances": [{"lift": True}], "lifts": [{"seat": False}]}, "vstup_hlavní_výtah_sedátko", False),
        ({"entrances": [{"platform": False}]}, "vstup_hlavní_plošina", False),
        ({"lifts": [{"door": 70, "cabin_width": 100, "cabin_depth": 110}]}, "interiér_výtah", True),
        ({"inside": [{"lift": False}]}, "interiér_výtah", False),
        ({"inside": [{"ramp": True}]}, "interiér_nájezd", None),
        ({"inside": [{"extent": "whole"}]}, "interiér_přístupnost", None),
        ({"inside": [{"extent": "part"}]}, "interiér_přístupnost", False),
        ({"toilets": [{"bars": 0}]}, "toaleta_wc_madlo", False),
        ({"toilets": [{"cabin_width": 200}]}, "toaleta_dostatečný_rozměr", None),
    ],
)
def test_claims_are_made_where_their_measures_are_known(
    prerov: TownSettings, measures: dict[str, Any], key: str, value: Any
) -> None:
    assert said(prerov, measures).get(key) == value


def test_surveyor_is_named_when_it_is_the_town(prerov: TownSettings) -> None:
    prerov.company_id = "00301825"
    for surveyor, kind in (("Spolek Vzor", "organisation"), ("", "organisation"), (prerov.name, "citizen")):
        found = said(prerov, EVERYTHING, survey={"surveyor": surveyor, "surveyor_kind": kind})
        assert "mapující_subjekt" not in found


def test_town_that_writes_no_czech_has_no_file_and_its_events_no_texts(at: At, bbsk: TownSettings) -> None:
    place = make_place(bbsk, "Úrad", EVERYTHING, about="Slovensky")
    address = section_of(bbsk, BarrierFreeIndexPage).get_url_parts()[2]

    assert at("bbsk.example").get(f"{address}places.jsonld").status_code == 404
    assert "places.jsonld" not in at("bbsk.example").get(f"{address}data/").content.decode()
    found = accessibility_of(Place.objects.select_related("survey").get(pk=place.pk), bbsk)
    assert_valid(found, "bezbariérovost", "bezbariérovost")
    assert "Slovensky" not in json.dumps(found)

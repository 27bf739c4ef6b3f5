"""Places as A11yJSON: by its types, in its units, and nothing that nobody knows."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kpss_pages.barrier_free.exporting.a11yjson import accessibility_of
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place, Survey
from sites.models import TownSettings
from tests.builders import At, make_place, section_of
from tests.kpss_pages.barrier_free.exporting.a11yjson_types import COLLECTION
from tests.kpss_pages.barrier_free.exporting.samples import make_places

pytestmark = pytest.mark.django_db


def test_file_has_the_types_of_the_format_and_the_measures_in_their_units(at: At, prerov: TownSettings) -> None:
    make_places(prerov)
    make_place(prerov, "Bez záchodu", {"inside": [{"public_toilet": False}], "parking": [{"spaces": 0}]})
    make_place(prerov, "Poznámka", {"entrances": [{"note": "Zvoňte."}], "toilets": [{"note": "V patře."}]})
    address = section_of(prerov, BarrierFreeIndexPage).get_url_parts()[2]

    found = json.loads(at("prerov.example").get(f"{address}places.json").content)

    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(COLLECTION).iter_errors(found)]
    assert not errors, "\n".join(errors)
    places = {feature["properties"]["name"]["cs"]: feature for feature in found["features"]}
    whole = places["Aula"]
    said = whole["properties"]["accessibility"]
    assert said["wheelchairAccessibilityGrade"] == "fully"
    assert (said["accessibleWith"]["wheelchair"], said["accessibleWith"]["visualImpairment"]) == (True, False)
    assert said["partiallyAccessibleWith"]["mobilityImpairment"] is True
    main, side = said["entrances"]
    assert main["door"] == {
        "width": {"unit": "cm", "value": 90},
        "thresholdHeight": {"unit": "cm", "value": 2.5},
    }
    assert (main["isMainEntrance"], main["isLevel"], main["stairs"]) == (True, False, {"count": 4, "hasHandRail": True})
    assert (side["hasFixedRamp"], side["slopeAngle"]) == (True, {"unit": "%", "value": 6})
    assert "hasRemovableRamp" not in side
    assert said["appointmentPolicies"] == [{"allowsWalkIn": True, "openingHours": "Mo 08:00-11:30,12:30-17:00; PH off"}]
    assert said["animalPolicy"] == {"allowsGuideDogs": True, "allowsAssistanceDogs": True}
    assert said["parking"]["forWheelchairUsers"]["distanceToEntrance"] == {"unit": "m", "value": 12.5}
    assert [one["properties"]["category"] for one in whole["equipmentInfos"]] == ["elevator", "hoist"]
    assert whole["equipmentInfos"][0]["properties"]["cabinLength"] == {"unit": "cm", "value": 140}
    none = places["Bez záchodu"]["properties"]["accessibility"]
    assert (none["restrooms"], none["parking"]) == (None, {"forWheelchairUsers": None})
    assert places["Cesta"]["properties"]["accessibility"]["surface"]["types"] == ["paving_stones"]
    assert places["Žádná poloha"]["geometry"] is None
    assert "accessibility" not in places["Žádná poloha"]["properties"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"steps": "0"}, {"stairs": {"count": 0}}),
        ({"steps": "0", "ramp": "none"}, {"isLevel": True}),
        ({"ramp": "mobile"}, {"isLevel": False, "hasFixedRamp": False, "hasRemovableRamp": True}),
        ({"ramp": "rails"}, {"isLevel": False, "hasFixedRamp": False}),
    ],
)
def test_entrance_is_level_when_it_needs_no_ramp(item: dict[str, Any], expected: dict[str, Any]) -> None:
    place = Place(category="office")
    place.survey = Survey(measures={"entrances": [item]})
    (entrance,) = accessibility_of(place)["entrances"]
    assert entrance | expected == entrance
    assert ("isLevel" in entrance) == ("isLevel" in expected)
    assert ("hasRemovableRamp" in entrance) == (item.get("ramp") in ("mobile", "none"))

"""Places as A11yJSON 31.1.0 (https://github.com/sozialhelden/a11yjson), which accessibility.cloud and Wheelmap read.

Each is a ``PlaceInfo`` in a collection of GeoJSON, with its lifts and platforms as ``EquipmentInfo`` beside it. What nobody has
surveyed is left out, which there means "unknown"; ``null`` says that there is none. Where the format asks for more than was
measured – on which side of the bowl the space is – nothing is said.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kpss_pages.barrier_free.choices import Verdict
from kpss_pages.barrier_free.exporting.about import About
from kpss_pages.barrier_free.exporting.whole import whole
from kpss_pages.barrier_free.measures import first_of
from kpss_pages.barrier_free.measures.steps import step_count
from kpss_pages.barrier_free.models import Place
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.hours.grammar import to_osm
from kpss_pages.core.linked_data import COUNTRIES, known

VERSION = "31.1.0"
JSON_TYPE = "application/json"

Plain = dict[str, Any]

GRADES = {Verdict.ACCESSIBLE: "fully", Verdict.PARTLY: "partially", Verdict.INACCESSIBLE: "not"}
PERSONS = {
    "wheelchair": "wheelchair",
    "walker": "mobilityImpairment",
    "sight": "visualImpairment",
    "hearing": "hearingImpairment",
}
"""Whom the format means by our profiles; it knows nobody with an escort or a pram."""
SURFACES = {"smooth": "paved", "joints": "paving_stones", "cobbles": "cobblestone", "loose": "unpaved"}
"""Our surfaces in the words of OpenStreetMap, which the format takes."""


def a11yjson_pieces(rows: PlaceQuerySet, about: About) -> Iterator[str]:
    """Yield the text of a collection, one place a line, in one query."""
    head = {"type": "FeatureCollection", "formatVersion": VERSION, "name": about.title, **about.terms_as_plain()}
    yield json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "features": ['
    separator = "\n"
    for place in whole(rows):
        yield separator + json.dumps(place_info(place, about), ensure_ascii=False, separators=(",", ":"))
        separator = ",\n"
    yield "\n]}"


def place_info(place: Place, about: About) -> Plain:
    """Return a place; one without a position has no geometry, which the format wants of everybody."""
    address = f"{about.address}{place.address_below}"
    accessibility = accessibility_of(place)
    properties = known(
        {
            "originalId": str(place.pk),
            "name": _localized(place.name, about),
            "category": place.category,
            "address": _address(place, about),
            "description": _localized(place.about, about),
            "infoPageUrl": address,
            "placeWebsiteUrl": place.website,
            "accessibility": accessibility,
        }
    )
    position = None
    if place.latitude is not None and place.longitude is not None:
        position = {"type": "Point", "coordinates": [float(place.longitude), float(place.latitude)]}
    found: Plain = {"type": "Feature", "formatVersion": VERSION, "geometry": position, "properties": properties}
    equipment = list(_equipment(place))
    return found | {"equipmentInfos": equipment} if equipment else found


def accessibility_of(place: Place) -> Plain:
    """Return what is known of how a place can be used."""
    values = place.measures
    guidance, welcome, way = first_of(values, "guidance"), first_of(values, "welcome"), first_of(values, "way")
    inside, crossing = first_of(values, "inside"), first_of(values, "crossing")
    found = known(
        {
            **_verdicts(place),
            "entrances": list(filter(None, map(_entrance, values.get("entrances", [])))),
            "restrooms": list(filter(None, map(_restroom, values.get("toilets", [])))),
            "pathways": known({"width": _cm(way.get("width")), "isKerbstoneFree": _is_zero(crossing.get("kerb"))}),
            "pathwaysInside": known({"width": _cm(inside.get("passage"))}),
            "surface": known(
                {
                    "types": [SURFACES[way["surface"]]] if way.get("surface") in SURFACES else None,
                    "longitudinalSlope": _quantity(way.get("slope"), "%"),
                    "lateralSlope": _quantity(way.get("cross_slope"), "%"),
                }
            ),
            "isWellLit": way.get("lit"),
            "animalPolicy": known(dict.fromkeys(("allowsGuideDogs", "allowsAssistanceDogs"), welcome.get("dogs"))),
            "hasTactileGuideStrips": guidance.get("guide_line"),
            "hasTactileSignage": guidance.get("tactile"),
            "hasBrailleSignage": guidance.get("braille"),
            "hasInductionLoop": guidance.get("loop"),
        }
    )
    walk_in = {"allowsWalkIn": not inside["by_arrangement"]} if "by_arrangement" in inside else {}
    if policy := walk_in | known({"openingHours": to_osm(place.hours)}):
        found["appointmentPolicies"] = [policy]
    if inside.get("public_toilet") is False and "restrooms" not in found:
        found["restrooms"] = None
    return found | _parking(first_of(values, "parking"))


def _verdicts(place: Place) -> Plain:
    """Return the grade for a wheelchair, and for whom it is accessible or partly so; "no" is false for both."""
    whole_for, partly_for = {}, {}
    for profile, person in PERSONS.items():
        verdict = getattr(place, profile)
        if verdict in GRADES:
            whole_for[person] = verdict == Verdict.ACCESSIBLE
            if verdict != Verdict.ACCESSIBLE:
                partly_for[person] = verdict == Verdict.PARTLY
    return {
        "wheelchairAccessibilityGrade": GRADES.get(Verdict(place.wheelchair)),
        "accessibleWith": whole_for,
        "partiallyAccessibleWith": partly_for,
    }


def _parking(item: Mapping[str, Any]) -> Plain:
    if item.get("spaces") == 0:
        return {"parking": {"forWheelchairUsers": None}}
    spaces = known(
        {
            "count": item.get("spaces"),
            "width": _cm(item.get("width")),
            "distanceToEntrance": _quantity(item.get("distance"), "m"),
        }
    )
    return {"parking": {"forWheelchairUsers": spaces}} if spaces else {}


def _entrance(item: Mapping[str, Any]) -> Plain:
    role, ramp = item.get("role"), item.get("ramp")
    steps = step_count(item["steps"]) if "steps" in item else None
    return known(
        {
            "isMainEntrance": role == "main" if role else None,
            "isLevel": _is_level(steps, ramp),
            # Of an entrance with a fixed ramp a removable one must not be spoken of.
            "hasFixedRamp": ramp == "fixed" if ramp else None,
            "hasRemovableRamp": {"mobile": True, "none": False}.get(ramp or ""),
            "slopeAngle": _quantity(item.get("ramp_slope"), "%"),
            "hasHoist": item.get("platform"),
            "stairs": known({"count": steps, "hasHandRail": item.get("handrail")}),
            "door": known(
                {
                    "width": _cm(item.get("door")),
                    "thresholdHeight": _cm(item.get("threshold")),
                    "isAutomatic": item.get("is_automatic"),
                }
            ),
        }
    )


def _is_level(steps: int | None, ramp: str | None) -> bool | None:
    """Whether there are no steps and no ramp is needed."""
    if steps or ramp not in (None, "none"):
        return False
    return True if steps == 0 and ramp == "none" else None


def _restroom(item: Mapping[str, Any]) -> Plain:
    bars, euro_key, is_locked = item.get("bars"), item.get("euro_key"), item.get("is_locked")
    needs_key = True if euro_key and is_locked is not False else False if is_locked is False else None
    door = known({"width": _cm(item.get("door")), "needsEuroKey": needs_key})
    return known(
        {
            "isAccessibleWithWheelchair": {"1": True, "0": False}.get(item.get("grade") or ""),
            "hasSupportRails": bool(bars) if bars is not None else None,
            "hasChangingTableForBabies": item.get("changing_table"),
            "entrance": {"door": door} if door else None,
            "toilet": known({"heightOfBase": _cm(item.get("seat_height"))}),
            "washBasin": known({"accessibleWithWheelchair": item.get("knee_space")}),
        }
    )


def _equipment(place: Place) -> Iterator[Plain]:
    for part, category, width, depth in (
        ("lifts", "elevator", "cabin_width", "cabin_depth"),
        ("platforms", "hoist", "width", "depth"),
    ):
        for number, item in enumerate(place.measures.get(part, []), start=1):
            yield {
                "properties": known(
                    {
                        "originalId": f"{place.pk}-{part}-{number}",
                        "originalPlaceInfoId": str(place.pk),
                        "category": category,
                        "cabinWidth": _cm(item.get(width)),
                        "cabinLength": _cm(item.get(depth)),
                        "door": known({"width": _cm(item.get("door"))}),
                        "hasSpeech": item.get("voice"),
                        "hasBrailleText": item.get("braille"),
                    }
                )
            }


def _address(place: Place, about: About) -> Plain:
    parts = {"street": place.street, "postalCode": place.postal_code, "city": place.municipality}
    found = {name: _localized(value, about) for name, value in parts.items() if value}
    return found | {"countryCode": COUNTRIES[about.town.country]} if found else {}


def _localized(value: str, about: About) -> Plain:
    return {about.rows_language: value} if value else {}


def _is_zero(value: Any) -> bool | None:
    return None if value is None else value == 0


def _cm(value: Any) -> Plain | None:
    return _quantity(value, "cm")


def _quantity(value: Any, unit: str) -> Plain | None:
    return None if value is None else {"unit": unit, "value": value}

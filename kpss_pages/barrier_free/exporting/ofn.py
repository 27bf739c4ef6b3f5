"""What was measured at a place by the norm "Bezbariérovost" (https://ofn.gov.cz/bezbariérovost/2020-07-01/).

Only what is known is said: by the norm, what is left out counts as false, so nobody should take its defaults for facts. Of the
list of degrees of accessibility one is confirmed, "přístupný"; the others are left out. The norm ties some claims to measures
– a lift counts from a cabin of 100 × 110 cm – and such a claim is made only where these measures are known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kpss_pages.barrier_free.choices import Shape, Surveyor, Verdict
from kpss_pages.barrier_free.exporting.about import About
from kpss_pages.barrier_free.exporting.whole import whole
from kpss_pages.barrier_free.measures import Values, first_of
from kpss_pages.barrier_free.measures.steps import step_count
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core import linked_data as ld
from kpss_pages.core.linked_data import Thing
from sites.models import TownSettings

NORM = "https://ofn.gov.cz/bezbariérovost/2020-07-01/"
SCHEMA = f"{NORM}schémata/bezbariérovost.json"
CONTEXT: list[Any] = [
    f"{NORM}kontexty/bezbariérovost.jsonld",
    {
        "umístění": {
            "@id": "http://purl.org/dc/terms/spatial",
            "@context": "https://ofn.gov.cz/umístění/2020-07-01/kontexty/umístění.jsonld",
        }
    },
]
"""The norm's, which does not say where something is, and our word for that."""
ACCESSIBLE = "https://data.mvcr.gov.cz/zdroj/číselníky/stupně-přístupnosti/položky/přístupný"

Item = Mapping[str, Any]

LIFT = {"door": 70, "cabin_width": 100, "cabin_depth": 110}
PLATFORM = {"door": 70, "width": 70, "depth": 90}
RAMP_WIDTH = 110
CABIN = {"cabin_width": 140, "cabin_depth": 140}
SEAT_HEIGHT = 45
"""From how many centimetres the norm takes such a thing for one (descriptions in its schema)."""
_GRADES = {"1": 0, "2": 1}


def ofn_pieces(rows: PlaceQuerySet, about: About) -> Iterator[str]:
    """Yield the text of a list, each of whose things names its context, in one query."""
    separator = "[\n"
    for place in whole(rows):
        found = {"@context": CONTEXT, **place_as_ofn(place, about.town, f"{about.address}{place.address_below}")}
        yield separator + json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        separator = ",\n"
    yield "[]" if separator == "[\n" else "\n]"


def place_as_ofn(place: Place, town: TownSettings, address: str) -> Thing:
    """Return a place of the map, whose page is at ``address``; the place comes with its survey."""
    about = ld.known(
        {
            "iri": f"{address}#accessibility",
            "název": ld.text(place.name, town.default_language),
            "popis": ld.text(place.about, town.default_language),
            "umístění": _where(place, town, address),
        }
    )
    found = accessibility_of(place, town)
    return {"typ": found["typ"]} | about | found


def accessibility_of(place: Place, town: TownSettings) -> Thing:
    """Return what is known of a place without saying which it is, as events carry it."""
    values, survey = place.measures, place.survey
    approach, welcome, guidance = (
        first_of(values, "approach"),
        first_of(values, "welcome"),
        first_of(values, "guidance"),
    )
    return ld.thing(
        "Bezbariérovost",
        okamžik_mapování=ld.moment(survey.surveyed_on, town) if survey is not None else None,
        mapující_subjekt=[who] if survey is not None and (who := _surveyor(survey, town)) else None,
        mapování_dle_metodiky=_is_by_the_method(place) or None,
        přístupnost_děti_s_doprovodem=_degree(place.pram),
        přístupnost_senioři=_degree(place.walker),
        tělesně_postižení_toaleta_přístupnost=_degree(place.toilet),
        tělesně_postižení_objekt_přístupnost=_degree(place.wheelchair),
        objekt_vyhrazené_parkování=place.has_parking,
        objekt_obtížný_povrch=approach.get("hard_surface"),
        objekt_obtížný_sklon=approach.get("steep"),
        **_entrances(place),
        **_interior(place),
        **_toilet(values),
        Braillovo_písmo=guidance.get("braille"),
        hlasový_asistent=guidance.get("assistant"),
        vodící_linie=guidance.get("guide_line"),
        vodící_pes=welcome.get("dogs"),
    )


def _where(place: Place, town: TownSettings, address: str) -> Thing | None:
    words = ld.address(place.address, town.default_language, postal_code=place.postal_code)
    geometry: Thing | None = None
    if len(place.line) > 1:
        geometry = {"type": "LineString", "coordinates": place.line}
    elif place.latitude is not None and place.longitude is not None:
        geometry = {"type": "Point", "coordinates": [float(place.longitude), float(place.latitude)]}
    if words is None and geometry is None:
        return None
    return ld.thing("Umístění", iri=address, adresa=words, geometrie=geometry)


def _surveyor(survey: Survey, town: TownSettings) -> Thing | None:
    """Return the town when it is the one that measured: of others the norm wants a company number, which nobody asks for."""
    if survey.surveyor_kind != Surveyor.ORGANISATION or not survey.surveyor:
        return None
    names = {town.name, town.operator, town.site.site_name}
    is_town = survey.surveyor.casefold().strip() in {name.casefold() for name in names if name}
    return ld.organisation(town) if is_town else None


def _is_by_the_method(place: Place) -> bool:
    """Whether the method was followed: a building, with nothing held but what the measures say."""
    said = place.survey.verdicts if place.survey is not None else {}
    known = [one for one in said.values() if one.get("verdict", Verdict.UNKNOWN) != Verdict.UNKNOWN]
    is_known = place.wheelchair != Verdict.UNKNOWN and place.shape is Shape.BUILDING
    return is_known and all(one["verdict"] == one.get("suggested") for one in known)


def _degree(verdict: str) -> str | None:
    return ACCESSIBLE if verdict == Verdict.ACCESSIBLE else None


def _entrances(place: Place) -> Thing:
    values = place.measures
    entrances = values.get("entrances", [])
    found: Thing = {}
    for role, name in (("main", "hlavní"), ("side", "vedlejší")):
        item = next((one for one in entrances if one.get("role") == role), None)
        if item is None and role == "main" and len(entrances) == 1 and "role" not in entrances[0]:
            item = entrances[0]
        if item is not None:
            found |= {f"vstup_{name}_{key}": value for key, value in _entrance(item, place).items()}
    return found


def _entrance(item: Item, place: Place) -> Thing:
    values, lift = place.measures, item.get("lift")
    lifts = values.get("lifts", [])
    only_lift = lifts[0] if lift and len(lifts) == 1 else {}
    return {
        "vchod": _is_free(item, place),
        "schody": _unsolved_steps(item),
        "nájezd": _ramp(item),
        "plošina": _if_there(item.get("platform"), values.get("platforms", []), PLATFORM),
        "výtah": _if_there(lift, lifts, LIFT),
        "výtah_sedátko": only_lift.get("seat"),
        "výtah_madlo": only_lift.get("handrail"),
        "šířka_dveří": _cm(item.get("door")),
    }


def _is_free(item: Item, place: Place) -> bool | None:
    """Whether one gets in here without barriers: surely by the only entrance of an accessible place."""
    if place.wheelchair == Verdict.ACCESSIBLE and len(place.measures.get("entrances", [])) == 1:
        return True
    return False if _unsolved_steps(item) else None


def _unsolved_steps(item: Item) -> int | None:
    """Return how many steps nothing leads past; None while nobody has said whether there is a ramp."""
    if "steps" not in item:
        return None
    count = step_count(item["steps"])
    if count == 0:
        return 0
    if item.get("ramp") not in (None, "none") or item.get("platform") or item.get("lift"):
        return 0
    return count if item.get("ramp") == "none" else None


def _ramp(item: Item) -> bool | None:
    ramp = item.get("ramp")
    if ramp == "fixed":
        return _at_least(item.get("ramp_width"), RAMP_WIDTH)
    return None if ramp is None else ramp != "none"


def _interior(place: Place) -> Thing:
    values = place.measures
    inside, lifts = first_of(values, "inside"), values.get("lifts", [])
    at_entrance = any(item.get("lift") for item in values.get("entrances", []))
    # A lift that was measured is inside unless an entrance has one.
    has_lift = inside.get("lift", True if lifts and not at_entrance else None)
    only_lift = lifts[0] if has_lift and not at_entrance and len(lifts) == 1 else {}
    return {
        "interiér_schody": inside.get("steps"),
        "interiér_minimální_průchod": _cm(inside.get("passage")),
        "interiér_výška_prahu": _cm(inside.get("threshold")),
        "interiér_přístupnost": _is_open_to_all(inside, place),
        # How wide it is, on which the norm insists, is not asked inside.
        "interiér_nájezd": False if inside.get("ramp") is False else None,
        "interiér_plošina": _if_there(inside.get("platform"), values.get("platforms", []), PLATFORM),
        "interiér_výtah": _if_there(has_lift, lifts, LIFT),
        "interiér_výtah_sedátko": only_lift.get("seat"),
        "interiér_výtah_madlo": only_lift.get("handrail"),
        "interiér_točité_schodiště": inside.get("spiral_stairs"),
    }


def _is_open_to_all(inside: Item, place: Place) -> bool | None:
    """Whether the greater part can be reached from an entrance without barriers, and nobody has to ask beforehand."""
    if inside.get("by_arrangement") or inside.get("extent") in ("part", "none"):
        return False
    is_reached = inside.get("extent") in ("whole", "most") and inside.get("by_arrangement") is False
    return True if is_reached and place.wheelchair == Verdict.ACCESSIBLE else None


def _toilet(values: Values) -> Thing:
    """Return the facts of the best toilet: the first of the best grade."""
    toilets = sorted(values.get("toilets", []), key=lambda item: _GRADES.get(item.get("grade") or "", len(_GRADES)))
    item: Item = toilets[0] if toilets else {}
    bars = item.get("bars")
    return {
        "toaleta_šířka_dveří": _cm(item.get("door")),
        "toaleta_klíč": item.get("is_locked"),
        "toaleta_euroklíč": item.get("euro_key"),
        "toaleta_dostatečný_rozměr": _fits([item], CABIN) if item else None,
        "toaleta_signalizační_tlačítko": item.get("alarm"),
        "toaleta_wc_boční_přístup": _cm(item.get("side_access")),
        "toaleta_wc_výška_sedátka": _at_least(item.get("seat_height"), SEAT_HEIGHT),
        "toaleta_wc_madlo": bool(bars) if bars is not None else None,
        "toaleta_umyvadlo_dostatečný_prostor": item.get("knee_space"),
        "toaleta_přebalovací_pult": item.get("changing_table"),
    }


def _if_there(is_there: bool | None, items: Iterable[Item], least: Mapping[str, float]) -> bool | None:
    """Return whether something is there that is large enough; None when it is there and not measured."""
    return _fits(items, least) if is_there else is_there


def _fits(items: Iterable[Item], least: Mapping[str, float]) -> bool | None:
    """Whether one of some things has all these measures; False when each of them is known to lack some."""
    found = [[_at_least(item.get(key), number) for key, number in least.items()] for item in items]
    if any(all(measures) for measures in found):
        return True
    return False if found and all(False in measures for measures in found) else None


def _at_least(value: Any, least: float) -> bool | None:
    return None if value is None else value >= least


def _cm(value: Any) -> Thing | None:
    return None if value is None else ld.quantity(value, "CMT")

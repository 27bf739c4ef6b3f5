"""Places as the cells of a row: what the export writes and the import reads again without a change."""

from collections.abc import Iterable
from typing import Any

from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.importing.columns import LONGEST_LINE, MEASURES, measure_name
from kpss_pages.barrier_free.lines import text_of
from kpss_pages.barrier_free.measures import PARTS, Kind, Measure, Values
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.core.hours.grammar import to_osm
from kpss_pages.core.tables.columns import NO, YES

Point = Iterable[Any]


def cells_of(place: Place) -> dict[str, str]:
    """Return a place, and the survey that holds, as texts by the names of ``columns.COLUMNS``; unknown is ""."""
    return place_cells(place) | survey_cells(place.survey)


def place_cells(place: Place) -> dict[str, str]:
    """Return the cells of a place's own fields."""
    return {
        "source_key": place.source_key,
        "name": place.name,
        "category": str(place.get_category_display()),
        "street": place.street,
        "postal_code": place.postal_code,
        "municipality": place.municipality,
        "latitude": degrees(place.latitude),
        "longitude": degrees(place.longitude),
        "line": line_in_a_cell(place.line),
        "hours": to_osm(place.hours),
        "about": place.about.replace("\r\n", "\n").strip(),
        "website": place.website,
        "is_published": str(YES if place.is_published else NO),
    }


def survey_cells(survey: Survey | None) -> dict[str, str]:
    """Return the cells of a survey; all of them blank when there is none."""
    cells = dict.fromkeys(("surveyed_on", "surveyor_kind", "surveyor", "edition"), "")
    cells |= dict.fromkeys((column.name for column in MEASURES), "")
    for profile in Profile:
        cells |= {f"verdict-{profile.value}": "", f"reason-{profile.value}": ""}
    if survey is None:
        return cells
    cells |= {
        "surveyed_on": survey.surveyed_on.isoformat(),
        "surveyor_kind": str(survey.get_surveyor_kind_display()),
        "surveyor": survey.surveyor,
        "edition": str(survey.get_edition_display()),
    }
    for profile in Profile:
        said = survey.verdicts.get(profile.value, {})
        if said:
            cells[f"verdict-{profile.value}"] = str(Verdict(said["verdict"]).label)
            cells[f"reason-{profile.value}"] = said.get("reason", "")
    return cells | measure_cells(survey.measures)


def measure_cells(values: Values) -> dict[str, str]:
    """Return the cells of what was measured."""
    return {
        measure_name(part, number, measure): in_a_cell(measure, item[measure.key])
        for part in PARTS
        for number, item in enumerate(values.get(part.key, [])[: part.most])
        for measure in part.measures
        if measure.key in item
    }


def in_a_cell(measure: Measure, value: Any) -> str:
    """Return a measure's value as a cell has it: "90", "2.5", "yes", the words of a choice, "+3 -1"."""
    if measure.kind is Kind.CLAIM:
        return str(YES if value else NO)
    if measure.kind is Kind.CHOICE:
        return str((measure.choices or {}).get(value, value))
    return str(value)


def degrees(value: Any) -> str:
    """Return degrees with a point and six places; "" for no position."""
    return "" if value is None else f"{value:.6f}"


def line_in_a_cell(line: Iterable[Point]) -> str:
    """Return a line as its points, the latitude first: "49.123000, 17.456000; 49.124000, 17.457000".

    One that is longer than a cell can be is left out: blank leaves what is there.
    """
    text = text_of(line).replace("\n", "; ")
    return text if len(text) <= LONGEST_LINE else ""

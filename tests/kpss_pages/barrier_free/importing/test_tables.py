"""Tables of places: what each row would do, in one piece or not at all, and never twice."""

from datetime import date

import pytest
from django.utils import translation

from kpss_pages.barrier_free.choices import SurveyOrigin
from kpss_pages.barrier_free.importing.cells import cells_of, survey_cells
from kpss_pages.barrier_free.importing.columns import COLUMNS, LAYOUT
from kpss_pages.barrier_free.importing.template import csv_of, rows_of, xlsx_of
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.core.hours import hours_from_lines
from sites.models import TownSettings
from tests.builders import make_place
from tests.kpss_pages.barrier_free.importing.tables import checked, csv, fates, imported, notes, sentences, wrong

pytestmark = pytest.mark.django_db

HALL = {
    "source_key": "7",
    "name": "Městský úřad",
    "category": "office",
    "street": "Příkladná 1",
    "municipality": "Přerov",
    "latitude": "49,4551",
    "longitude": "17.4512",
    "surveyed_on": "31. 5. 2026",
    "surveyor": "Spolek Vzor",
    "entrances-0-role": "main",
    "entrances-0-steps": "0",
    "entrances-0-door": "90 cm",
    "entrances-0-threshold": "1,5",
    "entrances-0-is_automatic": "no",
    "toilets-1-grade": "2",
}


def other(**changes: str) -> dict[str, str]:
    return HALL | changes


def test_new_place_comes_with_its_survey_and_the_verdicts_that_follow(prerov: TownSettings) -> None:
    assert fates(checked(prerov, csv(HALL))) == ["created"]
    assert not Place.objects.in_town(prerov.site).exists()
    imported(prerov, csv(HALL))
    place = Place.objects.get(site=prerov.site)
    assert (place.name, place.category, place.source_key) == ("Městský úřad", "office", "7")
    assert (str(place.latitude), str(place.longitude)) == ("49.455100", "17.451200")
    assert place.measures == {
        "entrances": [{"role": "main", "steps": "0", "door": 90, "threshold": 1.5, "is_automatic": False}],
        "toilets": [{"grade": "2"}],
    }
    assert place.survey is not None
    assert place.survey.origin == SurveyOrigin.IMPORT
    assert (place.survey.surveyor, place.surveyed_on) == ("Spolek Vzor", date(2026, 5, 31))
    assert place.next_survey_on == date(2029, 5, 31)
    assert {profile: said["verdict"] for profile, said in place.survey.verdicts.items()}["pram"] == place.pram
    assert place.toilet == "partly"
    assert place.latest_revision is not None
    assert "urad" in place.search_words


def test_same_file_twice_changes_nothing(prerov: TownSettings) -> None:
    rows = csv(HALL, {"name": "Lavička", "category": "bench", "latitude": "49.4", "longitude": "17.4"})
    imported(prerov, rows)
    before = list(Place.objects.order_by("pk").values_list("pk", "latest_revision"))
    again = imported(prerov, rows)
    assert fates(again) == ["unchanged", "unchanged"]
    assert not again.can_be_applied
    assert list(Place.objects.order_by("pk").values_list("pk", "latest_revision")) == before
    assert Survey.objects.count() == 1


def test_blank_cell_leaves_what_is_there_and_an_older_survey_does_not_hold(prerov: TownSettings) -> None:
    place = make_place(prerov, "Knihovna", {"entrances": [{"door": 95}]}, street="Dlouhá 2", about="Knihy.")
    assert place.survey is not None
    row = {"name": "KNIHOVNA", "street": "Dlouhá 2", "website": "https://knihovna.example", "about": "", "category": ""}
    row["hours"] = "po–pá 8.00–17.00"
    older = {"surveyed_on": "2025-01-31", "entrances-0-door": "70", "surveyor": "Spolek Vzor"}
    with translation.override("en"):
        found = imported(prerov, csv(row | older))
    assert fates(found) == ["changed"]
    assert "A newer survey holds" in notes(found)[0]
    place.refresh_from_db()
    assert (place.name, place.about, place.website) == ("Knihovna", "Knihy.", "https://knihovna.example")
    assert place.hours == hours_from_lines(["8.00–17.00"] * 5)
    assert place.measures == {"entrances": [{"door": 95}]}
    assert place.surveys.count() == 2
    assert fates(imported(prerov, csv(row | older))) == ["unchanged"]
    assert [change.now for change in found.outcomes[0].changes].count("70") == 1


def test_measures_of_the_same_day_are_added_to_what_was_measured(prerov: TownSettings) -> None:
    imported(prerov, csv(HALL))
    imported(prerov, csv({"source_key": "7", "name": "Úřad", "surveyed_on": "2026-05-31", "entrances-0-door": "85"}))
    place = Place.objects.get(site=prerov.site)
    assert place.name == "Úřad"
    assert place.measures["entrances"][0] | {"door": 85} == place.measures["entrances"][0]
    assert place.measures["toilets"] == [{"grade": "2"}]
    assert place.survey is not None
    assert place.survey.surveyor == "Spolek Vzor"


def test_import_of_one_town_never_finds_a_place_of_another(prerov: TownSettings, bbsk: TownSettings) -> None:
    foreign = make_place(bbsk, "Městský úřad", {"toilets": [{"grade": "1"}]}, source_key="7", street="Příkladná 1")
    imported(prerov, csv(HALL))
    assert Place.objects.in_town(prerov.site).get().pk != foreign.pk
    foreign.refresh_from_db()
    assert foreign.measures == {"toilets": [{"grade": "1"}]}
    assert foreign.surveys.count() == 1


@pytest.mark.parametrize("language", ["cs", "sk", "en"])
def test_headers_and_words_are_read_in_every_language(prerov: TownSettings, language: str) -> None:
    imported(prerov, csv(HALL | {"line": "", "about": "Řádek\ndruhý"}))
    with translation.override(language):
        headers = [str(column.header) for column in COLUMNS]
        assert len(set(headers)) == len(headers)
        content = csv_of(rows_of(Place.objects.in_town(prerov.site)))
    assert fates(checked(prerov, content)) == ["unchanged"]


def test_words_of_both_languages_mean_the_same_columns() -> None:
    known = LAYOUT.by_header()
    for language in ("cs", "sk", "en"):
        with translation.override(language):
            assert all(known[str(column.header).casefold()] is column for column in COLUMNS)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_downloaded_table_changes_nothing(prerov: TownSettings, bbsk: TownSettings, kind: str) -> None:
    make_place(
        prerov,
        "=SUM(1)",
        {"entrances": [{"steps": "-1"}, {"threshold": 2.5}]},
        verdicts={"pram": "partly"},
        about="a\r\nb",
        hours=hours_from_lines(["8.00–11.30*"], [("*", "vchod ze dvora")], special_days="24. 12. 2026 – inventura"),
    )
    line = [[17.45, 49.45], [17.46, 49.451]]
    route = {"category": "path", "line": line, "latitude": "49.45", "longitude": "17.45", "source_key": "osm:way/1"}
    make_place(prerov, "Ke hradu", {"way": [{"steps": "+3 -1", "surface": "cobbles", "lit": False}]}, **route)
    make_place(prerov, "Bez měření", category="kerb", is_published=False)
    make_place(bbsk, "Cudzie miesto")
    rows = rows_of(Place.objects.in_town(prerov.site).select_related("survey"))
    content = csv_of(rows) if kind == "csv" else xlsx_of(rows)
    found = checked(prerov, content)
    assert sentences(found) == []
    assert fates(found) == ["unchanged"] * 3


WRONG = {
    "category": ("palác", "is not known"),
    "latitude": ("severně", "are no degrees"),
    "longitude": ("", "Fill in both the latitude and the longitude"),
    "website": ("knihovna", "URL"),
    "hours": ("kdykoli", "is not understood"),
    "surveyed_on": ("31. 2. 2026", "is no day"),
    "surveyor_kind": ("kdosi", "is not known"),
    "edition": ("1950", "is not known"),
    "entrances-0-door": ("900", "900\u00a0cm cannot be"),
    "entrances-0-ramp_slope": ("300", "300\u00a0% cannot be"),
    "entrances-0-steps": ("tři", "Write steps as"),
    "entrances-0-is_automatic": ("možná", "Write yes or no"),
    "entrances-0-ramp": ("dřevěná", "is none of the choices"),
    "verdict-wheelchair": ("accessible-ish", "is not known"),
    "is_published": ("možná", "neither"),
    "line": ("49.4 17.4; 49.5 17.5", "Only a path"),
    "about": ("x" * 2001, "more than 2000"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_cell_is_told_and_nothing_is_saved(prerov: TownSettings, name: str) -> None:
    text, sentence = WRONG[name]
    with translation.override("en"):
        found = checked(prerov, csv(HALL | {name: text}))
    assert wrong(found) == [(2, name)]
    assert sentence in sentences(found)[0]
    assert fates(found) == ["wrong"]
    assert not found.can_be_applied


SEA, SWAPPED, ABROAD = ("43.5", "15.9"), ("17.4512", "49.4551"), ("48.2", "16.37")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([HALL | {"latitude": SEA[0], "longitude": SEA[1]}], "not in this country"),
        ([HALL | {"latitude": SWAPPED[0], "longitude": SWAPPED[1]}], "other way round"),
        ([HALL | {"latitude": ABROAD[0], "longitude": ABROAD[1]}], "not in this country"),
        ([HALL, HALL], "Row 2 is about the same place"),
        ([HALL, HALL | {"source_key": "", "name": "městský  úřad"}], "Row 2 is about the same place"),
        ([HALL | {"surveyed_on": ""}], "Fill in the day on which"),
        ([{"name": "A", "category": "office", "surveyed_on": "2026-05-31"}], "Nothing was measured on this day"),
        ([HALL | {"surveyed_on": "2999-12-31"}], "still to come"),
        ([HALL | {"surveyed_on": "1. 1. 1950"}], "too long ago"),
        ([HALL | {"surveyor_kind": "citizen"}], "name of a citizen is not kept"),
        ([{"name": "A", "street": "B"}], "Fill in the category"),
        ([HALL | {"name": ""}], "Fill in the name"),
        ([HALL | {"verdict-pram": "not surveyed", "entrances-0-steps": "+9"}], "say in the next column why"),
        ([{"name": "R", "category": "path", "line": "49.4 17.4"}], "at least two points"),
        ([{"name": "R", "category": "path", "line": "49.4, 17.4; 43.5, 15.9"}], "Point 2: The position is not in"),
        (
            [{"name": "R", "category": "path", "line": "49.4, 17.4; 49.5, 17.5", "latitude": "49", "longitude": "17"}],
            "begins at the first point",
        ),
    ],
)
def test_what_cannot_be_gets_its_sentence(prerov: TownSettings, rows: list[dict[str, str]], sentence: str) -> None:
    with translation.override("en"):
        found = checked(prerov, csv(*rows))
    assert [text for text in sentences(found) if sentence in text], sentences(found)
    assert not found.can_be_applied


def test_several_places_of_a_name_are_told_apart_by_street_or_number(prerov: TownSettings) -> None:
    for street in ("A 1", "B 2"):
        make_place(prerov, "Lékárna", street=street)
    with translation.override("en"):
        assert "several places of this name" in sentences(checked(prerov, csv({"name": "Lékárna", "about": "x"})))[0]
    assert fates(checked(prerov, csv({"name": "lékárna", "street": "b 2", "about": "x"}))) == ["changed"]


def test_place_elsewhere_of_the_same_name_is_another_one(prerov: TownSettings) -> None:
    make_place(prerov, "Zastávka", latitude="49.45", longitude="17.45", category="stop")
    row = {"name": "Zastávka", "category": "stop", "latitude": "49.47", "longitude": "17.45"}
    assert fates(checked(prerov, csv(row))) == ["created"]
    assert fates(checked(prerov, csv(row | {"latitude": "49.451"}))) == ["changed"]


def test_measures_of_other_kinds_of_places_are_left_out_and_named(prerov: TownSettings) -> None:
    row = {
        "name": "Lavička",
        "category": "bench",
        "surveyed_on": "2026-05-31",
        "way-0-benches": "2",
        "lifts-0-door": "80",
    }
    found = imported(prerov, csv(row))
    assert len(notes(found)) == 1
    assert Place.objects.get(site=prerov.site).measures == {"way": [{"benches": 2}]}


def test_verdict_held_for_a_reason_is_kept_with_it(prerov: TownSettings) -> None:
    held = {"verdict-hearing": "accessible", "reason-hearing": "personál znakuje"}
    imported(prerov, csv(HALL | held))
    place = Place.objects.get(site=prerov.site)
    assert place.hearing == "accessible"
    assert place.survey is not None
    assert place.survey.verdicts["hearing"]["reason"] == "personál znakuje"
    assert fates(checked(prerov, csv(HALL | held))) == ["unchanged"]


def test_cells_of_a_place_have_all_columns(prerov: TownSettings) -> None:
    assert set(cells_of(make_place(prerov))) == {column.name for column in COLUMNS}
    assert set(survey_cells(None).values()) == {""}

"""A plan's measures as open data: one set of measures, the same ids in every form, nothing that runs."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook
from wagtail.models import Site

from kpss_pages.plans.content import Activity, Link, Origin, PlanContent
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan, years_of
from kpss_pages.plans.models import MeasureReport, PlanPage
from kpss_pages.plans.models.structure import DEFAULTS
from kpss_pages.plans.public.exports import csv_of, json_of, xlsx_of
from tests.builders import make_plan, make_town
from tests.kpss_pages.plans.contents import make_content, make_measure

pytestmark = pytest.mark.django_db

NAMES = {level: str(name) for level, name in DEFAULTS.items()}


@pytest.fixture
def plan() -> PlanPage:
    return make_plan(make_town("prostejov"), "Plán", content=make_content(), state="in_force")


def report(plan: PlanPage, measure: int, year: int, **changes: Any) -> None:
    site = Site.objects.get(hostname="prostejov.example")
    facts = {"state": "running", "comment": "Běží", "comment_by": "Odbor", "spent": Decimal("1000.50")} | changes
    MeasureReport.objects.create(site=site, plan=plan.translation_key, measure=measure, year=year, **facts)


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(BytesIO(content))}


def test_all_three_have_the_same_measures_under_the_same_ids(plan: PlanPage) -> None:
    report(plan, 3, 2026)
    years = years_of(plan)
    whole = plan.content
    for content in (whole, replace(whole, measures=whole.measures[1:]), PlanContent()):
        expected = [measure.id for measure in content.measures]
        from_csv = [int(row["ID"]) for row in rows_of_csv(csv_of(plan, content, years, NAMES))]
        first, *_others = sheets_of(xlsx_of(plan, content, years, NAMES)).values()
        from_json = [row["id"] for row in json.loads(json_of(plan, content, years, NAMES))["measures"]]
        assert from_csv == [row[0] for row in first[1:]] == from_json == expected


@pytest.mark.parametrize("language", ["cs", "sk"])
def test_csv_is_what_czech_and_slovak_programs_open(plan: PlanPage, language: str) -> None:
    report(plan, 3, 2026)
    with translation.override(language):
        content = csv_of(plan, plan.content, years_of(plan), NAMES)
        header = content.decode("utf-8-sig").split("\r\n")[0].split(";")
    assert len(set(header)) == len(header)  # no two columns are called the same
    row = dict(
        zip(
            header,
            next(csv.reader(StringIO(content.decode("utf-8-sig").split("\r\n", 1)[1]), delimiter=";")),
            strict=True,
        )
    )
    assert {"80000,50", "120000", "1000,50", "2026-01-01", "Běží", "senioři; pečující osoby"} <= set(row.values())
    assert f"{plan.full_url}m3/" in row.values()
    assert "1 Péče o seniory" in row.values()


def test_text_that_would_be_a_formula_is_marked_as_text(plan: PlanPage) -> None:
    evil = make_measure(
        3,
        name="=HYPERLINK(1)",
        output="+1",
        target_groups=("@SUM(A1)",),
        activities=(Activity("-1+1"),),
        links=(Link("=1+1", "https://a.example/"),),
    )
    content = make_content(1, measures=(evil,))
    report(plan, 3, 2026, comment="=cmd")
    years = years_of(plan, content)
    starts = ("=", "+", "-", "@")
    for row in rows_of_csv(csv_of(plan, content, years, NAMES)):
        assert not [value for value in row.values() if value.startswith(starts)]
    book = load_workbook(BytesIO(xlsx_of(plan, content, years, NAMES)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(starts)]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]


def test_workbook_has_costs_indicators_and_progress_as_numbers_and_days(plan: PlanPage) -> None:
    report(plan, 3, 2026, values={"300": "12.5"})
    report(plan, 3, 2025, values={"300": "7"})
    measures, activities, costs, indicators, progress = sheets_of(
        xlsx_of(plan, plan.content, years_of(plan), NAMES)
    ).values()
    assert len(measures) == 3
    assert len(activities) == 5
    assert costs[2][:3] + costs[2][4:] == (3, "1.1.3", 2026, 80000.5, "CZK")
    assert indicators[0][-2:] == (2025, 2026)
    assert indicators[1][2:] == (300, "Počet klientů", "osoby", 10, 40, 7, 12.5)
    assert indicators[2][-2:] == (None, None)
    assert [row[0:3] for row in progress[1:]] == [(3, "1.1.3", 2025), (3, "1.1.3", 2026)]
    assert progress[1][-1] == 1000.5


def test_json_has_the_documented_keys(plan: PlanPage) -> None:
    taken_over = replace(plan.content.measures[0], origin=Origin("5a7e8e0f-2b2e-4d57-9d92-0d1d5b5a4a11", 9))
    content = replace(plan.content, measures=(taken_over,))
    years = [
        YearOfPlan(2026, (ReportRow(3, "1.1.3", "Jméno", state="partly", spent=Decimal("5.50"), values={"300": "12"}),))
    ]
    found = json.loads(json_of(plan, content, years, NAMES))
    assert found["plan"] | {"key": ""} == {
        "key": "",
        "title": "Plán",
        "url": plan.full_url,
        "language": "cs",
        "kind": "plan",
        "state": "in_force",
        "valid_from": None,
        "valid_until": None,
    }
    assert found["currency"] == "CZK"
    assert found["levels"] == NAMES
    assert found["goals"][1] == {"id": 2, "parent": 1, "number": "1.1", "name": "Dostupná péče", "description": ""}
    assert found["years"] == [{"year": 2026, "closed": False}]
    measure = found["measures"][0]
    assert measure["url"] == f"{plan.full_url}m3/"
    assert measure["path"] == [1, 2]
    assert measure["starts_on"] == "2026-01-01"
    assert measure["costs"][1] == {"year": 2026, "source": "region", "amount": "80000.50"}
    assert measure["indicators"][0]["values"] == {"2026": "12"}
    assert measure["links"] == [{"label": "Popis služby", "url": "https://sluzba.example/"}]
    assert measure["taken_over_from"] == {"plan": "5a7e8e0f-2b2e-4d57-9d92-0d1d5b5a4a11", "measure": 9}
    assert measure["progress"] == [{"year": 2026, "state": "partly", "comment": "", "comment_by": "", "spent": "5.50"}]
    assert "origin" not in measure


def test_reports_of_another_town_are_in_none(plan: PlanPage) -> None:
    other = make_plan(make_town("prerov"), "Cizí plán", content=make_content())
    site = Site.objects.get(hostname="prerov.example")
    for key in (plan.translation_key, other.translation_key):
        MeasureReport.objects.create(
            site=site,
            plan=key,
            measure=3,
            year=2026 if key == plan.translation_key else 2025,
            state="running",
            comment="Cizí",
        )
    years = years_of(plan)
    for made in (csv_of, json_of):
        assert "Cizí" not in made(plan, plan.content, years, NAMES).decode()
    assert "Cizí" not in str(sheets_of(xlsx_of(plan, plan.content, years, NAMES)))


def test_exports_of_150_measures_ask_no_database(plan: PlanPage, django_assert_num_queries: Any) -> None:
    content = make_content(150)
    years = [
        YearOfPlan(year, tuple(ReportRow(m.id, m.number, m.name, state="running") for m in content.measures))
        for year in (2025, 2026)
    ]
    assert plan.full_url
    assert plan.locale
    with django_assert_num_queries(0):
        for made in (csv_of, xlsx_of, json_of):
            assert made(plan, content, years, NAMES)

"""Goals and measures of the demo's plans as they are written."""

from typing import Any

import pytest

from cms.demo.content import FOLDER, TOWNS, in_language, read_content, read_plan
from cms.demo.measures import Source, make_content
from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.models.structure import DEEPEST
from kpss_pages.plans.validation import problems_of

PLANS = [(name, key) for name in TOWNS for key in read_content(name).plans]


def content_of(town: str, key: str, language: str, is_earlier: bool = False) -> PlanContent:
    """Return a plan of a town with what it takes over."""
    content = read_content(town)
    written = content.plans[key]
    source = None
    if "takes_over" in written:
        page = next(page for page in content.pages if page["key"] == key)
        source = Source("key", content_of(town, page["based_on"], language))
    return make_content(written, language, lambda document: len(content.documents[document]), source, is_earlier)


@pytest.mark.parametrize(("town", "key"), PLANS)
def test_every_plan_is_right_and_marked_as_invented(town: str, key: str) -> None:
    content = read_content(town)
    for language in content.languages:
        for is_earlier in (False, True):
            plan = content_of(town, key, language, is_earlier)

            assert plan.measures
            assert not problems_of(plan)
            assert all(measure.is_example for measure in plan.measures)
            ids = [goal.id for goal in plan.goals] + [measure.id for measure in plan.measures]
            ids += [indicator.id for measure in plan.measures for indicator in measure.indicators]
            assert len(set(ids)) == len(ids)
            assert max(ids) < plan.next_id


@pytest.mark.parametrize(("town", "key"), PLANS)
def test_every_measure_stands_as_deep_as_the_town_says(town: str, key: str) -> None:
    content = read_content(town)
    plan = content_of(town, key, content.languages[0])

    assert 0 < content.structure["depth"] <= DEEPEST
    assert {len(plan.path_to(measure.goal)) for measure in plan.measures} == {content.structure["depth"]}


@pytest.mark.parametrize(("town", "key"), [plan for plan in PLANS if len(read_content(plan[0]).languages) > 1])
def test_languages_differ_in_words_only(town: str, key: str) -> None:
    first, second = (content_of(town, key, language) for language in read_content(town).languages)

    assert [goal.id for goal in first.goals] == [goal.id for goal in second.goals]
    for one, other in zip(first.measures, second.measures, strict=True):
        assert (one.id, one.number, one.costs, one.starts_on) == (other.id, other.number, other.costs, other.starts_on)
        assert [indicator.id for indicator in one.indicators] == [indicator.id for indicator in other.indicators]
    assert {measure.name for measure in first.measures} != {measure.name for measure in second.measures}


def test_prostejov_has_forty_measures_below_priorities_and_goals() -> None:
    plan = content_of("prostejov", "plan-2023", "cs")
    assert len(plan.measures) == 40
    assert len([goal for goal in plan.goals if goal.parent is None]) == 3
    assert all(measure.costs and measure.responsible and measure.indicators for measure in plan.measures)


def test_estimate_of_the_draft_adds_up_to_what_its_file_says() -> None:
    plan = content_of("prostejov", "plan-2027", "cs")
    sections = read_content("prostejov").documents["navrh-2027"]["sections"]
    table = next(section["table"] for section in sections if "table" in section)

    for goal, row in zip([goal for goal in plan.goals if goal.parent is None], table["rows"], strict=True):
        branch = next(branch for branch in plan.tree() if branch.goal == goal)
        for year, written in zip(table["columns"][1:], row[1:], strict=True):
            costs = [cost for measure in branch.all_measures() for cost in measure.costs if cost.year == int(year)]
            assert sum(cost.amount for cost in costs) == int(written.replace(" ", "")) * 1000


@pytest.mark.parametrize("path", sorted((FOLDER / "plans").glob("*.toml")), ids=lambda path: path.stem)
def test_reports_fit_the_years_and_states_of_the_plan(path: Any) -> None:
    written = read_plan(path.stem)
    years = range(written["first_year"], written["last_year"] + 1)
    for row in written.get("measures", []):
        states = row.get("states", [])
        assert set(states) <= {"", *MeasureState.values}
        assert len(states) <= len(years)
        assert len(row.get("spent", states)) == len(states)
        assert len(row.get("values", [])) <= len(states)
        reported = {str(year) for year, state in zip(years, states, strict=False) if state}
        assert set(row.get("comments", {})) <= reported
        in_language(row, "cs")
    for year in written.get("closed", {}):
        assert int(year) in years


def test_every_file_of_measures_stands_on_a_page() -> None:
    used = {page["measures"] for name in TOWNS for page in read_content(name).pages if "measures" in page}
    assert used == {path.stem for path in (FOLDER / "plans").glob("*.toml")}

"""The page of an evaluation: figures computed from the reports of the plan that it evaluates."""

from datetime import date
from typing import Any

import pytest

from kpss_pages.plans.choices import PlanKind
from kpss_pages.plans.evaluation import year_of
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage
from sites.models import TownSettings
from tests.builders import At, home_of, make_plan, section_of
from tests.kpss_pages.plans.contents import make_content

pytestmark = pytest.mark.django_db

PERIOD = {"period_from": date(2015, 1, 1), "period_to": date(2016, 12, 31)}


def report(page: PlanPage, town: TownSettings, measure: int, year: int, state: str, **changes: Any) -> None:
    MeasureReport.objects.create(
        site=town.site, plan=page.translation_key, measure=measure, year=year, state=state, **changes
    )


def evaluation_of(plan: PlanPage, town: TownSettings, **changes: Any) -> PlanPage:
    return make_plan(town, "Vyhodnocení", kind=PlanKind.EVALUATION, based_on=plan, **(PERIOD | changes))


def states(response: Any) -> dict[int, str]:
    return {found.row.id: found.row.state for found in response.context["evaluated"]}


def test_figures_are_those_of_the_years_within_the_period(prerov: TownSettings, at: At) -> None:
    plan = make_plan(prerov, "Plán", content=make_content(3))
    page = evaluation_of(plan, prerov)
    report(plan, prerov, 3, 2015, "partly", comment="Zpočátku málo míst.", comment_by="Charita")
    report(plan, prerov, 3, 2016, "fulfilled", comment="Hotovo.", comment_by="Charita")
    report(plan, prerov, 4, 2015, "not_fulfilled")
    report(plan, prerov, 4, 2017, "fulfilled")
    response = at("prerov.example").get(page.get_url_parts()[2])
    assert states(response) == {3: "fulfilled", 4: "not_fulfilled", 5: ""}
    html = response.content.decode()
    assert "Hotovo." in html
    assert "Charita" in html
    assert f'href="{plan.get_url_parts()[2]}m3/"' in html
    assert [(row.name, row.total, row.met) for row in response.context["progress"]] == [
        ("1 Péče o seniory", 2, 1),
        ("2 Rodiny s dětmi", 1, 0),
    ]
    assert response.context["progress_total"].total == 3


def test_closed_year_keeps_its_figures_and_says_so(prerov: TownSettings, at: At) -> None:
    plan = make_plan(prerov, "Plán", content=make_content(2))
    page = evaluation_of(plan, prerov)
    report(plan, prerov, 3, 2015, "fulfilled")
    ClosedYear.objects.create(
        site=prerov.site, plan=plan.translation_key, year=2015, figures=year_of(plan, 2015).to_json()
    )
    visitor, path = at("prerov.example"), page.get_url_parts()[2]
    assert [year.is_closed for year in visitor.get(path).context["evaluated_years"]] == [True]
    MeasureReport.objects.update(state="cancelled")
    assert states(visitor.get(path))[3] == "fulfilled"
    report(plan, prerov, 4, 2016, "running")
    response = visitor.get(path)
    assert [(year.year, year.is_closed) for year in response.context["evaluated_years"]] == [
        (2015, True),
        (2016, False),
    ]
    assert response.content.decode().count("<li>", response.content.decode().index('class="year-notes"')) >= 2


def test_evaluation_of_a_plan_that_is_not_public_shows_none_of_it(prerov: TownSettings, at: At) -> None:
    plan = make_plan(prerov, "Skrytý plán", content=make_content(2))
    page = evaluation_of(plan, prerov)
    report(plan, prerov, 3, 2015, "fulfilled", comment="Skrytý komentář")
    visitor, path = at("prerov.example"), page.get_url_parts()[2]
    assert "Skrytý komentář" in visitor.get(path).content.decode()
    plan.unpublish()
    html = visitor.get(path).content.decode()
    assert "Skryt" not in html
    assert "Odlehčovací" not in html


def test_reports_of_another_town_do_not_count(prerov: TownSettings, bbsk: TownSettings, at: At) -> None:
    plan = make_plan(prerov, "Plán", content=make_content(2))
    page = evaluation_of(plan, prerov)
    foreign = make_plan(bbsk, "Plán", content=make_content(2))
    report(foreign, bbsk, 3, 2015, "fulfilled")
    response = at("prerov.example").get(page.get_url_parts()[2])
    assert not response.context["evaluated_years"]
    assert "Odlehčovací" not in response.content.decode()
    report(plan, prerov, 4, 2016, "partly")
    assert states(at("prerov.example").get(page.get_url_parts()[2])) == {3: "", 4: "partly"}


def test_translated_evaluation_evaluates_the_translated_plan(bbsk: TownSettings, at: At) -> None:
    plan = make_plan(bbsk, "Plán", content=make_content(2, currency="EUR"))
    page = evaluation_of(plan, bbsk)
    report(plan, bbsk, 3, 2015, "fulfilled", comment="Splnené.", language="sk")
    section_of(bbsk, type(plan.get_parent().specific), "cs")
    czech = home_of(bbsk, "cs").locale
    copies = [PlanPage.objects.get(pk=original.copy_for_translation(czech).pk) for original in (plan, page)]
    visitor = at("bbsk.example")
    copies[1].get_latest_revision().publish()
    assert "Odlehčovací" not in visitor.get(copies[1].get_url_parts()[2]).content.decode()
    copies[0].get_latest_revision().publish()
    html = visitor.get(copies[1].get_url_parts()[2]).content.decode()
    assert f'href="{copies[0].get_url_parts()[2]}m3/"' in html
    assert '<div lang="sk">' in html


def test_page_costs_a_bounded_number_of_queries(
    prerov: TownSettings, at: At, django_assert_max_num_queries: Any
) -> None:
    plan = make_plan(prerov, "Plán", content=make_content(150))
    page = evaluation_of(plan, prerov)
    for measure in range(3, 30):
        report(plan, prerov, measure, 2015, "running")
    visitor, path = at("prerov.example"), page.get_url_parts()[2]
    visitor.get(path)
    with django_assert_max_num_queries(15):
        assert len(states(visitor.get(path))) == 150

"""What the measures of a plan can be narrowed down to, and how it is told."""

from datetime import date

import pytest
from django.utils import translation

from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan
from kpss_pages.plans.public.filters import MeasureFilters, Offer, runs_in, states_in
from tests.kpss_pages.plans.contents import make_content, make_measure

YEARS = (
    YearOfPlan(2027, (ReportRow(3, "1", "A", state="fulfilled"), ReportRow(4, "2", "B"))),
    YearOfPlan(2026, (ReportRow(3, "1", "A", state="partly"), ReportRow(4, "2", "B", state="running"))),
)


def test_only_what_the_plan_has_is_offered_sorted_by_its_language() -> None:
    measures = (
        make_measure(3, target_groups=("školáci", "senioři"), responsible="Úřad"),
        make_measure(4, target_groups=("chudí", "cizinci"), responsible=""),
    )
    with translation.override("cs"):
        offer = Offer.of(PlanContent(measures=measures), ())
    assert offer.groups == ("cizinci", "chudí", "senioři", "školáci")
    assert offer.responsible == ("Úřad",)
    assert offer.years == (2026, 2027)
    assert offer.states == ()
    assert (Offer.of(make_content(), YEARS).states[-1][0], Offer.of(make_content(), YEARS).states[2][0]) == (
        "none",
        "partly",
    )


@pytest.mark.parametrize(
    ("query", "chosen", "has_unknown"),
    [
        ({}, ("", "", None, ""), False),
        ({"group": " senioři ", "year": "2026"}, ("senioři", "", 2026, ""), False),
        ({"group": "děti", "year": "1999", "state": "fulfilled"}, ("", "fulfilled", None, ""), True),
        ({"year": "2026; DROP", "responsible": "Odbor sociálních věcí"}, ("", "", None, "Odbor sociálních věcí"), True),
        ({"other": "x"}, ("", "", None, ""), False),
    ],
)
def test_unknown_values_are_dropped_and_noted(
    query: dict[str, str], chosen: tuple[object, ...], has_unknown: bool
) -> None:
    filters = MeasureFilters.from_query(query, Offer.of(make_content(), YEARS))
    assert (filters.group, filters.state, filters.year, filters.responsible) == chosen
    assert filters.has_unknown == has_unknown
    assert bool(filters) == any(chosen)


@pytest.mark.parametrize(
    ("begins", "ends", "runs"),
    [
        (None, None, True),
        (date(2026, 12, 31), None, True),
        (None, date(2026, 1, 1), True),
        (date(2027, 1, 1), None, False),
        (None, date(2025, 12, 31), False),
    ],
)
def test_measure_runs_in_the_years_that_its_term_touches(begins: date | None, ends: date | None, runs: bool) -> None:
    assert runs_in(make_measure(3, starts_on=begins, ends_on=ends), 2026) is runs


def test_state_is_that_of_the_year_or_the_last_one_reported() -> None:
    assert {key: (year, row.state) for key, (year, row) in states_in(YEARS, None).items()} == {
        3: (2027, "fulfilled"),
        4: (2026, "running"),
    }
    assert {key: row.state for key, (_year, row) in states_in(YEARS, 2026).items()} == {3: "partly", 4: "running"}


def test_filters_make_an_address_that_can_be_shared() -> None:
    filters = MeasureFilters(group="péče & pomoc", year=2026)
    assert filters.query == "?group=p%C3%A9%C4%8De+%26+pomoc&year=2026"
    assert MeasureFilters().query == ""


def test_sentence_names_every_filter() -> None:
    with translation.override("en"):
        sentence = MeasureFilters("seniors", "none", 2026, "Charity").sentence(1, 40)
    assert sentence == (
        "1 measure of 40 is shown – target group: seniors, running in: 2026, state: nothing reported yet, "
        "responsible: Charity"
    )

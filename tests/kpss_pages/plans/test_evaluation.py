"""Several years are evaluated together by the state last reported, under the names of the last year."""

from decimal import Decimal
from typing import Any

from kpss_pages.plans.evaluation import ReportRow, YearOfPlan, by_priority, over


def row(id: int, **changes: Any) -> ReportRow:  # noqa: A002
    defaults: dict[str, Any] = {"number": f"1.{id}", "name": f"Measure {id}", "priority": "1 Seniors"}
    return ReportRow(id, **(defaults | changes))


def test_last_reported_state_counts_and_money_is_added_up() -> None:
    first = YearOfPlan(2025, (row(1, state="partly", comment="Begun", spent=Decimal(5)), row(2, state="running")))
    second = YearOfPlan(2026, (row(1, state="fulfilled", comment="Done", spent=Decimal(7)), row(2)))

    found = over([second, first])

    assert [(known.state, known.comment, known.spent) for known in found] == [
        ("fulfilled", "Done", Decimal(12)),
        ("running", "", None),
    ]


def test_measures_stand_as_in_the_last_year_and_dropped_ones_at_the_end() -> None:
    first = YearOfPlan(2025, (row(9, state="cancelled"), row(1), row(2)))
    second = YearOfPlan(2026, (row(3), row(1), row(2)))

    assert [known.id for known in over([first, second])] == [3, 1, 2, 9]


def test_measure_of_which_nothing_newer_was_reported_is_called_as_in_the_last_year() -> None:
    renamed = row(1, number="2.1", name="Renamed", priority="2 Families", responsible="Department")
    years = [YearOfPlan(2025, (row(1, state="running", comment="Begun"),)), YearOfPlan(2026, (renamed,))]

    (found,) = over(years)

    assert (found.number, found.name, found.responsible) == ("2.1", "Renamed", "Department")
    assert (found.state, found.comment) == ("running", "Begun")
    assert list(by_priority([found])) == ["2 Families"]

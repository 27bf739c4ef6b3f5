"""How old an entry is, and what follows from it."""

from datetime import date

import pytest

from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import Service, ServiceForm

TERMS = Freshness(date(2026, 11, 29), confirm_every_months=12, stale_after_months=18, free_places_days=30)


@pytest.mark.parametrize(
    ("confirmed_on", "is_due", "is_stale"),
    [
        (None, True, True),
        (date(2026, 11, 29), False, False),
        (date(2025, 11, 30), False, False),
        (date(2025, 11, 29), True, False),
        (date(2025, 5, 29), True, True),
    ],
)
def test_entries_become_due_and_then_stale(confirmed_on: date | None, is_due: bool, is_stale: bool) -> None:
    assert TERMS.is_due(confirmed_on) is is_due
    assert TERMS.is_stale(Service(confirmed_on=confirmed_on)) is is_stale


@pytest.mark.parametrize(
    ("count", "said_on", "confirmed_on", "known"),
    [
        (3, date(2026, 10, 30), date(2026, 1, 1), 3),
        (0, date(2026, 11, 29), date(2026, 1, 1), 0),
        (3, date(2026, 10, 29), date(2026, 1, 1), None),
        (3, None, date(2026, 1, 1), None),
        (3, date(2026, 11, 29), date(2025, 1, 1), None),
        (None, date(2026, 11, 29), date(2026, 1, 1), None),
    ],
)
def test_free_places_lapse_by_themselves_and_with_a_stale_entry(
    count: int | None, said_on: date | None, confirmed_on: date, known: int | None
) -> None:
    form = ServiceForm(form="ter", free_places=count, free_places_on=said_on)
    assert TERMS.free_places(form, Service(confirmed_on=confirmed_on)) == known

"""Capacities are written as lines, and read as people write them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpss_pages.catalog.capacities import (
    Capacities,
    CapacitiesFormField,
    Capacity,
    capacities_from_text,
    text_of_capacities,
)


@pytest.mark.parametrize(
    ("line", "capacity"),
    [
        ("45 klientů", Capacity(45, "klient")),
        ("1 200 KLIENTOV", Capacity(1200, "klient")),
        ("12 lůžek (okamžitá)", Capacity(12, "luzka", "okamžitá")),
        ("12 lôžok – okamžitá", Capacity(12, "luzka", "okamžitá")),
        ("3 intervence (30 min.)", Capacity(3, "interv")),
        ("20 kontaktů po 10 minutách", Capacity(20, "kontakt")),
        ("1 hovor", Capacity(1, "hovor")),
        ("2 beds", Capacity(2, "luzka")),
    ],
)
def test_line_is_read_as_people_write_it(line: str, capacity: Capacity) -> None:
    assert capacities_from_text(f"\n{line}\n") == Capacities((capacity,))


@pytest.mark.parametrize("line", ["klientů", "12", "12 psů", "-3 klienti", "9" * 5000 + " klientů", "100001 klientů"])
def test_line_that_is_no_capacity_is_told_by_its_number(line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        capacities_from_text(f"5 klientů\n{line}")
    assert len(refused.value.messages) == 1
    assert "2" in refused.value.messages[0]


@pytest.mark.parametrize("language", ["cs", "sk", "en"])
def test_what_is_written_is_read_back(language: str) -> None:
    units = ("klient", "kontakt", "interv", "luzka", "hovor")
    capacities = Capacities(tuple(Capacity(count, unit, "noc") for unit in units for count in (1, 5)))
    with translation.override(language):
        assert capacities_from_text(text_of_capacities(capacities)) == capacities
        assert not CapacitiesFormField(required=False).has_changed(capacities, text_of_capacities(capacities))

"""Shapes of a register in which a secret is said elsewhere than at its place, and entries that are made to cost."""

from datetime import date
from time import monotonic
from typing import Any

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.codes import ELEMENTS, codes_from
from kpss_pages.catalog.registers.czech import MOST_UNKNOWN, ItemReader
from kpss_pages.catalog.registers.czech_places import MOST
from kpss_pages.catalog.registers.fetching import _is_public
from kpss_pages.catalog.registers.measured import opened
from kpss_pages.catalog.registers.slovak import services_in
from tests.kpss_pages.catalog.registers.files import codes, item, place, slovak, slovak_service

TODAY = date(2026, 9, 1)
EXPLAINED = codes_from(
    Register.SLOVAK,
    [(ELEMENTS, name, name, "") for name in ("street", "municipality", "secret")],
)


def test_service_that_is_secret_itself_has_secret_places_only() -> None:
    entry = ItemReader(codes(), TODAY).read(item(utajenaAdresa=True, zarizeni=[place(), place(nazev="Druhé")]))
    assert entry.is_secret
    assert entry.municipalities == ()
    assert {(each["name"], each["street"], each["municipality_code"]) for each in entry.values["facilities"]} == {
        ("", "", "")
    }


def test_of_several_slovak_places_one_secret_hides_all() -> None:
    further = (
        "<a><secret>1</secret><street>Tajná 7</street></a><a><secret>0</secret><municipality>Vzorov</municipality></a>"
    )
    with opened(slovak(slovak_service(further=further))) as source:
        (entry,) = services_in(source, EXPLAINED, TODAY)
    found: Any = entry
    assert found.is_secret
    assert found.values["facilities"][0]["street"] == found.values["facilities"][0]["municipality"] == ""


def test_entries_with_more_than_any_has_cost_little() -> None:
    began = monotonic()
    reader = ItemReader(codes(), TODAY)
    ages = [{"id": f"VekovaSkupinaOsoby/{number}"} for number in range(60_000)]
    rows = [place(nazev=f"Místo {number}") for number in range(2000)]
    entry = reader.read(item(vekoveSkupiny=ages, zarizeni=rows))
    assert len(entry.values["unknown_codes"]) == MOST_UNKNOWN
    assert len(entry.values["facilities"]) == MOST
    with opened(slovak(slovak_service(further="<x/>" * 200_000))) as source:
        assert len(list(services_in(source, EXPLAINED, TODAY))) == 1
    assert monotonic() - began < 20


def test_addresses_that_are_translated_count_as_what_they_lead_to() -> None:
    assert not _is_public("64:ff9b::10.0.0.1")
    assert not _is_public("::ffff:127.0.0.1")
    assert _is_public("64:ff9b::8.8.8.8")

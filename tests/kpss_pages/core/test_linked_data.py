"""Values of the open formal norms are valid or are not there."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kpss_pages.core import linked_data as ld
from sites.models import TownSettings
from tests.open_norms import assert_valid, errors_of, schema_of

pytestmark = pytest.mark.django_db


def test_slovak_text_alone_is_none_and_stands_beside_a_czech_one() -> None:
    assert ld.text("Správa", "sk") is None
    assert ld.text("", "cs") is None
    assert ld.texts({"cs": "Zpráva", "sk": "Správa", "en": " "}) == {"cs": "Zpráva", "sk": "Správa"}


def test_what_nobody_knows_is_left_out_and_no_is_not() -> None:
    assert ld.thing("Událost", název=None, téma=[], popis="", vhodné_pro_děti=False) == {
        "typ": "Událost",
        "vhodné_pro_děti": False,
    }


def test_moments_are_in_the_time_of_the_town(prerov: TownSettings) -> None:
    summer, winter = datetime(2026, 7, 1, 6, tzinfo=UTC), datetime(2026, 12, 1, 6, 0, 0, 999, tzinfo=UTC)

    assert ld.moment(summer, prerov)["datum_a_čas"] == "2026-07-01T08:00:00+02:00"
    assert ld.moment(winter, prerov)["datum_a_čas"] == "2026-12-01T07:00:00+01:00"
    for value in (ld.moment(summer, prerov), ld.moment(date(2026, 7, 1), prerov)):
        assert_valid(value, "základní-datové-typy", "časový-okamžik")


def test_interval_without_an_end_says_so(prerov: TownSettings) -> None:
    start = datetime(2026, 7, 1, 6, tzinfo=UTC)
    for value in (ld.interval(start, None, prerov), ld.interval(start, start, prerov)):
        assert_valid(value, "základní-datové-typy", "časový-interval")


def test_amounts_are_numbers() -> None:
    assert_valid(ld.quantity(Decimal("90.5"), "CMT"), "základní-datové-typy", "množství")


def test_place_in_czech_is_valid_and_one_in_slovak_is_none() -> None:
    for value in (
        ld.place("Radnice", "cs", room="Zasedací místnost"),
        ld.place("", "cs", of_address=ld.address("nám. T. G. Masaryka 2, Přerov", "cs", postal_code="750 02")),
        ld.place("Mestský úrad", "sk", iri="https://town.example/kontakty/#office-1"),
    ):
        assert_valid(value, "umístění", "umístění")
    assert ld.place("Mestský úrad", "sk", of_address=ld.address("Námestie 1", "sk")) is None


def test_human_being_has_both_names_or_is_none() -> None:
    value = ld.person("Jana", "Vzorná", before="Mgr.", after="DiS.")
    assert_valid(value, "lidé-a-osoby", "člověk-či-osoba")
    assert ld.person("", "Vzorná") is None


def test_town_is_told_by_its_company_number(prerov: TownSettings) -> None:
    assert ld.organisation(prerov) is None
    assert ld.public_body(prerov) is None
    prerov.company_id = "00301825"
    value = ld.organisation(prerov)
    assert value == {"typ": "Osoba", "ičo": "00301825", "název": {"cs": "Přerov"}}
    assert_valid(value, "lidé-a-osoby", "člověk-či-osoba")
    assert str(ld.public_body(prerov)).endswith("/00301825")


def test_slovak_town_is_a_foreign_organisation_and_no_public_body(bbsk: TownSettings) -> None:
    bbsk.company_id = "00301825"
    assert_valid(ld.organisation(bbsk), "lidé-a-osoby", "člověk-či-osoba")
    assert ld.public_body(bbsk) is None


def test_check_of_people_can_fail() -> None:
    assert errors_of({"typ": "Osoba", "ičo": "1"}, schema_of("lidé-a-osoby", "člověk-či-osoba"))


def test_address_of_a_file_is_whole_and_at_the_host_of_its_town(prerov: TownSettings) -> None:
    assert ld.at_home("/documents/1/plan.pdf", prerov) == "http://prerov.example/documents/1/plan.pdf"
    assert ld.at_home("https://elsewhere.example/", prerov) == "https://elsewhere.example/"


def test_organisation_of_schema_org_has_no_empty_properties(prerov: TownSettings) -> None:
    prerov.municipality, prerov.phone = "Přerov", ""
    value = ld.government_organization(prerov, "cs")
    assert value["@id"] == "http://prerov.example/#organization"
    assert value["address"] == {"@type": "PostalAddress", "addressLocality": "Přerov", "addressCountry": "CZ"}
    assert "telephone" not in value
    assert "identifier" not in value

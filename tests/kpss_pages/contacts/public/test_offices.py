"""A town's offices, and which of them serves a municipality."""

from datetime import datetime, time
from typing import Any

import pytest
from django.utils import timezone

from kpss_pages.contacts.models import ContactIndexPage
from kpss_pages.contacts.municipalities import find
from kpss_pages.core.hours import Day, Interval, OfficeHours
from kpss_pages.core.ways import Phone, Phones
from sites.models import TownSettings
from tests.builders import At, make_department, make_office, section_of

pytestmark = pytest.mark.django_db

MORNINGS = OfficeHours(week=(*(Day((Interval(time(8), time(12)),)) for _ in range(5)), Day(), Day()))


def path_of(town: TownSettings, language: str | None = None) -> str:
    return f"{section_of(town, ContactIndexPage, language).get_url_parts()[2]}offices/"


def text_of(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


@pytest.fixture
def three(prerov: TownSettings) -> None:
    """Make three offices, each for its municipalities."""
    areas = {
        "Benešov": "Benešov\nBystřice\nSázava",
        "Vlašim": "Vlašim\nČechtice\nBystřice u Vlašimi",
        "Votice": "Votice\n",
    }
    for number, (name, area) in enumerate(areas.items()):
        make_office(prerov, name, area=area, sort_order=number)


def test_offices_of_the_own_town_are_listed_with_what_is_in_them(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    office = make_office(
        prerov,
        "Radnice",
        street="Bratrská 34",
        municipality="Přerov",
        access="accessible",
        access_note="Vchod ze dvora.",
        phones=Phones((Phone("+420581268111"),)),
        hours=MORNINGS,
    )
    make_department(prerov, "Odbor sociálních věcí", office=office)
    make_office(bbsk, "Úrad BBSK")

    html = text_of(at("prerov.example").get(path_of(prerov)))

    for text in ("Radnice", "Bratrská 34", "Vchod ze dvora.", "581 268 111", "Odbor sociálních věcí", "8.00–12.00"):
        assert text in html
    assert "BBSK" not in html


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [("2026-12-01 10:00+01:00", True), ("2026-12-01 13:00+01:00", False), ("2026-12-24 10:00+01:00", False)],
)
def test_page_says_whether_it_is_open_now(
    at: At, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch, moment: str, is_open: bool
) -> None:
    make_office(prerov, hours=MORNINGS)
    path = path_of(prerov)

    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(moment))
    html = text_of(at("prerov.example").get(path))

    assert ("open-state is-open" in html) is is_open


@pytest.mark.parametrize(
    ("query", "municipality", "offices"),
    [
        ("Vlašim", "Vlašim", ["Vlašim"]),
        ("vlasim", "Vlašim", ["Vlašim"]),
        ("  SAZAVA ", "Sázava", ["Benešov"]),
        ("Votic", "Votice", ["Votice"]),
        ("ve Vlašimi", "", []),
    ],
)
@pytest.mark.usefixtures("three")
def test_office_is_found_by_municipality(
    at: At, prerov: TownSettings, query: str, municipality: str, offices: list[str]
) -> None:
    finding = at("prerov.example").get(path_of(prerov), {"municipality": query}).context["finding"]

    assert finding.municipality == municipality
    assert [office.name for office in finding.offices] == offices


@pytest.mark.usefixtures("three")
def test_what_is_found_stands_first_and_is_marked(at: At, prerov: TownSettings) -> None:
    response = at("prerov.example").get(path_of(prerov), {"municipality": "votice"})

    entries = response.context["entries"]
    assert [entry.office.name for entry in entries] == ["Votice", "Benešov", "Vlašim"]
    assert [entry.is_mine for entry in entries] == [True, False, False]


@pytest.mark.parametrize(
    ("query", "suggested"),
    [
        ("bys", ["Bystřice", "Bystřice u Vlašimi"]),
        ("u vlašimi", ["Bystřice u Vlašimi"]),
        ("Vlasin", ["Vlašim"]),
        ("Praha", []),
    ],
)
@pytest.mark.usefixtures("three")
def test_names_that_may_have_been_meant_are_offered(
    at: At, prerov: TownSettings, query: str, suggested: list[str]
) -> None:
    response = at("prerov.example").get(path_of(prerov), {"municipality": query})

    assert list(response.context["finding"].suggestions) == suggested
    if suggested:
        assert "?municipality=" in text_of(response)


def test_office_without_an_area_serves_everybody_else(prerov: TownSettings) -> None:
    named, for_all = make_office(prerov, "Vlašim", area="Vlašim"), make_office(prerov, "Benešov")

    assert find("Vlašim", [named, for_all], "cs").offices == (named,)
    assert find("Praha", [named, for_all], "cs").offices == (for_all,)


def test_municipality_that_two_offices_serve_leads_to_both(prerov: TownSettings) -> None:
    both = [make_office(prerov, name, area="Bystřice") for name in ("Benešov", "Vlašim")]

    assert find("bystrice", both, "cs").offices == tuple(both)


def test_offices_that_serve_all_ask_for_no_municipality(at: At, prerov: TownSettings) -> None:
    make_office(prerov)

    assert 'name="municipality"' not in text_of(at("prerov.example").get(path_of(prerov)))


@pytest.mark.parametrize("query", ["\x00", "x" * 5000, "%", "<b>", "9" * 99, " "])
@pytest.mark.usefixtures("three")
def test_junk_is_answered(at: At, prerov: TownSettings, query: str) -> None:
    response = at("prerov.example").get(path_of(prerov), {"municipality": query})

    assert response.status_code == 200
    assert "<b>" not in text_of(response)


@pytest.mark.usefixtures("three")
def test_queries_do_not_grow_with_the_offices(at: At, prerov: TownSettings, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        make_department(prerov, f"Odbor {number}", office=make_office(prerov, f"Office {number}", hours=MORNINGS))
    visitor, path = at("prerov.example"), path_of(prerov)
    visitor.get(path)

    with django_assert_max_num_queries(8):
        assert visitor.get(path).status_code == 200

"""The foot of every page: who runs the site, where they are and when, and what the law wants linked."""

from datetime import time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpss_pages.contacts.models import ContactSettings
from kpss_pages.core.hours import Day, Interval, OfficeHours
from sites.models import TownSettings
from tests.builders import At, make_office, make_town

pytestmark = pytest.mark.django_db

MORNING = Interval(time(8), time(11, 30))
HOURS = OfficeHours(
    week=(Day((MORNING,)), Day((Interval(time(8), time(11, 30), mark="*"),)), Day((MORNING,)), *([Day()] * 4)),
    footnotes=(("*", "objednaní klienti"),),
)
FACTS = {
    "operator": "Magistrát města Přerova",
    "street": "Bratrská 709/34",
    "postal_code": "750 02",
    "municipality": "Přerov",
    "phone": "581268111",
    "filing_email": "posta@prerov.example",
    "data_box": "etwb5sh",
    "company_id": "00301825",
    "vat_id": "CZ00301825",
}


@pytest.fixture
def prerov() -> TownSettings:
    return make_town("prerov", facts=FACTS)


def footer(at: At, host: str = "prerov.example", path: str = "/") -> Any:
    found = BeautifulSoup(at(host).get(path).content, "html.parser").footer
    assert found is not None
    return found


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").replace("\xa0", " ").split())


@pytest.mark.parametrize("path", ["/", "/aktuality/", "/neni-tu/"])
def test_footer_names_the_operator_with_all_that_the_law_wants(at: At, prerov: TownSettings, path: str) -> None:
    shown = footer(at, path=path)
    for fact in (value for name, value in FACTS.items() if name != "phone"):
        assert fact in words(shown)
    assert shown.find("a", href="tel:+420581268111").get_text().replace("\xa0", " ") == "581 268 111"


def test_telephone_that_is_no_number_is_shown_as_it_was_written(at: At) -> None:
    make_town("prerov", facts={"phone": "581 268 111, linka 5"})
    assert "581 268 111, linka 5" in words(footer(at))


def test_hours_are_those_of_the_main_office_of_the_own_town(at: At, prerov: TownSettings) -> None:
    other = make_town("prostejov")
    ContactSettings.objects.create(site=prerov.site, office=make_office(prerov, "Radnice", hours=HOURS))
    ContactSettings.objects.create(site=other.site, office=make_office(other, "Školní 4"))

    shown = footer(at)
    assert "Radnice" in words(shown)
    assert words(shown.find(class_="hours-short")).startswith("pondělí, středa 8.00–11.30 úterý 8.00–11.30*")
    assert "objednaní klienti" in words(shown)
    assert shown.find(class_="open-state") is None
    assert footer(at, "prostejov.example").find(class_="hours-short") is None


def test_hours_that_change_are_right_at_once_and_cost_no_query(at: At, prerov: TownSettings) -> None:
    office = make_office(prerov, hours=HOURS)
    settings = ContactSettings.objects.create(site=prerov.site, office=office)
    footer(at)
    with CaptureQueriesContext(connection) as queries:
        footer(at)
    assert not [query for query in queries if "contactsettings" in query["sql"]]
    office.hours = OfficeHours(week=(*([Day()] * 4), Day((MORNING,)), Day(), Day()))
    office.save()
    assert words(footer(at).find(class_="hours-short")) == "pátek 8.00–11.30"
    settings.office = None
    settings.save()
    assert footer(at).find(class_="hours-short") is None

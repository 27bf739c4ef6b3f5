"""Which services are found by facets, in what order, and what each facet would leave."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from kpss_pages.catalog.finding import Filters, Found, find
from kpss_pages.catalog.models import Facility, LifeSituation, Synonyms
from kpss_pages.core.hours import Day, Interval, OfficeHours
from sites.models import TownSettings
from tests.builders import make_office, make_provider, make_service

pytestmark = pytest.mark.django_db

MONDAY_AT_TEN = datetime(2026, 9, 7, 8, tzinfo=UTC)
"""Ten in the morning by the clock of Prague."""


def found_by(query: str, town: TownSettings, language: str = "cs", now: datetime | None = None) -> Found:
    return find(town, language, Filters.of(QueryDict(query), town), now=now)


def names(found: Found) -> list[str]:
    return [entry.name for entry in found.entries]


def counts(found: Found, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in found.facet(facet).values}


def hours(first: int, last: int) -> OfficeHours:
    day = Day((Interval(datetime(2026, 1, 1, first).time(), datetime(2026, 1, 1, last).time()),))
    return OfficeHours(week=(day,) * 5 + (Day(), Day()))


def test_services_of_other_towns_and_hidden_ones_are_neither_found_nor_counted(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_service(prerov, "Přerov's")
    make_service(prerov, "Hidden", is_published=False)
    make_service(prerov, "Ended", ended_on=timezone.localdate() - timedelta(days=1))
    make_service(bbsk, "BBSK's", type_code="sk-opatrovatelska-sluzba")

    for town, name, type_code in (
        (prerov, "Přerov's", "cz-pecovatelska-sluzba"),
        (bbsk, "BBSK's", "sk-opatrovatelska-sluzba"),
    ):
        found = found_by("", town)
        assert names(found) == [name]
        assert found.in_stock == 1
        assert counts(found, "type") == {type_code: 1}
        assert [service.name for service in found.page(None)] == [name]
    assert names(found_by("q=Přerov's", bbsk)) == []


def test_each_facet_is_counted_with_the_other_ones_applied(prerov: TownSettings) -> None:
    make_service(prerov, "1", target_groups=["seniori"], forms=[{"form": "ter"}])
    make_service(prerov, "2", target_groups=["seniori"], forms=[{"form": "pob"}])
    make_service(prerov, "3", target_groups=["osoby-v-krizi"], forms=[{"form": "ter"}, {"form": "amb"}])

    found = found_by("group=seniori&form=ter", prerov)

    assert names(found) == ["1"]
    assert counts(found, "group") == {"seniori": 1, "osoby-v-krizi": 1}
    assert counts(found, "form") == {"ter": 1, "pob": 1}
    assert names(found_by("group=seniori&group=osoby-v-krizi", prerov)) == ["1", "2", "3"]


def test_ages_that_nobody_has_said_are_all_ages(prerov: TownSettings) -> None:
    make_service(prerov, "For all")
    make_service(prerov, "For the old", age_groups=["starsi-seniori"])

    assert names(found_by("age=dospeli", prerov)) == ["For all"]
    assert names(found_by("age=starsi-seniori", prerov)) == ["For all", "For the old"]


def test_municipality_is_where_it_is_given_or_where_it_comes_to(prerov: TownSettings) -> None:
    make_service(prerov, "There", facilities=[{"municipality": "Tovačov"}])
    make_service(prerov, "Comes", area="TOVACOV\nNobody knows where")
    make_service(prerov, "Closed there", facilities=[{"municipality": "Kojetín", "ended_on": "2020-01-01"}])

    assert names(found_by("municipality=Tova%C4%8Dov", prerov)) == ["Comes", "There"]
    assert counts(found_by("", prerov), "municipality") == {"Přerov": 1, "Tovačov": 2}
    assert found_by("municipality=Nikde", prerov).filters == Filters()


@pytest.mark.parametrize(("hour", "expected"), [(8, ["By day", "Nonstop"]), (20, ["Nonstop"])])
def test_open_now_goes_by_the_towns_clock(hour: int, expected: list[str], prerov: TownSettings) -> None:
    make_service(prerov, "By day", forms=[{"form": "amb", "hours": hours(8, 16)}])
    make_service(prerov, "By appointment")
    make_service(prerov, "Nonstop", forms=[{"form": "pob", "is_nonstop": True}])

    found = found_by("open=1", prerov, now=MONDAY_AT_TEN.replace(hour=hour))

    assert names(found) == expected
    assert counts(found, "open") == {"1": len(expected)}


def test_free_places_count_as_long_as_they_are_believed_and_the_entry_is_fresh(prerov: TownSettings) -> None:
    today = timezone.localdate()

    def made(name: str, days: int, **changes: Any) -> None:
        free = {"form": "pob", "free_places": 2, "free_places_on": today - timedelta(days=days)}
        make_service(prerov, name, forms=[free], **changes)

    made("Fresh", 1)
    made("Lapsed", 31)
    made("Stale", 1, confirmed_on=today - timedelta(days=800))
    make_service(prerov, "None", forms=[{"form": "pob", "free_places": 0, "free_places_on": today}])

    assert names(found_by("places=1", prerov)) == ["Fresh"]


def test_stale_entries_sink_below_fresh_ones_in_the_languages_order(prerov: TownSettings, bbsk: TownSettings) -> None:
    for town in (prerov, bbsk):
        for name in ("Ivan", "Chráněné", "Hospic", "Ôsmy", "Ostrov"):
            make_service(town, name)
        make_service(town, "A – stale", confirmed_on=None)

    assert names(found_by("", prerov)) == ["Hospic", "Chráněné", "Ivan", "Ôsmy", "Ostrov", "A – stale"]
    assert names(found_by("", bbsk, "sk")) == ["Hospic", "Chráněné", "Ivan", "Ostrov", "Ôsmy", "A – stale"]
    assert names(found_by("", bbsk, "cs"))[3:5] == ["Ôsmy", "Ostrov"]


def test_distance_is_counted_from_municipalities_offices_and_devices(prerov: TownSettings) -> None:
    make_service(prerov, "Near", facilities=[{"municipality": "Přerov", "latitude": "49.455", "longitude": "17.451"}])
    make_service(prerov, "Far", facilities=[{"municipality": "Hranice", "latitude": "49.548", "longitude": "17.735"}])
    make_service(prerov, "Secret", facilities=[{"is_secret": True}])
    office = make_office(prerov, latitude="49.549", longitude="17.734")

    assert names(found_by("near=P%C5%99erov", prerov)) == ["Near", "Far", "Secret"]
    assert names(found_by(f"near=office-{office.pk}", prerov)) == ["Far", "Near", "Secret"]
    assert names(found_by("near=49.455,17.451&km=20", prerov)) == ["Near"]
    from_office = found_by(f"near=office-{office.pk}&km=50", prerov)
    assert names(from_office) == ["Far", "Near"]
    assert [round(from_office.kilometres[pk]) for pk in from_office.ids] == [0, 23]
    assert found_by("near=office-999999&km=5", prerov).filters == Filters()


def test_offices_of_other_towns_are_no_places(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov)
    office = make_office(bbsk, latitude="49.549", longitude="17.734")

    assert found_by(f"near=office-{office.pk}", prerov).filters == Filters()


def test_situation_leads_to_types_groups_and_related_services_of_its_town(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_service(prerov, "By group", target_groups=["pecujici-osoby"], type_code="")
    make_service(prerov, "By type", type_code="cz-odlehcovaci-sluzby", target_groups=[])
    make_service(prerov, "Beside", kind="related", type_code="", related_type="Půjčovna", target_groups=[])
    make_service(prerov, "Other", type_code="cz-nzdm", target_groups=[])
    LifeSituation.objects.create(
        site=prerov.site,
        slug="here",
        name_cs="Starám se",
        type_codes=["cz-odlehcovaci-sluzby"],
        target_groups=["pecujici-osoby"],
        related_types="půjčovna",
    )

    found = found_by("situation=here", prerov)

    assert names(found) == ["Beside", "By group", "By type"]
    assert "starám se" in found.sentence
    assert found_by("situation=here", bbsk).filters == Filters()


def test_kinds_prices_and_access_are_facets(prerov: TownSettings) -> None:
    make_service(prerov, "Free", price="free", facilities=[{"municipality": "Přerov", "access": "accessible"}])
    make_service(prerov, "Paid", price="paid", facilities=[{"municipality": "Přerov", "access": "partly"}])
    make_service(prerov, "Beside", kind="related", type_code="", related_type="doprava")

    assert names(found_by("free=1", prerov)) == ["Free"]
    assert names(found_by("access=1", prerov)) == ["Free"]
    assert names(found_by("kind=related", prerov)) == ["Beside"]


def test_page_reads_its_services_alone(
    prerov: TownSettings, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    provider = make_provider(prerov)
    for number in range(23):
        make_service(prerov, f"Service {number:02}", provider=provider)
    assert prerov.default_language == "cs"

    with django_assert_num_queries(7):
        found = found_by("", prerov)
    with django_assert_num_queries(1):  # the catalogue's settings
        found_by("q=service", prerov)
    with django_assert_num_queries(3):
        page = found.page("2")

    assert [service.name for service in page] == ["Service 20", "Service 21", "Service 22"]
    assert found.page("99").number == 2
    assert found.letters() == [("S", 1)]


def test_what_is_at_hand_ends_with_a_change_in_the_town_and_is_never_of_another(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    service = make_service(prerov, "Day centre")
    make_service(bbsk, "Shelter")
    assert (names(found_by("", prerov)), names(found_by("", bbsk))) == (["Day centre"], ["Shelter"])

    service.name = "Day centre on the square"
    service.save()
    assert names(found_by("q=square", prerov)) == ["Day centre on the square"]
    Synonyms.objects.create(site=prerov.site, words="square\nplace")
    assert names(found_by("q=place", prerov)) == ["Day centre on the square"]
    Facility.objects.create(service=service, municipality="Tovačov")
    assert names(found_by("municipality=Tovačov", prerov)) == ["Day centre on the square"]
    service.delete()
    assert names(found_by("", prerov)) == []
    assert names(found_by("", bbsk)) == ["Shelter"]

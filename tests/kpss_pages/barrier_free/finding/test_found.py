"""Places are found by what is asked for: among those of the town, counted, in order."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from kpss_pages.barrier_free.finding import Filters, Found, find, narrowing
from kpss_pages.barrier_free.models import Place
from kpss_pages.core.hours import hours_from_lines
from sites.models import TownSettings
from tests.builders import make_place

pytestmark = pytest.mark.django_db


def found(town: TownSettings, query: str = "") -> Found:
    return find(Filters.of(QueryDict(query)), Place.objects.in_town(town.site).published())


def names(town: TownSettings, query: str = "") -> list[str]:
    """Return what the list finds; that maps and files find the same in the same order stands beside it."""
    by_list = [place.name for place in found(town, query).rows]
    rows = Place.objects.in_town(town.site).published()
    assert [place.name for place in Filters.of(QueryDict(query)).of_places(rows)] == by_list
    assert found(town, query).count == len(by_list)
    return by_list


def place(town: TownSettings, name: str, **changes: Any) -> Place:
    """Make a place with what its survey would say: the columns by which it is found."""
    return make_place(town, name, **changes)


def test_places_are_those_of_the_town_that_the_site_shows(prerov: TownSettings, bbsk: TownSettings) -> None:
    place(prerov, "Knihovna")
    place(prerov, "Skrytá", is_published=False)
    place(bbsk, "Knižnica")

    assert names(prerov) == ["Knihovna"]
    assert names(bbsk) == ["Knižnica"]


def test_words_are_found_without_accents_in_any_form_and_order(prerov: TownSettings, bbsk: TownSettings) -> None:
    for town in (prerov, bbsk):
        place(town, "Městská knihovna", street="Žerotínovo náměstí 3")
        place(town, "Lékárna", street="Kratochvílova 1")

    assert names(prerov, "q=knihovny") == ["Městská knihovna"]
    assert names(prerov, "q=NAMESTI+knihov") == ["Městská knihovna"]
    assert names(prerov, "q=kino") == []
    assert names(prerov, "q=!!!") == []


def test_names_are_in_the_order_of_the_language(bbsk: TownSettings) -> None:
    for name in ("Chata", "Cintorín", "Hala", "Čajovňa", "Ihrisko"):
        place(bbsk, name)

    assert names(bbsk) == ["Cintorín", "Čajovňa", "Hala", "Chata", "Ihrisko"]


def test_verdicts_are_those_for_whom_it_is_asked_and_unknown_is_one_of_them(prerov: TownSettings) -> None:
    place(prerov, "Kino", wheelchair="inaccessible", pram="partly")
    place(prerov, "Radnice", wheelchair="accessible", pram="accessible")
    place(prerov, "Pošta")

    assert names(prerov, "verdict=accessible") == ["Radnice"]
    assert names(prerov, "verdict=partly&verdict=accessible&profile=pram") == ["Kino", "Radnice"]
    assert names(prerov, "verdict=unknown") == ["Pošta"]


def test_only_what_somebody_has_seen_is_found_by_toilet_parking_and_lift(prerov: TownSettings) -> None:
    place(prerov, "Nikdo neví")
    place(prerov, "Nic není", toilet="inaccessible", has_parking=False, has_lift=False)
    place(prerov, "Všechno je", toilet="accessible", has_parking=True, has_lift=True, category="shop")

    assert [names(prerov, f"{name}=1") for name in ("toilet", "parking", "lift")] == [["Všechno je"]] * 3
    assert names(prerov, "category=office&category=food") == ["Nic není", "Nikdo neví"]


def test_facets_say_how_many_would_be_left_with_the_others_as_they_are(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    place(prerov, "Kino", category="culture", wheelchair="inaccessible")
    place(prerov, "Divadlo", category="culture", wheelchair="accessible", has_lift=True)
    place(prerov, "Radnice", wheelchair="accessible")
    place(bbsk, "Divadlo", category="culture", wheelchair="accessible")

    counts = found(prerov, "verdict=accessible").counted

    assert counts.count == 2
    assert [(each.value, each.count) for each in counts.categories] == [("office", 1), ("culture", 1)]
    assert {each.value: each.count for each in counts.verdicts} == {
        "accessible": 2,
        "partly": 0,
        "inaccessible": 1,
        "unknown": 0,
    }
    assert {each.value: each.count for each in counts.ticks} == {"toilet": 0, "parking": 0, "lift": 1}


def test_distances_count_from_a_municipality_a_place_a_street_or_a_position(prerov: TownSettings) -> None:
    place(prerov, "Radnice", latitude="49.4551", longitude="17.4509", street="Bratrská 34")
    place(prerov, "Škola", latitude="49.4600", longitude="17.4509", municipality="Dluhonice")
    place(prerov, "Chata", latitude="49.5551", longitude="17.4509")
    place(prerov, "Kdesi")

    assert names(prerov, "near=dluhonice") == ["Škola", "Radnice", "Chata", "Kdesi"]
    assert names(prerov, "near=radnice&km=1") == ["Radnice", "Škola"]
    assert names(prerov, "near=Bratrsk%C3%A1&km=1") == ["Radnice", "Škola"]
    assert names(prerov, "near=49.556,17.451&km=2") == ["Chata"]
    assert names(prerov, "near=radnice&sort=name") == ["Chata", "Kdesi", "Radnice", "Škola"]
    assert found(prerov, "near=radnice").rows[1].square ** 0.5 == pytest.approx(0.545, abs=0.01)


def test_of_several_that_are_called_so_one_is_named_and_the_others_are_offered(
    prerov: TownSettings, bbsk: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here = {"latitude": "49.4551", "longitude": "17.4509"}
    place(prerov, "Knihovna", street="Palackého 1", municipality="Přerov", **here)
    place(prerov, "Knihovna", street="Školní 3", municipality="Lhota pod Horou", **here)
    place(prerov, "Lavička", street="U Lhoty 2", municipality="Přerov", **here)
    place(prerov, "Lavička", street="U Lhoty 2", municipality="Přerov", **here)
    place(prerov, "Sál", municipality="Lhota u Lipníka", **here)
    place(bbsk, "Knihovna", municipality="Lhota", latitude="48.7300", longitude="19.1500")

    def meant(near: str) -> tuple[str, ...]:
        origin = found(prerov, urlencode({"near": near})).origin
        assert origin is not None
        return origin.name, *origin.others

    place(prerov, "Chodník u knihovny", **here)

    libraries = meant("knihovna")[:2]
    assert libraries == ("Knihovna, Palackého 1, Přerov", "Knihovna, Školní 3, Lhota pod Horou")
    assert meant("knihovna")[2:] == ("Chodník u knihovny, Přerov",)
    assert [meant(library) for library in libraries] == [(library,) for library in libraries]
    assert meant("lhota") == ("Lhota pod Horou", "Lhota u Lipníka", "Lavička, U Lhoty 2, Přerov")
    assert meant("prerov") == ("Přerov",)
    with django_assert_num_queries(3):
        answer = found(prerov, "near=knihovna")
    assert "Knihovna, Palackého 1, Přerov" in answer.sentence


def test_where_nobody_knows_is_said_and_narrows_nothing(prerov: TownSettings, bbsk: TownSettings) -> None:
    place(prerov, "Radnice", latitude="49.4551", longitude="17.4509")
    place(bbsk, "Lietavská", latitude="48.7300", longitude="19.1500", municipality="Lietava")

    for near in ("999,999", "Lietava", "!!!"):
        nowhere = found(prerov, f"near={near}&km=1")
        assert nowhere.is_lost
        assert nowhere.count == 1


def test_the_newest_survey_is_first_and_places_without_one_last(prerov: TownSettings) -> None:
    place(prerov, "A nikdy")
    place(prerov, "B dávno", surveyed_on=date(2024, 5, 1))
    place(prerov, "C včera", surveyed_on=date(2026, 5, 1))

    assert names(prerov, "sort=newest") == ["C včera", "B dávno", "A nikdy"]


def test_what_is_open_now_is_found_by_the_clock_of_the_town(
    prerov: TownSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime.fromisoformat("2026-06-01T09:00:00+02:00")
    monkeypatch.setattr(narrowing, "timezone", SimpleNamespace(now=lambda: moment))
    place(prerov, "Dopoledne", hours=hours_from_lines(["8.00–11.30"]))
    place(prerov, "Odpoledne", hours=hours_from_lines(["13.00–17.00"]))
    place(prerov, "Kdo ví")

    assert names(prerov, "open=1") == ["Dopoledne"]


def test_it_takes_one_query_to_count_and_one_to_read(
    prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place(prerov, "Radnice", category="office")

    with django_assert_num_queries(2):
        list(found(prerov, "q=radnice&verdict=unknown&category=office").rows)


def test_what_the_list_shows_is_a_sentence_in_the_language(prerov: TownSettings) -> None:
    filters = Filters.of(QueryDict("verdict=accessible&category=office&open=1&near=49.455,17.451&km=2"))

    with override("en"):
        assert filters.sentence(12, "Přerov") == (
            "Přerov: 12 places – office; accessible for somebody in a wheelchair, alone; open now; "
            "at most 2 km from here: my place"
        )
        assert Filters().sentence(1) == "1 place"

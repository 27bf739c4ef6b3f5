"""What the address says is what is asked for; what nobody knows is dropped, and nothing is an error."""

import pytest
from django.http import QueryDict

from kpss_pages.barrier_free.finding import Filters


def asked(query: str) -> Filters:
    return Filters.of(QueryDict(query))


def test_filters_are_said_by_the_address_that_they_give_again() -> None:
    query = (
        "q=%C3%BA%C5%99ad&category=office&category=station&profile=pram&verdict=partly&verdict=unknown"
        "&toilet=1&parking=1&lift=1&open=1&near=Dluhonice&km=2&sort=distance"
    )
    filters = asked(query)

    assert filters.querystring == query
    assert Filters.of(QueryDict(filters.querystring)) == filters
    assert filters.categories == ("office", "station")
    assert filters.verdicts == ("partly", "unknown")
    assert filters.open_now
    assert filters.km == 2


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=%00&near=%00&km=%00",
        "category=castle&verdict=fine&profile=cyclist&sort=colour",
        "toilet=yes&parking=2&lift=&open=true",
        "km=5",
        "km=-1&sort=distance",
        "page=99999999999999999999&km=1e9",
        "profile=wheelchair",
    ],
)
def test_what_nobody_knows_is_dropped(query: str) -> None:
    assert asked(query) == Filters()
    assert not asked(query)


def test_a_distance_counts_from_somewhere_only_and_is_one_of_those_to_choose_from() -> None:
    assert asked("near=P%C5%99erov&km=5").km == 5
    assert asked("near=P%C5%99erov&km=-1").km is None
    assert asked("near=P%C5%99erov&km=7").km is None


def test_a_position_of_a_device_is_kept_to_some_hundred_metres() -> None:
    assert asked("near=49.4551234,%2017.4509876").near == "49.455,17.451"


def test_for_whom_and_the_order_narrow_nothing() -> None:
    filters = asked("profile=sight&sort=newest")

    assert not filters
    assert filters.querystring == "profile=sight&sort=newest"


def test_a_part_is_taken_away_alone_and_distances_go_with_where_they_count_from() -> None:
    filters = asked("category=office&category=food&near=Dluhonice&km=2&sort=distance&lift=1")

    assert (
        filters.without("categories", "food").querystring == "category=office&lift=1&near=Dluhonice&km=2&sort=distance"
    )
    assert filters.without("near").querystring == "category=office&category=food&lift=1"
    assert filters.without("lift").querystring == "category=office&category=food&near=Dluhonice&km=2&sort=distance"

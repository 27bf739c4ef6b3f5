"""What an address asks for: read, kept in one shape, and said in words."""

import pytest
from django.http import QueryDict

from kpss_pages.catalog.finding import Filters
from kpss_pages.catalog.finding.wording import parts_of, sentence_of
from sites.models import TownSettings

pytestmark = pytest.mark.django_db


def filters_of(query: str, town: TownSettings) -> Filters:
    return Filters.of(QueryDict(query), town)


def test_several_values_of_a_facet_are_read_in_the_order_of_the_vocabulary(prerov: TownSettings) -> None:
    filters = filters_of("form=ter&form=pob&group=seniori&group=osoby-v-krizi&open=1&near=P%C5%99erov&km=5", prerov)

    assert filters.form == ("pob", "ter")
    assert filters.querystring() == ("group=osoby-v-krizi&group=seniori&form=pob&form=ter&near=P%C5%99erov&km=5&open=1")
    assert filters_of(filters.querystring(), prerov) == filters


@pytest.mark.parametrize(
    "junk",
    [
        "q=%00+%00",
        "group=nobody&type=no-type&form=x&age=old",
        "km=10",
        "near=49.1%2C999&km=5",
        "near=91.5%2C17",
        "open=2&free=yes&access=&places=%00",
        "sort=price&kind=all",
        "sort=distance",
        "situation=..%2F..%2Fetc",
        "page=99999999999999999999999",
    ],
)
def test_junk_is_dropped(junk: str, prerov: TownSettings) -> None:
    filters = filters_of(junk, prerov)

    assert filters == Filters()
    assert not filters


def test_position_of_a_device_is_rounded_to_some_hundred_metres(prerov: TownSettings) -> None:
    filters = filters_of("near=49.4551234,+17.4509876", prerov)

    assert filters.near == "49.455,17.451"
    assert filters.position == (49.455, 17.451)


def test_each_part_can_be_taken_away_alone(prerov: TownSettings) -> None:
    filters = filters_of("q=ob%C4%9Bd&form=ter&form=pob&near=P%C5%99erov&km=5&sort=distance", prerov)
    parts = parts_of(filters, "cs")

    assert [part.querystring for part in parts] == [
        "form=pob&form=ter&near=P%C5%99erov&km=5&sort=distance",
        "q=ob%C4%9Bd&form=ter&near=P%C5%99erov&km=5&sort=distance",
        "q=ob%C4%9Bd&form=pob&near=P%C5%99erov&km=5&sort=distance",
        "q=ob%C4%9Bd&form=pob&form=ter",
    ]


def test_sentence_lists_what_is_asked_for_without_inflecting_it(prerov: TownSettings) -> None:
    filters = filters_of("group=seniori&type=cz-pecovatelska-sluzba&free=1&municipality=P%C5%99erov", prerov)

    assert sentence_of(1, parts_of(filters, "cs")).startswith("1 ")
    words = [part.words for part in parts_of(filters, "sk")]
    assert words[:2] == ["opatrovateľská služba", "seniori"]
    assert "Přerov" in words[2]

"""Searches without a result: words, and nobody's."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from kpss_pages.catalog.finding.missed import forget_old, words_to_keep
from kpss_pages.catalog.models import SearchWithoutResult
from sites.models import TownSettings
from tests.builders import At, make_service
from tests.kpss_pages.catalog.public.test_listing import path_of

pytestmark = pytest.mark.django_db

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0"}


def counted(town: TownSettings) -> dict[str, int]:
    return dict(SearchWithoutResult.objects.filter(site=town.site).values_list("words", "count"))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("  Logopedie   pro dítě! ", "logopedie pro dítě"),
        ("§ 39", ""),
        ("byt 2+1", "byt 2+1"),
        ("volat 581268111", ""),
        ("jana vzorná 815612/1234", ""),
        ("jana@vzorna.example", ""),
        ("https://vzorna.example", ""),
        ("x" * 81, ""),
        ("1234", ""),
    ],
)
def test_nothing_is_kept_that_may_say_who_somebody_is(query: str, kept: str) -> None:
    assert words_to_keep(query) == kept


def test_search_that_finds_nothing_is_counted_for_its_town_once_an_hour_and_address(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    cache.clear()
    make_service(prerov)
    client = at("prerov.example")
    for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2"):
        client.get(path_of(prerov), {"q": "Logopedie"}, headers=BROWSER, REMOTE_ADDR=address)

    assert counted(prerov) == {"logopedie": 2}
    assert counted(bbsk) == {}


def test_only_people_count_and_only_where_the_words_alone_find_nothing(at: At, prerov: TownSettings) -> None:
    cache.clear()
    make_service(prerov)
    client, path = at("prerov.example"), path_of(prerov)
    client.get(path, {"q": "Logopedie"}, headers={"User-Agent": "ExampleBot/1.0"})
    client.get(path, {"q": "Logopedie"}, headers={"User-Agent": ""})
    client.head(path, {"q": "Logopedie"}, headers=BROWSER)
    client.get(path, {"q": "Vzorov", "form": "pob"}, headers=BROWSER)
    client.get(path, {"q": "Vzorov"}, headers=BROWSER)
    client.get(path, {"form": "pob"}, headers=BROWSER)

    assert counted(prerov) == {}
    client.get(path, {"q": "Logopedie", "form": "pob"}, headers=BROWSER)
    assert counted(prerov) == {"logopedie": 1}


def test_words_that_nobody_has_looked_for_in_13_months_are_forgotten(prerov: TownSettings) -> None:
    today = timezone.localdate()
    for words, days in (("old", 430), ("new", 300)):
        SearchWithoutResult.objects.create(site=prerov.site, words=words, last_on=today - timedelta(days=days))

    assert forget_old() == 1
    assert counted(prerov) == {"new": 1}

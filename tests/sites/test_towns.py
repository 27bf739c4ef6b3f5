"""Which town a host leads to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from sites.towns import town_of_host
from tests.builders import make_town, publish_language

pytestmark = pytest.mark.django_db

At = Callable[[str], Client]


def test_invented_hosts_are_kept_nowhere() -> None:
    make_town("prerov")
    kept = set(cache._cache)  # type: ignore[attr-defined]
    for number in range(20):
        assert town_of_host(f"host-{number}.{'a' * 200}.example") is None
    assert set(cache._cache) == kept  # type: ignore[attr-defined]


def test_town_is_there_as_soon_as_it_is_added_under_a_host_that_was_asked_for(at: At) -> None:
    assert at("prerov.example").get("/").status_code == 404
    make_town("prerov")
    assert at("prerov.example").get("/").status_code == 200


def test_host_that_a_slow_reader_kept_leads_nowhere_once_the_town_has_another() -> None:
    town, other = make_town("prerov"), make_town("benesov")
    assert town_of_host("prerov.example") == town
    stale = {key: cache.get(key) for key in ("kpss:host:prerov.example",)}
    town.site.hostname = "novy.example"
    town.site.save()
    cache.set_many(stale)
    assert town_of_host("prerov.example") is None
    assert town_of_host("novy.example") == town
    assert town_of_host("benesov.example") == other


def test_known_host_costs_no_query_however_long_it_is(django_assert_num_queries: Any) -> None:
    host = ".".join(["a" * 60] * 4)
    make_town("dlouhy", hostname=host)
    assert town_of_host(host) is not None
    with django_assert_num_queries(0):
        assert town_of_host(f"{host}:8000") is not None
    assert max(map(len, cache._cache)) < 200  # type: ignore[attr-defined]


def test_another_host_name_or_language_counts_at_once_and_in_this_town_only(
    at: At, django_assert_num_queries: Any
) -> None:
    town, other = make_town("prerov", other_languages=("sk",)), make_town("benesov")
    for host in ("prerov.example", "benesov.example"):
        assert at(host).get("/").status_code == 200
    assert at("prerov.example").get("/sk/").status_code == 404
    publish_language(town, "sk")
    assert at("prerov.example").get("/sk/").status_code == 200
    town.site.hostname, town.site.site_name = "novy.example", "Přerov nad Bečvou"
    town.site.save()
    assert at("prerov.example").get("/").status_code == 301
    assert "Přerov nad Bečvou" in at("novy.example").get("/").content.decode()
    assert town.site.root_page.get_full_url().startswith("http://novy.example/")
    with django_assert_num_queries(0):
        assert town_of_host(other.site.hostname) is not None

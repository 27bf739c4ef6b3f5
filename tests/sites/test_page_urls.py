"""Addresses of pages: what is remembered while a request is answered."""

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from sites.kept import remembering
from tests.builders import home_of, make_page, make_town

pytestmark = pytest.mark.django_db


def test_shared_cache_is_asked_once_about_a_town_in_a_request(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pages = [make_page(home_of(town), "Kdo plánuje") for town in (make_town("prostejov"), make_town("prerov"))]
    addresses = [page.full_url for page in pages]
    with remembering():
        assert [page.full_url for page in pages] == addresses
        cache.clear()
        with django_assert_num_queries(0):
            assert [page.full_url for page in pages] == addresses


def test_change_within_a_request_is_seen_in_it() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    page, others = make_page(home_of(town)), make_page(home_of(other))
    with remembering():
        assert page.full_url == "http://prostejov.example/kdo-planuje/"
        assert others.full_url == "http://prerov.example/kdo-planuje/"
        town.site.hostname = "novy-prostejov.example"
        town.site.save()
        assert page.full_url == "http://novy-prostejov.example/kdo-planuje/"
        assert others.full_url == "http://prerov.example/kdo-planuje/"

"""The directory of towns on the landing page."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from home.directory import DirectoryEntry
from home.views import PAGE_SIZE
from kpss_pages.core.collation import sort_key
from tests.builders import make_image, make_town

pytestmark = pytest.mark.django_db

At = Callable[[str], Client]


def names(response: Any) -> list[str]:
    return [town.name for town in response.context["towns"]]


@pytest.fixture
def many() -> int:
    count = PAGE_SIZE + 10
    call_command("bench_towns", count, domain="example", stdout=StringIO())
    return count


def test_few_towns_are_all_listed_and_nothing_has_to_be_searched(at: At) -> None:
    make_town("prostejov")
    make_town("chrudim", name="Chrudim")
    make_town("hranice", name="Hranice")
    response = at("localhost").get("/")
    assert names(response) == ["Hranice", "Chrudim", "Prostějov"]
    assert 'role="search"' not in response.content.decode()


def test_renamed_town_moves_at_once_and_a_removed_one_leaves(at: At) -> None:
    first, last = make_town("benesov"), make_town("prostejov")
    last.site.site_name = "Aš"
    last.site.save()
    assert names(at("localhost").get("/")) == ["Aš", "Benešov"]
    first.site.delete()
    assert DirectoryEntry.objects.count() == 1


def test_many_towns_are_paged_in_the_order_of_each_language(at: At, many: int) -> None:
    for path, language in (("/", "cs"), ("/sk/", "sk")):
        pages = [at("localhost").get(path, {"page": number}) for number in (1, 2)]
        listed = [name for page in pages for name in names(page)]
        assert len(set(listed)) == many
        assert listed == sorted(listed, key=lambda name: sort_key(name, language))
        assert len(names(pages[0])) == PAGE_SIZE


def test_town_is_found_by_parts_of_its_name_without_diacritics(at: At, many: int) -> None:
    response = at("localhost").get("/", {"q": "  CEL becv "})
    assert names(response) == ["Čeladná nad Bečvou"]
    assert 'href="/sk/?q=CEL%20becv" lang="sk"' in response.content.decode()
    assert "nikde" not in at("localhost").get("/", {"q": "nikde"}).context["towns"]
    assert names(at("localhost").get("/", {"q": "%"})) == []


def test_towns_of_a_letter_are_listed_and_empty_letters_are_not_offered(at: At, many: int) -> None:
    response = at("localhost").get("/", {"letter": "ch"})
    assert names(response)
    assert all(name.startswith("Ch") for name in names(response))
    assert "ch" in response.context["letters"]
    assert "q" not in response.context["letters"]
    for junk in ("x" * 5000, "€", "1"):
        assert len(names(at("localhost").get("/", {"letter": junk}))) == PAGE_SIZE


def test_number_of_towns_and_of_pictures_costs_no_query(at: At, many: int, django_assert_max_num_queries: Any) -> None:
    for slug in ("prostejov", "prerov", "benesov"):
        town = make_town(slug, name=f"Aa {slug}")
        town.coat_of_arms = make_image(town)
        town.save()
    at("localhost").get("/")
    with django_assert_max_num_queries(8):
        assert at("localhost").get("/").content.count(b"<img") >= 3


def test_what_is_above_the_list_follows_the_towns_at_once(at: At, many: int) -> None:
    def total() -> int:
        return int(at("localhost").get("/").context["total"])

    assert total() == many
    town = make_town("prostejov")
    assert total() == many + 1
    town.is_suspended = True
    town.save()
    assert total() == many
    town.is_suspended = False
    town.save()
    town.site.root_page.unpublish()
    assert total() == many

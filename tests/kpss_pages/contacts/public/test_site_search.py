"""Contacts in the search of the whole site."""

from typing import Any

import pytest

from kpss_pages.contacts.models import ContactIndexPage
from kpss_pages.core.ways import Phone, Phones
from kpss_pages.search.models import SearchPage
from sites.models import TownSettings
from tests.builders import At, make_department, make_person, make_role, section_of

pytestmark = pytest.mark.django_db


def searched(at: At, town: TownSettings, query: str, language: str | None = None) -> Any:
    path = section_of(town, SearchPage, language).get_url_parts()[2]
    return at(town.site.hostname).get(path, {"q": query})


def found(response: Any) -> list[tuple[str, str]]:
    """Return name and line of the rows that the page shows."""
    assert response.status_code == 200
    return [(row.title, row.line) for results in response.context["further"] for row in results.rows]


def test_listed_contacts_of_its_own_town_are_found_as_in_the_directory(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    department = make_department(prerov, "Sociální odbor")
    holder = make_person(prerov, family_name="Vzorná", given_name="Jana", phones=Phones((Phone("+420581268111"),)))
    role = make_role(prerov, "Koordinátorka", department=department, holder=holder)
    make_role(prerov, "Neuvedená", holder=holder, is_listed=False)
    make_role(bbsk, "Koordinátorka kraja")

    for query in ("vzorna jana", "koordinatorka", "581 268 111"):
        response = searched(at, prerov, query)
        assert found(response) == [("Koordinátorka", "Jana Vzorná, Sociální odbor")], query
    path = section_of(prerov, ContactIndexPage).get_url_parts()[2]
    assert f'href="{path}role/{role.pk}/"' in response.content.decode()
    assert f'href="{path}?q=581+268+111"' in response.content.decode()
    for language in ("sk", "cs"):
        section_of(bbsk, ContactIndexPage, language)
        assert found(searched(at, bbsk, "koordinatorka", language)) == [("Koordinátorka kraja", "")]


def test_five_are_shown_and_all_are_counted_and_nothing_without_the_directory(at: At, prerov: TownSettings) -> None:
    for number in range(7):
        make_role(prerov, f"Referentka {number}")

    response = searched(at, prerov, "referentka")
    assert [len(results.rows) for results in response.context["further"]] == [5]
    assert [results.count for results in response.context["further"]] == [7]
    assert found(searched(at, prerov, "§")) == found(searched(at, prerov, "nikdo takový")) == []
    section_of(prerov, ContactIndexPage).unpublish()
    assert found(searched(at, prerov, "referentka")) == []

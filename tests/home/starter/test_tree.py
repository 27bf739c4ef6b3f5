"""The starter tree of a new town."""

import pytest

from home.starter.tree import STARTER_PAGES
from tests.builders import home_of, make_town

pytestmark = pytest.mark.django_db


def test_new_town_has_its_starter_pages_published_in_its_own_language_only() -> None:
    town = make_town("prostejov", language="cs", other_languages=("sk",))

    own, other = home_of(town).get_children(), home_of(town, "sk").get_children()

    assert own.count() == other.count() == len(STARTER_PAGES)
    assert set(own.values_list("live", flat=True)) == {True}
    assert set(other.values_list("live", flat=True)) == {False}
    assert not home_of(town, "sk").live
    assert set(own.values_list("translation_key", flat=True)) == set(other.values_list("translation_key", flat=True))


def test_law_is_the_country_s_and_words_are_the_language_s() -> None:
    slovak = make_town("bbsk", language="sk", country="SK")
    czech = make_town("prerov", language="sk", country="CZ")

    def lead(town: object) -> str:
        return str(home_of(town).get_children().get(slug="povinne-informacie").specific.lead)  # type: ignore[arg-type]

    assert "211/2000 Z. z." in lead(slovak)
    assert "106/1999 Sb." in lead(czech)
    assert "poradí" in lead(czech)

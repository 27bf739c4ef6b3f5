"""The starter texts by the law of each country."""

import pytest

from home.starter.texts import facts_of, filled, read_text
from home.starter.tree import STARTER_PAGES
from sites.models import TownSettings
from tests.builders import make_town

BOTH = [(country, language) for country in ("CZ", "SK") for language in ("cs", "sk")]


@pytest.mark.parametrize(("country", "language"), BOTH)
@pytest.mark.parametrize("name", STARTER_PAGES)
def test_every_starter_page_is_written_for_both_laws_in_both_languages(country: str, language: str, name: str) -> None:
    text = read_text(country, language, name)
    assert text["title"]
    assert text["slug"]


@pytest.mark.parametrize("language", ["cs", "sk"])
def test_czech_mandatory_information_has_the_fourteen_items_of_515_2020(language: str) -> None:
    headings = [block["heading"] for block in read_text("CZ", language, "mandatory")["body"]]
    assert [int(heading.split(".")[0]) for heading in headings] == list(range(1, 15))


def test_slovak_law_does_not_quote_czech_acts() -> None:
    for language in ("cs", "sk"):
        for name in ("mandatory", "accessibility", "privacy", "cookies"):
            assert " Sb." not in str(read_text("SK", language, name))


@pytest.mark.django_db
def test_known_facts_are_filled_in_and_unknown_ones_are_blanks_that_name_themselves() -> None:
    town: TownSettings = make_town("prerov", facts={"operator": "Město <Přerov>", "company_id": "00301825"})

    facts = facts_of(town, "cs")

    assert filled("{operator}, {company_id}", facts) == "Město <Přerov>, 00301825"
    assert filled("<p>{operator}</p>", facts) == "<p>Město &lt;Přerov&gt;</p>"
    assert filled("<p>{phone}</p>", facts) == "<p><b>[doplňte: telefon]</b></p>"
    assert filled("<p>{phone}</p>", facts_of(town, "sk")) == "<p><b>[doplňte: telefón]</b></p>"

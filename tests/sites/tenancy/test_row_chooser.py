"""Two people whom one process serves read the words of choosers and menus each in their own language."""

import json

import pytest
from django.test import Client
from django.utils import translation

from kpss_pages.catalog.models import LifeSituation, Service
from kpss_pages.core.blocks.contacts import ContactBlock
from sites.models import Role
from tests.builders import make_town, make_user, signed_in
from tests.kpss_pages.screens import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> tuple[Client, Client]:
    """Return the managers of a Czech and of a Slovak town."""
    czech, slovak = make_town("prerov"), make_town("bbsk", language="sk")
    clients = [
        signed_in(make_user(town, Role.MANAGER), f"{name}.example")
        for town, name in ((czech, "prerov"), (slovak, "bbsk"))
    ]
    return clients[0], clients[1]


def test_fields_of_rows_and_menus_speak_the_language_of_each_reader(people: tuple[Client, Client]) -> None:
    url = address(Service, "add")
    czech, slovak = (client.get(url).content.decode() for client in people)
    assert "Vybrat: poskytovatel<" in czech.replace("\n", "").replace("  ", "")
    assert "Vybrať: poskytovateľ" in slovak
    assert "Vybrat" not in slovak
    in_menus = json.dumps("Překlady")
    assert (in_menus in czech, in_menus in slovak, '"Preklady"' in slovak) == (True, False, True)


def test_block_that_chooses_a_role_speaks_the_language_of_each_reader() -> None:
    widget = ContactBlock().child_blocks["contact"].widget
    said = {}
    for language in ("cs", "sk"):
        with translation.override(language):
            said[language] = str(widget.choose_one_text)
    assert said["cs"].startswith("Vybrat:")
    assert said["sk"].startswith("Vybrať:")


def test_life_situation_is_called_as_the_reader_speaks() -> None:
    situation = LifeSituation(name_cs="Hledám místo v domově", name_sk="Hľadám miesto v domove")
    for language, name in (("cs", situation.name_cs), ("sk", situation.name_sk)):
        with translation.override(language):
            assert str(situation) == name
    assert str(LifeSituation(name_cs="Jen česky")) == "Jen česky"

"""The list of towns is kept like their pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from sites.models import TownSettings
from tests.builders import home_of, make_image, make_page, make_town
from tests.sites.page_cache.conftest import Visitor

LookAt = Callable[[TownSettings], Visitor]


@pytest.fixture
def visitor(prerov: TownSettings) -> Visitor:
    visitor = Visitor(Client(headers={"host": "localhost"}))
    for path in ("/", "/sk/"):
        visitor.client.get(path)
    assert visitor.kept("/", "/sk/") == {"/", "/sk/"}
    return visitor


def test_new_renamed_suspended_and_decorated_towns_show_at_once(visitor: Visitor, prerov: TownSettings) -> None:
    make_town("benesov")
    assert "Benešov" in visitor.text("/")
    prerov.site.site_name = "Město Přerov"
    prerov.site.save()
    assert "Město Přerov" in visitor.text("/")
    assert "<img" not in visitor.text("/")
    prerov.coat_of_arms, prerov.coat_of_arms_text = make_image(prerov, "Znak"), "Znak"
    prerov.save()
    assert "<img" in visitor.text("/")
    prerov.is_suspended = True
    prerov.save()
    assert "Město Přerov" not in visitor.text("/sk/")


def test_pages_of_towns_do_not_touch_it(visitor: Visitor, prerov: TownSettings) -> None:
    make_page(home_of(prerov), "O nás")
    assert visitor.kept("/", "/sk/") == {"/", "/sk/"}


@pytest.mark.parametrize("query", ["letter=0", "page=99", "topic=x&year=2"])
def test_invented_questions_are_answered_and_not_kept(query: str, visitor: Visitor) -> None:
    assert visitor.client.get(f"/?{query}").status_code == 200
    assert not visitor.is_kept(f"/?{query}")

"""What is cached of a town follows every change that a visitor could see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from sites.models import PartnerLink, TownSettings
from sites.removal import remove_town
from sites.signals import ROWS
from sites.towns import TOWN_ROWS, _town_key, live_languages, town_of_host, town_of_site
from tests.builders import home_of, make_image, make_town, publish_language

pytestmark = pytest.mark.django_db

Committed = Callable[[Callable[[], Any]], None]


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov", other_languages=("sk",))


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """Return a function that makes a change, then does what waits for its transaction to end."""

    def run(change: Callable[[], Any]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            change()

    return run


def cached(town: TownSettings) -> TownSettings:
    found = town_of_site(town.site_id)
    assert found is not None
    return found


def test_settings(town: TownSettings, committed: Committed) -> None:
    assert cached(town).slogan == ""
    town.slogan = "Spolu"
    committed(town.save)
    assert cached(town).slogan == "Spolu"


def test_all_inline_rows_are_watched(town: TownSettings) -> None:
    assert {getattr(town, name).model for name in TOWN_ROWS} == set(ROWS)


def test_rows_saved_and_deleted_by_themselves(town: TownSettings, committed: Committed) -> None:
    assert not cached(town).partner_links.all()
    link = PartnerLink(town=town, title="Kraj", url="https://kraj.example/")
    committed(link.save)
    assert [row.title for row in cached(town).partner_links.all()] == ["Kraj"]
    committed(link.delete)
    assert not cached(town).partner_links.all()


def test_name_and_host(town: TownSettings, committed: Committed) -> None:
    found = town_of_host("prostejov.example")
    assert found is not None
    town.site.site_name, town.site.hostname = "Prostějov město", "novy.example"
    committed(town.site.save)
    assert town_of_host("prostejov.example") is None
    found = town_of_host("novy.example")
    assert found is not None
    assert found.name == "Prostějov město"


def test_home_page_published_unpublished_and_deleted(town: TownSettings, committed: Committed) -> None:
    assert live_languages(cached(town)) == ["cs"]
    committed(lambda: publish_language(town, "sk"))
    assert live_languages(cached(town)) == ["cs", "sk"]
    committed(lambda: home_of(town, "sk").unpublish())
    assert live_languages(cached(town)) == ["cs"]
    committed(lambda: publish_language(town, "sk"))
    assert live_languages(cached(town)) == ["cs", "sk"]
    committed(lambda: home_of(town, "sk").delete())
    assert live_languages(cached(town)) == ["cs"]


def test_coat_of_arms_changed_and_deleted(town: TownSettings, committed: Committed) -> None:
    arms = make_image(town, "Znak")
    town.coat_of_arms, town.coat_of_arms_text = arms, "Znak města"
    committed(town.save)
    assert str(cached(town).coat_of_arms) == "Znak"
    arms.title = "Nový znak"
    committed(arms.save)
    assert str(cached(town).coat_of_arms) == "Nový znak"
    committed(arms.delete)
    assert cached(town).coat_of_arms is None


def test_removed_town_is_forgotten_once_more_when_the_removal_is_committed(
    town: TownSettings, committed: Committed
) -> None:
    site_id = town.site_id

    def remove_while_another_process_reads() -> None:
        read = cached(town)
        remove_town(town)
        cache.set(_town_key(site_id), read)

    committed(remove_while_another_process_reads)
    assert town_of_site(site_id) is None

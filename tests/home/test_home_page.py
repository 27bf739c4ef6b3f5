"""What a town's home page shows of its news, events and plans."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import EVENTS_SHOWN
from sites.models import TownSettings
from tests.builders import At, make_event, make_news, make_page, make_plan, make_town, publish_language

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def prerov() -> TownSettings:
    return make_town("prerov")


@pytest.fixture
def bbsk() -> TownSettings:
    town = make_town("bbsk", language="sk", other_languages=("cs",), country="SK")
    publish_language(town, "cs")
    return town


def shown(client: Client, path: str = "/") -> list[str]:
    """Return the titles of the events that a home page shows, in its order."""
    response = client.get(path)
    assert response.status_code == 200
    titles = [date.page.title for date in response.context["events"]]
    content = response.content.decode().replace("\xa0", " ")
    assert all(f">{title}</a>" in content for title in titles)
    return titles


def test_next_events_are_those_of_the_own_town_and_language(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    now = timezone.now()
    make_event(prerov, "Později", starts_at=now + 3 * DAY)
    make_event(prerov, "Dříve", starts_at=now + DAY)
    make_event(prerov, "Minulé", starts_at=now - 3 * DAY, ends_at=now - 2 * DAY)
    make_event(prerov, "Koncept", live=False)
    private = make_event(prerov, "Pro přihlášené")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_event(bbsk, "Slovensky")
    make_event(bbsk, "Česky", language="cs")

    assert shown(at("prerov.example")) == ["Dříve", "Později"]
    assert shown(at("bbsk.example")) == ["Slovensky"]
    assert shown(at("bbsk.example"), "/cs/") == ["Česky"]


def test_repeated_event_is_shown_once_and_few_events_at_all(at: At, prerov: TownSettings) -> None:
    now = timezone.now()
    until = (now + 20 * DAY).date()
    make_event(prerov, "Skupina", starts_at=now + DAY, repeats="weekly", repeats_until=until)
    for number in range(EVENTS_SHOWN):
        make_event(prerov, f"Setkání {number}", starts_at=now + (2 + number) * DAY)
    assert shown(at("prerov.example")) == ["Skupina", *(f"Setkání {number}" for number in range(EVENTS_SHOWN - 1))]


def test_queries_do_not_grow_with_what_is_shown(
    at: At, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for number in range(EVENTS_SHOWN):
        make_event(prerov, f"Setkání {number}")
        make_news(prerov, f"Zpráva {number}")
        make_plan(prerov, f"Plán {number}")
        make_page(prerov.site.root_page, f"Stránka {number}")
    client = at("prerov.example")
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/")

"""How long a page is kept when nothing changes, and whose views it counts."""

from collections.abc import Callable

import pytest
from django.test import Client

from sites.models import TownSettings, VisitCount
from sites.page_cache.middleware import seconds_to_midnight
from sites.visits import READ_SECONDS, flush, seconds_left_of_figures
from tests.clock import Clock
from tests.sites.page_cache.conftest import Visitor

LookAt = Callable[[TownSettings], Visitor]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_town_s_day_ends_at_its_own_midnight(prerov: TownSettings, clock: Clock) -> None:
    # In summer it is two hours later in Prague than in UTC.
    assert seconds_to_midnight(prerov) == 2 * 3600


def test_page_is_rendered_anew_every_hour_and_when_the_day_is_over(
    prerov: TownSettings, look_at: LookAt, clock: Clock
) -> None:
    visitor = look_at(prerov)
    visitor.client.get("/")
    clock.move_on(3599)
    assert visitor.is_kept("/")
    clock.move_on(2)
    assert not visitor.is_kept("/")
    clock.move_on(3590)
    assert visitor.is_kept("/")
    clock.move_on(10)
    assert not visitor.is_kept("/")


def test_figures_that_are_shown_are_half_a_minute_old_at_most(
    prerov: TownSettings, look_at: LookAt, clock: Clock
) -> None:
    prerov.counts_visits = True
    prerov.save()
    clock.move_on(seconds_left_of_figures(prerov.site_id) + READ_SECONDS - 2)
    visitor = look_at(prerov)
    visitor.client.get("/")
    clock.move_on(1)
    assert visitor.is_kept("/")
    clock.move_on(1)
    assert not visitor.is_kept("/")
    clock.move_on(READ_SECONDS - 1)
    assert visitor.is_kept("/")


def test_kept_views_count_for_their_town(prerov: TownSettings, bbsk: TownSettings) -> None:
    for town in (prerov, bbsk):
        town.counts_visits = True
        town.save()
    client = Client(headers={"host": prerov.site.hostname})
    etag = client.get("/").headers["ETag"]
    client.get("/")
    assert client.get("/", headers={"if-none-match": etag}).status_code == 304
    client.head("/")
    client.get("/sitemap.xml")
    client.get("/sitemap.xml")
    flush()
    assert {row.site_id: row.views for row in VisitCount.objects.all()} == {prerov.site_id: 3}

"""Aggregate visit counts."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from sites.models import VisitCount
from sites.visits import Visits, count_visit, flush, merge_old_windows, visits_of, window_start
from tests.builders import At, make_town

pytestmark = pytest.mark.django_db


def figures(site_id: int) -> Visits:
    flush()
    cache.clear()
    return visits_of(site_id)


def test_page_views_are_counted_for_their_town_only(at: At) -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    for _ in range(3):
        at("prostejov.example").get("/")
    at("prostejov.example").get("/neni/")
    at("prostejov.example").get("/robots.txt")
    assert figures(town.site_id) == Visits(total=3, week=3, day=3, online=3)
    assert figures(other.site_id) == Visits(total=0, week=0, day=0, online=0)


def test_visitors_get_no_cookie(at: At) -> None:
    make_town("prostejov")
    assert not at("prostejov.example").get("/").cookies


def test_town_that_switched_counting_off_counts_and_shows_nothing(at: At) -> None:
    town = make_town("prostejov")
    town.counts_visits = False
    town.save()
    at("prostejov.example").get("/")
    assert figures(town.site_id).total == 0


def test_wider_span_is_never_smaller() -> None:
    town = make_town("prostejov")
    now = window_start(timezone.now())
    for age, views in ((timedelta(0), 1), (timedelta(hours=30), 100), (timedelta(days=30), 1000)):
        VisitCount.objects.create(site=town.site, starts_at=now - age, views=views)
    count_visit(town.site_id)
    shown = figures(town.site_id)
    assert shown == Visits(total=1102, week=102, day=2, online=2)


def test_merging_keeps_the_total_and_can_be_repeated() -> None:
    town = make_town("prostejov")
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    for days in (1, 20, 21):
        for minute in (0, 5, 10):
            VisitCount.objects.create(
                site=town.site, starts_at=noon - timedelta(days=days) + timedelta(minutes=minute), views=2
            )
    assert merge_old_windows() == 6
    assert VisitCount.objects.count() == 5
    assert figures(town.site_id).total == 18
    assert merge_old_windows() == 0
    assert figures(town.site_id).total == 18


def test_views_of_a_removed_town_are_dropped() -> None:
    count_visit(987_654)
    flush()
    assert VisitCount.objects.count() == 0

"""What is noted down as news, and what is not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from kpss_pages.events.models import EventException
from kpss_pages.news.models import NewsPage
from kpss_pages.subscriptions.models import Announcement
from sites.models import TownSettings
from tests.builders import make_event, make_news, make_page, make_plan

pytestmark = pytest.mark.django_db

START = datetime(2051, 5, 3, 14, tzinfo=UTC)  # 16.00 in Přerov, a Wednesday
CANCELLED = {"date": date(2051, 5, 10), "kind": "cancelled"}


def noted(town: TownSettings) -> list[tuple[str, str, str, str]]:
    rows = Announcement.objects.filter(site=town.site).order_by("pk")
    return [(row.kind, row.page.title, row.what, row.mark) for row in rows]


def test_page_is_announced_when_it_is_published_first_and_never_again(prerov: TownSettings, bbsk: TownSettings) -> None:
    page = make_news(prerov, "Nová zpráva")
    page.lead = "Opraveno."
    page.save_revision().publish()
    page.unpublish()
    page.save_revision().publish()

    assert noted(prerov) == [("news", "Nová zpráva", "new", "")]
    assert noted(bbsk) == []


def test_draft_and_private_page_are_not_announced_nor_when_they_are_opened(prerov: TownSettings) -> None:
    page = make_news(prerov, "Tajná", live=False)
    Announcement.objects.all().delete()  # the builder publishes; what follows is a page that was private from the start
    restricted = PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type="password", password="open"
    )
    secret = make_news(prerov, "Ještě tajnější")
    restricted.delete()
    secret.save_revision().publish()

    assert noted(prerov) == []


def test_kind_that_is_not_announced_and_expired_news_are_none(prerov: TownSettings) -> None:
    make_page(prerov.site.root_page, "Kdo plánuje")
    make_news(prerov, "Stará", date=date(2020, 1, 1), relevant_until=date(2020, 2, 1))

    assert noted(prerov) == []


def test_news_published_before_there_were_subscriptions_are_no_news_when_published_again(prerov: TownSettings) -> None:
    page = make_news(prerov, "Dávná")
    Announcement.objects.all().delete()
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=400))

    NewsPage.objects.get(pk=page.pk).save_revision().publish()

    assert noted(prerov) == []


def test_plan_is_announced_for_comments_and_in_force(prerov: TownSettings) -> None:
    plan = make_plan(prerov, "Plán", state="in_preparation")
    for state in ("for_comments", "for_comments", "in_force", "archived"):
        plan.state = state
        plan.save_revision().publish()

    assert noted(prerov) == [("plans", "Plán", "new", "for_comments"), ("plans", "Plán", "new", "in_force")]


def test_event_is_announced_again_when_cancelled_and_when_it_takes_place_after_all(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    event = make_event(prerov, "Setkání")
    for state in ("cancelled", "cancelled", "planned"):
        event.state = state
        event.save_revision().publish()

    assert [(what, title) for _kind, title, what, _mark in noted(prerov)] == [
        ("new", "Setkání"),
        ("cancelled", "Setkání"),
        ("changed", "Setkání"),
    ]
    assert noted(bbsk) == []


def test_event_moved_twice_is_announced_twice(prerov: TownSettings) -> None:
    event = make_event(prerov, "Setkání")
    for days in (1, 2):
        event.state, event.state_note = "moved", "Sál je obsazený"
        event.starts_at += timedelta(days=days)
        event.save_revision().publish()

    assert [what for _kind, _title, what, _mark in noted(prerov)] == ["new", "moved", "moved"]


def test_single_date_of_a_series_is_told_once_when_cancelled_moved_and_when_it_takes_place_after_all(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    event = make_event(
        prerov, "Poradna", starts_at=START, repeats="weekly", repeats_until=date(2051, 5, 30), exceptions=[CANCELLED]
    )
    moved = {"date": date(2051, 5, 17), "kind": "moved", "starts_at": START + timedelta(days=15)}
    for exceptions in ([CANCELLED], [CANCELLED, moved], [CANCELLED | {"note": "Nemoc"}, moved], []):
        event.exceptions = [EventException(locale=event.locale, **facts) for facts in exceptions]
        event.save_revision().publish()

    assert [what for _kind, _title, what, _mark in noted(prerov)] == ["new", "changed", "changed"]
    assert noted(bbsk) == []


def test_date_that_is_over_and_one_of_a_cancelled_event_are_not_told(prerov: TownSettings) -> None:
    event = make_event(
        prerov, "Poradna", starts_at=START - timedelta(weeks=1560), repeats="weekly", repeats_until=date(2021, 8, 1)
    )
    assert noted(prerov) == []
    event.exceptions = [EventException(locale=event.locale, date=date(2021, 6, 21), kind="cancelled")]
    event.save_revision().publish()
    assert noted(prerov) == []

    other = make_event(prerov, "Klub", starts_at=START, repeats="weekly", repeats_until=date(2051, 5, 30))
    other.state, other.exceptions = "cancelled", [EventException(locale=other.locale, **CANCELLED)]
    other.save_revision().publish()
    assert [what for _kind, _title, what, _mark in noted(prerov)] == ["new", "cancelled"]


def test_event_that_is_over_is_not_announced(prerov: TownSettings) -> None:
    make_event(prerov, "Bylo", starts_at=timezone.now() - timedelta(days=9))

    assert noted(prerov) == []


def test_event_can_be_unpublished_together_with_other_pages(prerov: TownSettings) -> None:
    event = make_event(prerov, "Poradna")
    Page.objects.get(pk=event.pk).unpublish()

    event.refresh_from_db()
    assert not event.live

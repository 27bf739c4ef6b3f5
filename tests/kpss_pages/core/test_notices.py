"""Urgent notices: where and when they are shown, and what editors are told of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction

from kpss_pages.core.models import UrgentNotice
from sites.models import Role, TownSettings
from tests.builders import At, home_of, make_page, make_user, signed_in
from tests.clock import Clock

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def make_notice(town: TownSettings, text: str = "Úřad je dnes zavřený.", **changes: Any) -> UrgentNotice:
    """Make a notice that began an hour ago and ends in an hour."""
    now = timezone.now()
    defaults = {"text_cs": text, "starts_at": now - HOUR, "ends_at": now + HOUR}
    return UrgentNotice.objects.create(site=town.site, **(defaults | changes))


def text(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("path", ["/", "/aktuality/", "/neni-tu/"])
def test_notice_stands_on_all_pages_of_its_own_town(
    at: At, prerov: TownSettings, bbsk: TownSettings, path: str
) -> None:
    make_notice(prerov)
    shown = text(at("prerov.example"), path)
    assert '<section class="notices" aria-label=' in shown
    assert "Úřad je dnes zavřený." in shown
    for other in ("/", "/cs/", "/neni-tu/"):
        assert "notices" not in text(at("bbsk.example"), other)


def test_notice_is_in_the_language_of_the_page_or_says_in_which_it_is(at: At, bbsk: TownSettings) -> None:
    make_notice(bbsk, "Úřad je zavřený.", text_sk="Úrad je zatvorený.")
    make_notice(bbsk, "", text_sk="Nejde telefón.")

    slovak, czech = text(at("bbsk.example")), text(at("bbsk.example"), "/cs/")

    assert "Úrad je zatvorený." in slovak
    assert "Úřad je zavřený." not in slovak
    assert "<span>Úřad je zavřený.</span>" in czech
    assert '<span lang="sk">Nejde telefón.</span>' in czech


def test_two_notices_are_both_shown_the_newest_first(at: At, prerov: TownSettings) -> None:
    make_notice(prerov, "Starší", starts_at=timezone.now() - 2 * HOUR)
    make_notice(prerov, "Novější")
    shown = text(at("prerov.example"))
    assert shown.index("Novější") < shown.index("Starší")


def test_suspended_town_shows_none(at: At, prerov: TownSettings) -> None:
    make_notice(prerov)
    prerov.is_suspended = True
    prerov.save()
    assert "Úřad je dnes zavřený." not in text(at("prerov.example"))


def test_notice_links_to_a_page_only_while_it_is_public(at: At, prerov: TownSettings) -> None:
    page = make_page(home_of(prerov), "Výpadek", slug="vypadek")
    make_notice(prerov, page=page)

    def is_linked() -> bool:
        return '<a href="/vypadek/">Výpadek</a>' in text(at("prerov.example"))

    assert is_linked()
    page.unpublish()
    assert not is_linked()
    page.save_revision().publish()
    assert is_linked()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not is_linked()
    restriction.delete()
    assert is_linked()
    Page.objects.get(pk=page.pk).delete()
    assert not is_linked()
    assert "Úřad je dnes zavřený." in text(at("prerov.example"))


def test_link_follows_a_page_that_gets_another_address(at: At, prerov: TownSettings) -> None:
    parent = make_page(home_of(prerov), "Provoz", slug="provoz")
    make_notice(prerov, page=make_page(parent, "Výpadek", slug="vypadek"))
    assert 'href="/provoz/vypadek/"' in text(at("prerov.example"))
    parent.refresh_from_db()
    parent.slug = "chod"
    parent.save_revision().publish()
    assert 'href="/chod/vypadek/"' in text(at("prerov.example"))


def test_notices_cost_a_page_no_query(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    for number in range(3):
        make_notice(prerov, f"Zpráva {number}", page=make_page(home_of(prerov), f"Výpadek {number}"))
    counts = []
    for town in (prerov, bbsk):
        client = at(town.site.hostname)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len([row for row in queries if "urgentnotice" in row["sql"]]))
    assert counts == [0, 0]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Clock:
    settings.PAGE_CACHE = True
    TownSettings.objects.update(counts_visits=False)
    return Clock(monkeypatch)


def test_kept_pages_change_by_themselves_when_a_notice_starts_and_ends(
    at: At, prerov: TownSettings, bbsk: TownSettings, clock: Clock
) -> None:
    minutes = timedelta(minutes=1)
    make_notice(prerov, starts_at=clock.now + 10 * minutes, ends_at=clock.now + 20 * minutes)
    client = at("prerov.example")

    def look() -> tuple[bool, bool]:
        with CaptureQueriesContext(connection) as queries:
            is_shown = "Úřad je dnes zavřený." in text(client)
        return is_shown, not queries

    assert look() == (False, False)
    clock.now += 9 * minutes
    assert look() == (False, True)
    clock.now += 1 * minutes
    assert look()[0]
    clock.now += 9 * minutes
    assert look() == (True, True)
    clock.now += 1 * minutes
    assert not look()[0]
    text(at("bbsk.example"))
    clock.now += 9 * minutes
    assert look() == (False, True)


def test_caches_in_front_keep_a_page_no_longer_than_until_the_next_notice(
    at: At, prerov: TownSettings, clock: Clock, settings: LazySettings
) -> None:
    settings.WAGTAILFRONTENDCACHE = {"proxy": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend"}}
    make_notice(prerov, starts_at=clock.now + timedelta(seconds=90), ends_at=clock.now + HOUR)
    assert "s-maxage=90" in at("prerov.example").get("/").headers["Cache-Control"]
    assert "s-maxage=90" in at("prerov.example").get("/hledani/").headers["Cache-Control"]


def test_page_kept_before_a_notice_was_written_shows_it_at_once(at: At, prerov: TownSettings, clock: Clock) -> None:
    client = at("prerov.example")
    client.get("/")
    notice = make_notice(prerov, starts_at=clock.now - HOUR, ends_at=clock.now + HOUR)
    assert "Úřad je dnes zavřený." in text(client)
    notice.text_cs = "Úřad je otevřený."
    notice.save()
    assert "Úřad je otevřený." in text(client)
    notice.delete()
    assert "otevřený" not in text(client)


def form(starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    written = {
        name: f"{timezone.localtime(at):%d.%m.%Y %H:%M}"
        for name, at in (("starts_at", starts_at), ("ends_at", ends_at))
    }
    return {"text_cs": "Úřad je zavřený.", "text_sk": "", "page": "", **written}


ADD = "/admin/snippets/kpss_core/urgentnotice/add/"
LIST = "/admin/snippets/kpss_core/urgentnotice/"


def test_list_says_what_is_shown_now_comes_or_is_over(prerov: TownSettings, bbsk: TownSettings) -> None:
    now = timezone.now()
    for label, start, end in (("A", -2, -1), ("B", -1, 1), ("C", 1, 2)):
        make_notice(prerov, label, starts_at=now + start * HOUR, ends_at=now + end * HOUR)
    make_notice(bbsk, "Cizí")
    with translation.override("cs"):
        states = [notice.state for notice in UrgentNotice.objects.filter(site=prerov.site)]
    assert states == ["coming", "shown", "over"]
    listed = signed_in(make_user(prerov, Role.EDITOR), "prerov.example").get(LIST)
    assert listed.status_code == 200
    words = listed.content.decode()
    assert all(notice.state_label in words for notice in UrgentNotice.objects.filter(site=prerov.site))
    assert "Cizí" not in words


def test_confirmation_names_the_days_of_the_week(prerov: TownSettings) -> None:
    client = signed_in(make_user(prerov, Role.EDITOR), "prerov.example")
    start = datetime(2999, 7, 2, 8, tzinfo=UTC)  # a Tuesday, and no night in which the clocks change
    response = client.post(ADD, form(start, start + HOUR), follow=True)
    notice = UrgentNotice.objects.get()
    told = [str(message) for message in response.context["messages"]]
    assert any(notice.when in message for message in told), told
    with translation.override("cs"):
        assert "úterý 2. července 2999 10:00" in notice.when.replace("\xa0", " ").lower()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text_cs": "", "text_sk": ""}, None),
        ({"ends_at": "01.01.2020 08:00"}, "ends_at"),
        ({"starts_at": "99.99.9999"}, "starts_at"),
        ({"ends_at": "\x00"}, "ends_at"),
        ({"text_cs": "x" * 301}, "text_cs"),
        ({"page": "999999999999999999999"}, "page"),
    ],
)
def test_notice_that_cannot_be_kept_is_refused_with_a_message(
    prerov: TownSettings, changes: dict[str, str], field: str | None
) -> None:
    client = signed_in(make_user(prerov, Role.EDITOR), "prerov.example")
    now = timezone.now()
    response = client.post(ADD, form(now, now + HOUR) | changes)
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert (field in errors) if field else errors
    assert not UrgentNotice.objects.exists()


def test_page_of_another_town_is_refused(prerov: TownSettings, bbsk: TownSettings) -> None:
    foreign = make_page(home_of(bbsk), "Cizí stránka")
    client = signed_in(make_user(prerov, Role.EDITOR), "prerov.example")
    now = timezone.now()
    response = client.post(ADD, form(now, now + HOUR) | {"page": str(foreign.pk)})
    assert "Cizí stránka" not in response.content.decode()
    assert not UrgentNotice.objects.exists()

"""The desk's screen of subscribers."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from kpss_pages.core.announcements import announced_kinds
from kpss_pages.subscriptions.models import Subscriber
from sites.models import Role, TownSettings
from tests.builders import make_news, make_user, signed_in
from tests.kpss_pages.subscriptions.readers import make_subscriber, tell

pytestmark = pytest.mark.django_db


def desk_of(town: TownSettings) -> str:
    return reverse("subscriptions_desk", args=[town.site_id])


def test_desk_sees_numbers_of_its_own_town_and_no_address(
    prerov: TownSettings, bbsk: TownSettings, django_assert_max_num_queries: Any
) -> None:
    make_subscriber(prerov, "one@reader.example", kinds=["news"], frequency="daily")
    make_subscriber(prerov, "two@reader.example", kinds=["news", "plans"])
    make_subscriber(prerov, "three@reader.example", confirmed_at=None)
    make_subscriber(bbsk, "four@reader.example")
    make_news(prerov, "Zpráva")
    tell()
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    browser.get(desk_of(prerov))
    with django_assert_max_num_queries(32):
        answer = browser.get(desk_of(prerov))

    assert answer.status_code == 200
    numbers = [numbers for _label, numbers in answer.context["rows"]]
    told = dict(zip([kind.key for kind in announced_kinds()], numbers, strict=True))
    assert (told["news"], told["events"]) == ([1, 1, 0], [0, 0, 0])
    assert (answer.context["active"], answer.context["unconfirmed"], answer.context["paused"]) == (2, 1, 0)
    # In the morning and later, the round of the day has begun too.
    assert {(row.sent, row.failed) for row in answer.context["rounds"]} == {(1, 0)}
    assert b"reader.example" not in answer.content


def test_only_planners_of_the_town_come_in(prerov: TownSettings, bbsk: TownSettings) -> None:
    assert signed_in(make_user(prerov, Role.EDITOR)).get(desk_of(prerov)).status_code in (302, 404)
    assert signed_in(make_user(bbsk, Role.MANAGER)).get(desk_of(prerov)).status_code in (302, 404)
    manager = signed_in(make_user(prerov, Role.MANAGER))
    assert manager.get(reverse("subscriptions_towns"))["Location"] == desk_of(prerov)


def test_address_is_removed_on_request_and_only_the_whole_one_is_found(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_subscriber(prerov, "jana@reader.example")
    kept = make_subscriber(bbsk, "jana@reader.example")
    make_subscriber(bbsk, "only-there@reader.example")
    browser = signed_in(make_user(prerov, Role.MANAGER))

    for email in ("jana", "reader.example", "only-there@reader.example"):
        assert browser.post(desk_of(prerov), {"email": email, "action": "find"}).context["found"] is None
    found = browser.post(desk_of(prerov), {"email": "Jana@reader.example", "action": "find"}).context["found"]
    assert found.site_id == prerov.site_id
    assert browser.post(desk_of(prerov), {"email": "jana@reader.example", "action": "remove"}).status_code == 302
    assert set(Subscriber.objects.filter(email="jana@reader.example")) == {kept}
    [entry] = ModelLogEntry.objects.filter(action="kpss_subscriptions.remove")
    assert "jana" not in f"{entry.label}{entry.data}"

"""The coordinator's screen of confirmations."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import CatalogIndexPage, ConfirmationRequest, Provider, Service
from kpss_pages.core.ways import Phone, Phones
from sites.models import Role, TownSettings
from tests.builders import make_provider, make_service, make_user, section_of, signed_in
from tests.kpss_pages.catalog.confirming.asked import LONG_AGO, let_ask, make_asked, make_request, services_of, work

pytestmark = pytest.mark.django_db


def screen(town: TownSettings) -> str:
    return reverse("kpss_catalog_coverage", args=[town.site_id])


def deed(town: TownSettings) -> str:
    return reverse("kpss_catalog_coverage_act", args=[town.site_id])


@pytest.fixture
def providers(prerov: TownSettings, bbsk: TownSettings) -> dict[str, Provider]:
    """Return providers of Přerov, one of each state, by state; there is one of another town too."""
    let_ask(prerov)
    let_ask(bbsk)
    make_asked(bbsk, "Cudzí poskytovateľ", services=2)
    fresh = make_provider(prerov, "Čerstvý", asked_at="fresh@provider.example")
    make_service(prerov, "Čerstvá", provider=fresh)
    numbers = Phones((Phone("+420581268111"),))
    call = make_asked(prerov, "Volaný", phones=numbers)
    make_request(call, step="call", mail_state="failed", sent_at=timezone.now())
    silent = make_asked(prerov, "Tichý")
    make_request(silent, step="second", mail_to="second", mail_state="sent", sent_at=timezone.now())
    asked = make_asked(prerov, "Tázaný")
    make_request(asked, mail_state="sent", sent_at=timezone.now())
    mute = make_provider(prerov, "Bez adresy")
    make_service(prerov, "Němá", provider=mute, confirmed_on=None, phones=Phones((Phone("+420581268222"),)))
    due = make_asked(prerov, "Čekající")
    return {"confirmed": fresh, "call": call, "silent": silent, "asked": asked, "mute": mute, "due": due}


def test_coverage_counts_and_lists_the_providers_of_its_town_only(
    prerov: TownSettings, providers: dict[str, Provider], django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    browser.get(screen(prerov))
    with django_assert_max_num_queries(34):
        answer = browser.get(screen(prerov))
    counts = {count.state.value: count.number for count in answer.context["counts"]}
    assert counts == {"call": 2, "silent": 1, "asked": 1, "due": 1, "confirmed": 1}
    assert [row.provider.name for row in answer.context["rows"]][-1] == "Čerstvý"
    assert answer.context["without_address"] == [providers["mute"]]
    assert answer.context["failed"] == [providers["call"]]
    text = answer.content.decode()
    assert "Cudzí" not in text
    assert "tel:+420581268222" in text

    chosen = browser.get(f"{screen(prerov)}?state=silent&p=9")
    assert [row.provider for row in chosen.context["rows"]] == [providers["silent"]]
    assert browser.get(f"{screen(prerov)}?state=%00&p=x").context["state"] == ""


def test_coverage_asks_the_database_no_more_for_more_providers(
    prerov: TownSettings, providers: dict[str, Provider]
) -> None:
    browser = signed_in(make_user(prerov, Role.MANAGER))
    browser.get(screen(prerov))
    with CaptureQueriesContext(connection) as few:
        browser.get(screen(prerov))
    for number in range(10):
        make_request(make_asked(prerov, f"Další {number}", services=2))
    with CaptureQueriesContext(connection) as many:
        browser.get(screen(prerov))
    assert len(few) == len(many)


def test_ask_now_confirm_by_telephone_and_copy_a_link(prerov: TownSettings, providers: dict[str, Provider]) -> None:
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    due, call = providers["due"], providers["call"]

    answer = browser.post(deed(prerov), {"action": "ask", "provider": due.pk, "next": f"{screen(prerov)}?state=due"})
    assert answer["Location"] == f"{screen(prerov)}?state=due"
    work()
    assert [each.to for each in mail.outbox] == [[due.asked_at]]
    away = browser.post(deed(prerov), {"action": "ask", "provider": providers["mute"].pk, "next": "//thief.example/"})
    assert away["Location"] == screen(prerov)
    assert not ConfirmationRequest.objects.filter(provider=providers["mute"]).exists()

    browser.post(deed(prerov), {"action": "telephone", "provider": call.pk})
    [service] = services_of(call)
    assert (service.confirmed_on, service.confirmed_by) == (timezone.localdate(), Origin.TOWN)
    assert ConfirmationRequest.objects.get(provider=call).outcome == "confirmed"

    answer = browser.post(deed(prerov), {"action": "link", "provider": providers["silent"].pk})
    assert answer.context["link"].startswith("http://prerov.example/")
    assert "no-store" in answer["Cache-Control"]
    assert ConfirmationRequest.objects.get(provider=providers["silent"]).step == "second"
    assert len(mail.outbox) == 1


def test_nothing_is_done_for_providers_of_another_town_or_by_others(
    prerov: TownSettings, bbsk: TownSettings, providers: dict[str, Provider]
) -> None:
    foreign = Provider.objects.get(site=bbsk.site)
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    for number in (foreign.pk, "x", "", "9" * 300):
        for action in ("ask", "telephone", "link"):
            assert browser.post(deed(prerov), {"action": action, "provider": number}).status_code == 404
    assert browser.post(deed(prerov), {"action": "delete", "provider": providers["due"].pk}).status_code == 404
    for who in (make_user(bbsk, Role.MANAGER), make_user(prerov, Role.EDITOR)):
        other = signed_in(who)
        assert other.get(screen(prerov)).status_code in (302, 404)
        assert other.post(deed(prerov), {"action": "telephone", "provider": providers["due"].pk}).status_code in (
            302,
            404,
        )
        assert other.get(reverse("kpss_catalog_coverage_list", args=[prerov.site_id])).status_code in (302, 404)
    assert not Service.objects.filter(site=bbsk.site).exclude(confirmed_on=LONG_AGO).exists()
    assert services_of(providers["due"])[0].confirmed_on == LONG_AGO
    assert not mail.outbox


def test_phone_list_is_csv_of_those_to_be_called(prerov: TownSettings, providers: dict[str, Provider]) -> None:
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    url = reverse("kpss_catalog_coverage_list", args=[prerov.site_id])
    lines = browser.get(url).content.decode("utf-8-sig").splitlines()
    assert [line.partition(";")[0] for line in lines[1:]] == ["Bez adresy", "Volaný"]
    assert "581 268 111" in lines[2]
    assert len(browser.get(f"{url}?state=all").content.decode().splitlines()) == 7


def test_start_page_says_how_many_are_to_be_called(prerov: TownSettings, providers: dict[str, Provider]) -> None:
    start = reverse("wagtailadmin_home")
    assert f"{screen(prerov)}?state=call" in signed_in(make_user(prerov, Role.COORDINATOR)).get(start).content.decode()
    assert screen(prerov) not in signed_in(make_user(prerov, Role.EDITOR)).get(start).content.decode()


def test_nobody_is_asked_while_no_page_is_published(prerov: TownSettings, providers: dict[str, Provider]) -> None:
    section_of(prerov, CatalogIndexPage).unpublish()
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    assert browser.get(screen(prerov)).context["has_page"] is False
    for action in ("ask", "link"):
        browser.post(deed(prerov), {"action": action, "provider": providers["due"].pk})
    assert not ConfirmationRequest.objects.filter(provider=providers["due"]).exists()

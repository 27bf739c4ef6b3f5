"""Lists of services and providers: the own town only, searched, filtered, in order, at a fixed cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kpss_pages.catalog.desk.provenance import short
from kpss_pages.catalog.models import CatalogSettings, Proposal, Provider, Service
from sites.models import Role, TownSettings
from tests.builders import make_provider, make_service, make_user, signed_in
from tests.kpss_pages.screens import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


def listed(client: Client, model: Any, **query: str) -> list[str]:
    response = client.get(address(model, "list"), query)
    assert response.status_code == 200
    return [str(row) for row in response.context["object_list"]]


@pytest.fixture
def services(prerov: TownSettings, bbsk: TownSettings) -> dict[str, Service]:
    today = timezone.localdate()
    make_service(bbsk, "Cudzia služba")
    charity = make_provider(prerov, "Charita")
    return {
        "shown": make_service(prerov, "Chráněné bydlení", provider=charity, type_code="cz-chranene-bydleni"),
        "hidden": make_service(prerov, "Hospic", is_published=False, facilities=[{"municipality": "Troubky"}]),
        "ended": make_service(prerov, "Cihla", ended_on=today),
        "stale": make_service(prerov, "Čaj", confirmed_on=today - timedelta(days=400), forms=[{"form": "amb"}]),
        "never": make_service(
            prerov,
            "Zub",
            confirmed_on=None,
            kind="related",
            type_code="",
            related_type="kluby",
            unknown_codes=[["a", "b"]],
        ),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Cihla", "Čaj", "Hospic", "Chráněné bydlení", "Zub"]),
        ({"q": "chranene"}, ["Chráněné bydlení"]),
        ({"q": "charita"}, ["Chráněné bydlení"]),
        ({"q": "cudzia"}, []),
        ({"state": "on_site"}, ["Čaj", "Chráněné bydlení", "Zub"]),
        ({"state": "hidden"}, ["Hospic"]),
        ({"state": "ended"}, ["Cihla"]),
        ({"state": "stale"}, ["Čaj", "Zub"]),
        ({"state": "never"}, ["Zub"]),
        ({"state": "proposals"}, ["Hospic"]),
        ({"state": "unknown"}, ["Zub"]),
        ({"kind": "related"}, ["Zub"]),
        ({"form": "amb"}, ["Čaj"]),
        ({"type_code": "cz-chranene-bydleni"}, ["Chráněné bydlení"]),
        ({"municipality": "Troubky"}, ["Hospic"]),
    ],
)
def test_services_are_searched_and_filtered(
    clerk: Client, prerov: TownSettings, services: dict[str, Service], query: dict[str, str], names: list[str]
) -> None:
    CatalogSettings.objects.update_or_create(site=prerov.site, defaults={"stale_after_months": 12})
    Proposal.objects.create(site=prerov.site, service=services["hidden"], origin="public", kind="change", title="x")
    assert listed(clerk, Service, **query) == names


@pytest.mark.parametrize("junk", ["\x00x", "%%%", "9" * 400])
def test_junk_breaks_nothing(clerk: Client, services: dict[str, Service], junk: str) -> None:
    names = ("q", "state", "type_code", "form", "provider", "municipality", "kind", "p", "ordering", "site")
    for name in names:
        assert clerk.get(address(Service, "list"), {name: junk}).status_code in (200, 404)
    assert clerk.get(address(Provider, "list"), {"without_services": junk, "q": junk}).status_code == 200


def test_list_says_type_provider_confirmation_and_state(clerk: Client, services: dict[str, Service]) -> None:
    Service.objects.filter(pk=services["shown"].pk).update(confirmed_on=date(2024, 3, 12))
    text = " ".join(clerk.get(address(Service, "list")).content.decode().replace("\xa0", " ").split())
    for said in ("Chráněné bydlení", "Charita", "kluby", short(date(2024, 3, 12)).replace("\xa0", " ")):
        assert said in text
    assert "Cudzia" not in text


@pytest.mark.parametrize("model", [Service, Provider])
def test_list_costs_the_same_for_any_number(clerk: Client, prerov: TownSettings, model: Any) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(address(model, "list")).status_code == 200
        return len(queries)

    make_service(prerov, "Služba 0", provider=make_provider(prerov, "P 0"))
    cost()
    few = cost()
    for number in range(1, 12):
        make_service(prerov, f"Služba {number}", provider=make_provider(prerov, f"P {number}"))
    assert cost() <= few
    assert few <= 33


def test_providers_are_filtered_by_what_they_lack(clerk: Client, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov, provider=make_provider(prerov, "Má", asked_at="a@b.example"))
    make_provider(prerov, "Nemá")
    make_provider(bbsk, "Cudzí")
    assert listed(clerk, Provider, without_services="true") == ["Nemá"]
    assert listed(clerk, Provider, without_address="true") == ["Nemá"]
    assert listed(clerk, Provider, without_address="false") == ["Má"]


def test_several_services_are_hidden_and_shown_at_once(
    clerk: Client, services: dict[str, Service], bbsk: TownSettings
) -> None:
    def bulk(action: str, *keys: int) -> Any:
        url = reverse("wagtail_bulk_action", args=["kpss_catalog", "service", action])
        url += "?" + "&".join(f"id={key}" for key in keys) + f"&next={address(Service, 'list')}"
        asked = clerk.get(url)
        return asked if asked.status_code == 404 else clerk.post(url)

    shown, hidden = services["shown"], services["hidden"]
    assert bulk("hide_from_site", shown.pk, hidden.pk).status_code == 302
    shown.refresh_from_db()
    assert not shown.is_published
    assert shown.latest_revision is not None
    bulk("show_on_site", shown.pk)
    shown.refresh_from_db()
    assert shown.is_published
    assert shown.forms.count() == 1
    foreign = Service.objects.get(site=bbsk.site)
    assert bulk("hide_from_site", shown.pk, foreign.pk).status_code == 404
    shown.refresh_from_db()
    assert shown.is_published

"""Nothing that axe-core objects to, on any page of the demo, in either scheme."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.demo import Demo
from tests.browser.desk import add_town, suspend_town
from tests.browser.visits import TOWNS, addresses_of, event_addresses, special_addresses

Axe = Callable[[Page], list[str]]


def objections(page: Page, axe: Axe, addresses: list[str]) -> list[str]:
    """Return what axe objects to, a line each with its address and scheme."""
    found = []
    for address in addresses:
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{address} ({scheme}): {line}" for line in axe(page)]
    return found


@pytest.mark.parametrize("town", TOWNS)
def test_every_page_of_a_town_is_without_objections(demo: Demo, page: Page, axe: Axe, town: str) -> None:
    addresses = addresses_of(demo, town)
    assert len(addresses) > 15
    assert objections(page, axe, addresses) == []


def test_landing_error_and_search_pages_are_without_objections(demo: Demo, page: Page, axe: Axe) -> None:
    assert objections(page, axe, special_addresses(demo)) == []


def test_events_on_a_telephone_are_without_objections(demo: Demo, page: Page, axe: Axe) -> None:
    # A month is a table there whose days without events are left out.
    page.set_viewport_size({"width": 320, "height": 640})
    assert objections(page, axe, event_addresses(demo)) == []


def test_notice_of_a_suspended_town_is_without_objections(
    demo: Demo, page: Page, axe: Axe, sign_in: Callable[[str], Page]
) -> None:
    admin = sign_in("admin")
    add_town(admin, "Spící Lhota", "spici-lhota.localhost", demo.port)
    suspend_town(admin, "Spící Lhota", "Web se teď upravuje.")
    assert demo.get("spici-lhota")[0] == 503
    assert objections(page, axe, [demo.url("spici-lhota")]) == []


def test_sign_in_is_without_objections(demo: Demo, page: Page, axe: Axe) -> None:
    page.goto(demo.url("prostejov", "/admin/login/"))
    assert axe(page) == []

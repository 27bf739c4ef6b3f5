"""No page asks for anything that its policy forbids, and no public page asks another server for anything."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.demo import Demo, wait_until
from tests.browser.desk import add_page, open_section, page_actions, succeed
from tests.browser.visits import TOWNS, addresses_of, special_addresses

SignIn = Callable[[str], Page]
PROSTEJOV = "Střednědobé plánování rozvoje sociálních služeb"

TELL = """document.addEventListener("securitypolicyviolation", (event) =>
  window.tellViolation(`${document.location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))"""

SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/images/multiple/add/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/reports/aging-pages/",
    "/admin/localize/reports/translations/",
    "/admin/people/",
    "/admin/account/",
    "/account/",
]


def watched(context: BrowserContext) -> list[str]:
    """Return a list to which every violation in the context is added."""
    seen: list[str] = []
    context.expose_function("tellViolation", lambda violation: seen.append(violation))
    context.add_init_script(TELL)
    return seen


def test_watcher_sees_a_violation(demo: Demo, context: BrowserContext) -> None:
    """Without this, the tests below could pass because nobody listens."""
    seen = watched(context)
    page = context.new_page()
    page.goto(demo.url("prostejov"))
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    wait_until(page, lambda: bool(seen))
    assert len(seen) == 1
    assert "script-src" in seen[0]
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("town", TOWNS)
def test_public_pages_keep_to_their_policy_and_to_their_host(demo: Demo, context: BrowserContext, town: str) -> None:
    seen = watched(context)
    hosts: set[str | None] = set()

    def note(request: Request) -> None:
        hosts.add(urlsplit(request.url).hostname)

    context.on("request", note)
    page = context.new_page()
    addresses = addresses_of(demo, town)
    assert len(addresses) > 15
    for address in addresses:
        page.goto(address)
    assert seen == []
    assert hosts == {f"{town}.localhost"}


def test_landing_error_and_search_pages_keep_to_their_policy(demo: Demo, context: BrowserContext) -> None:
    seen = watched(context)
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    page = context.new_page()
    for address in special_addresses(demo):
        page.goto(address)
    page.goto(demo.url("prostejov", "/account/login/"))
    assert seen == []
    assert all(host == "localhost" or host.endswith(".localhost") for host in hosts)


def test_main_screens_of_the_admin_keep_to_their_policy(demo: Demo, sign_in: SignIn) -> None:
    manager = sign_in("prostejov-manager")
    seen = watched(manager.context)
    for path in SCREENS:
        manager.goto(demo.url("prostejov", path))
        manager.wait_for_load_state("networkidle")
    assert seen == []


def test_editing_with_choosers_calendar_and_preview_keeps_to_its_policy(demo: Demo, sign_in: SignIn) -> None:
    """Each of these widgets is started by what stands in the page, which used to be a script."""
    manager = sign_in("prostejov-manager")
    seen = watched(manager.context)
    manager.goto(demo.url("prostejov", "/admin/"))
    open_section(manager, PROSTEJOV, "Aktuality")
    manager.get_by_role("main").get_by_role("link", name="Beseda pro lidi, kteří pečují o své blízké").first.click()

    manager.get_by_role("textbox", name="Datum").first.click()
    expect(manager.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    manager.keyboard.press("Escape")
    manager.locator("[contenteditable=true]").first.click()
    manager.keyboard.type(" Těšíme se.")

    manager.get_by_role("button", name="Zobrazit nebo skrýt náhled").click()
    preview = manager.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_contain_text("Beseda")
    manager.get_by_role("button", name="Přidat: Příloha").click()
    manager.get_by_role("button", name="Zvolit dokument").last.click()
    expect(manager.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    assert seen == []


def test_translating_keeps_to_its_policy(demo: Demo, sign_in: SignIn) -> None:
    title = "Kde nás najdete o svátcích"
    manager = sign_in("prostejov-manager")
    seen = watched(manager.context)
    manager.goto(demo.url("prostejov", "/admin/"))
    open_section(manager, PROSTEJOV)
    add_page(manager, title)
    manager.get_by_role("button", name="Uložit koncept").click()
    succeed(manager, title)
    page_actions(manager).get_by_role("link", name="Přeložit tuto stránku").click()
    manager.get_by_role("button", name="Odeslat").click()
    expect(manager.get_by_role("button", name="Přeložit").first).to_be_visible()
    assert seen == []

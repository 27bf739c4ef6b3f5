"""The map on the list of places: nobody else is asked before the visitor agrees, and it shows what the list shows."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from pypdfium2 import PdfDocument

from tests.browser.demo import Demo
from tests.browser.test_catalog import TILE, TILES, objections
from tests.browser.test_policy import watched
from tests.browser.visits import map_addresses

Axe = Callable[[Page], list[str]]

MAP = "/bezbarierova-mapa/"
PLACES = re.compile(r"/places\.geojson")
ZOOMED = 400  # milliseconds after which nothing moves any more


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """Return what is asked for about the map; the server of tiles answers."""
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    context.route(TILES, lambda route: route.fulfill(body=TILE, content_type="image/png"))
    return addresses


def opened(demo: Demo, page: Page, query: str = "") -> Locator:
    """Open the list of a town and agree to its map; return what it says of itself."""
    page.goto(demo.url("ostrov", f"{MAP}{query}"))
    page.locator("[data-map-show]").press("Enter")
    return page.locator("[data-places-status]")


def total(page: Page) -> int:
    found = re.search(r"\d+", page.locator("#results-sentence").inner_text())
    assert found is not None
    return int(found[0])


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def test_nothing_is_asked_for_before_the_visitor_agrees_and_then_both_are_one(
    demo: Demo, page: Page, asked: list[str], axe: Axe
) -> None:
    seen = watched(page.context)
    page.goto(demo.url("ostrov", MAP))
    page.wait_for_load_state("networkidle")
    early = [
        url for url in asked if not url.startswith(demo.url("ostrov")) or re.search("leaflet|cluster-|geojson", url)
    ]
    assert early == []

    page.locator("[data-map-show]").press("Enter")
    status = page.locator("[data-places-status]")
    expect(status).to_contain_text(re.compile(r"\d"))
    assert re.findall(r"\d+", status.inner_text()) == [str(total(page))]
    expect(page.locator("[data-map-canvas]")).to_be_focused()
    expect(page.locator(".places-cluster").first).to_have_text(re.compile(r"^\d+\D+\d+\D+$"))
    numbers = page.locator(".places-cluster > span > span:first-child").all_inner_texts()
    assert sum(map(int, numbers)) + page.locator(".places-mark").count() == total(page)
    expect(page.locator("path.places-route").first).to_be_attached()
    assert objections(page, axe) == []
    assert seen == []


def test_places_are_opened_and_left_by_keyboard(demo: Demo, page: Page, asked: list[str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    expect(opened(demo, page)).not_to_be_empty()
    page.locator(".places-cluster").first.focus()
    for _ in range(8):
        if "places-mark" in str(focused(page).get_attribute("class")):
            break
        page.keyboard.press("Enter")
        page.wait_for_timeout(ZOOMED)
    mark = focused(page)
    expect(mark).to_have_attribute("aria-label", re.compile(r"^.+, .+, .+: .+$"))
    name, _, verdict = str(mark.get_attribute("aria-label")).rpartition(": ")

    page.keyboard.press(" ")
    link = focused(page)
    expect(link).to_have_attribute("href", re.compile(rf"^{MAP}place/\d+/$"))
    assert name.startswith(link.inner_text())
    expect(page.locator(".leaflet-popup-content")).to_contain_text(verdict)
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup-content")).to_have_count(0)
    expect(focused(page)).to_have_class(re.compile("places-mark"))
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/place/\d+/$"))


def test_map_of_a_narrowed_list_shows_the_same_and_names_what_has_no_position(
    demo: Demo, page: Page, asked: list[str]
) -> None:
    lost: list[str] = []

    def without_a_position(route: Route) -> None:
        asked_for = urlsplit(route.request.url)
        found: dict[str, Any] = json.loads(demo.get("ostrov", f"{asked_for.path}?{asked_for.query}")[1])
        found["features"][0]["geometry"] = None
        lost.append(found["features"][0]["properties"]["name"])
        route.fulfill(body=json.dumps(found), content_type="application/geo+json")

    page.context.route(PLACES, without_a_position)
    status = opened(demo, page, "?category=health&profile=pram")
    expect(status).not_to_be_empty()
    count = total(page)
    assert re.findall(r"\d+", status.inner_text()) == [str(count), str(count - 1)]
    assert lost[0] in status.inner_text()
    assert any(url.endswith("/places.geojson?category=health&profile=pram") for url in asked)


@pytest.mark.parametrize("answer", [{"status": 503}, {"body": "<html>"}, {"body": '{"features": []}'}, None])
def test_map_without_its_places_says_so_and_the_list_stays(
    demo: Demo, page: Page, asked: list[str], answer: dict[str, Any] | None
) -> None:
    page.context.route(PLACES, lambda route: route.fulfill(**answer) if answer else route.abort())
    opened(demo, page)
    failure = page.locator("[data-map-failure]")
    expect(failure).not_to_be_empty()
    expect(page.locator("[data-map-show]")).to_be_focused()
    expect(page.locator(".places-cards > li").first).to_be_visible()

    page.context.unroute(PLACES)
    page.locator("[data-map-show]").click()
    expect(page.locator(".places-cluster").first).to_be_visible()
    expect(failure).to_be_empty()


def test_server_of_tiles_that_does_not_answer_is_said_and_the_places_are_there(demo: Demo, page: Page) -> None:
    page.context.route(TILES, lambda route: route.abort())
    page.set_viewport_size({"width": 320, "height": 640})
    opened(demo, page)
    expect(page.locator("[data-map-failure]")).not_to_be_empty()
    expect(page.locator(".places-cluster").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_list_and_places_fit_on_a_telephone_and_with_large_text(
    demo: Demo, new_context: Callable[..., BrowserContext]
) -> None:
    # The page's policy takes no style of a stranger's, and that is what the test is.
    page = new_context(bypass_csp=True).new_page()
    for address in map_addresses(demo):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.set_viewport_size({"width": 640, "height": 900})
        page.add_style_tag(content=":root { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address


def test_paper_has_the_facts_in_few_sheets_and_says_how_much_of_the_list_it_is(demo: Demo, page: Page) -> None:
    page.goto(demo.url("ostrov", MAP))
    page.emulate_media(media="print")
    for part in (".places-search", ".places-narrow", ".places-bar", ".places-map-section"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".pagination span")).to_be_visible()
    expect(page.locator(".pagination a").first).to_be_hidden()
    expect(page.locator(".places-card .places-verdict").first).to_be_visible()

    page.locator(".places-card a").last.evaluate("link => link.click()")
    page.wait_for_url(re.compile(r"/place/\d+/$"))
    expect(page.locator(".places-qr")).to_be_visible()
    expect(page.locator(".places-report")).to_be_hidden()
    assert len(PdfDocument(page.pdf(format="A4"))) <= 5

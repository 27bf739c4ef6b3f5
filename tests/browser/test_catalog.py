"""The catalogue as a visitor uses it: the list, a service, its map, the shortlist, a suggestion."""

import base64
import re
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from tests.browser.demo import Demo, wait_until
from tests.browser.test_policy import watched

Axe = Callable[[Page], list[str]]

TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TILES = re.compile(r"^https://tile\.openstreetmap\.org/")
ON_MAP = re.compile(r"data-map-place=")


def service_path(demo: Demo, town: str, is_wanted: Callable[[str], object]) -> str:
    """Return the first service of a town's list whose page is as wanted."""
    _status, content = demo.get(town, "/katalog/")
    for path in dict.fromkeys(re.findall(r'href="(/katalog/service/\d+/)"', content.decode())):
        if is_wanted(demo.get(town, path)[1].decode()):
            return path
    raise AssertionError(f"{town} lists no such service.")


def objections(page: Page, axe: Axe) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{page.url} ({scheme}): {line}" for line in axe(page)]
    return found


def test_map_is_loaded_when_the_visitor_agrees_and_not_before(demo: Demo, context: BrowserContext, axe: Axe) -> None:
    seen, asked = watched(context), list[str]()

    def note(request: Request) -> None:
        if TILES.match(request.url):
            asked.append(request.url)

    context.on("request", note)
    context.route(TILES, lambda route: route.fulfill(body=TILE, content_type="image/png"))
    page = context.new_page()
    path = service_path(demo, "prerov", ON_MAP.search)
    page.goto(demo.url("prerov", path))
    button, canvas = page.locator("[data-map-show]"), page.locator("[data-map-canvas]")
    expect(button).to_be_visible()
    assert asked == []

    button.press("Enter")
    expect(canvas).to_be_focused()
    expect(page.locator(".map-pin").first).to_be_visible()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    pane = page.locator(".leaflet-map-pane")
    place = pane.bounding_box()
    page.keyboard.press("ArrowRight")
    wait_until(page, lambda: pane.bounding_box() != place)
    page.locator(".map-pin").first.press("Enter")
    expect(page.locator(".leaflet-popup-content")).to_be_visible()
    for key in "++--":  # tiles that are given up half-way must not break the policy either
        canvas.press(key)
    page.wait_for_timeout(800)
    assert objections(page, axe) == []
    assert asked

    page.reload()
    expect(page.locator(".map-pin").first).to_be_visible()
    page.locator("[data-map-hide]").click()
    expect(button).to_be_focused()
    asked.clear()
    page.reload()
    expect(button).to_be_visible()
    assert asked == []
    assert seen == []


def test_shortlist_is_kept_in_the_browser_and_emptied(demo: Demo, page: Page, axe: Axe) -> None:
    page.goto(demo.url("prerov", "/katalog/"))
    put = page.locator("button[data-shortlist]")
    names = [str(put.nth(number).get_attribute("data-name")) for number in (0, 1)]
    put.nth(0).click()
    put.nth(1).click()
    expect(put.nth(1)).to_have_class(re.compile("is-on"))
    expect(link_to_list(page)).to_contain_text("(2)")

    page.goto(demo.url("prerov", "/katalog/shortlist/"))
    page.wait_for_url("**/shortlist/?services=*")
    expect(entries(page)).to_have_text(names)
    expect(page.locator(".catalog-kept")).to_contain_text("jen v tomto prohlížeči")
    assert objections(page, axe) == []
    page.locator("[data-shortlist-off]").first.click()
    expect(entries(page)).to_have_text(names[1:])

    entries(page).first.click()
    expect(page.locator("button[data-shortlist].is-on")).to_have_count(1)
    expect(link_to_list(page)).to_contain_text("(1)")
    link_to_list(page).click()
    page.locator("[data-shortlist-empty]").click()
    expect(entries(page)).to_have_count(0)
    page.goto(demo.url("prerov", "/katalog/"))
    expect(link_to_list(page)).to_contain_text("(0)")


def test_all_works_without_javascript(demo: Demo, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(demo.url("prerov", service_path(demo, "prerov", ON_MAP.search)))
    expect(page.locator("[data-map-show]")).to_be_hidden()
    expect(page.locator("main address").first).to_be_visible()
    page.locator("a[data-shortlist]").click()
    expect(entries(page)).to_have_count(1)
    expect(page.locator(".catalog-kept")).not_to_contain_text("prohlížeči")

    entries(page).first.click()
    page.locator("main a[href$='/suggest/']").click()
    page.locator("main form button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("select[name=field]").select_option("phones")
    page.locator("textarea[name=words]").fill("Zvedají až po deváté.")
    page.wait_for_timeout(2500)
    page.locator("main form button").click()
    page.wait_for_url("**/suggest/?sent=yes")
    expect(page.locator("main form")).to_have_count(0)
    context.close()


def test_service_and_form_are_without_objections(demo: Demo, page: Page, axe: Axe) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for town in ("prerov", "bbsk"):
            page.goto(demo.url(town, service_path(demo, town, ON_MAP.search)))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert objections(page, axe) == []
    page.locator("main a[href$='/suggest/']").click()
    page.locator("main form button").click()
    assert objections(page, axe) == []


def link_to_list(page: Page) -> Locator:
    return page.locator("[data-shortlist-link]")


def entries(page: Page) -> Locator:
    return page.locator(".catalog-shortlist h2 a")

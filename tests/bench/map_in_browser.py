"""How long it takes on a slow phone until the map can be used, and what is asked of others before anybody agrees."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.figures import Figure
from tests.bench.servers import HOST
from tests.browser.chromium import FLAGS, NOT_FOUND, chromium
from tests.servers import granian

ROUNDS = 5
TIMES_SLOWER = 4
MOST_MILLISECONDS = 2000
PATIENCE = 60_000  # milliseconds
WIDTH, HEIGHT = 360, 740

# From pressing the button to the first moment at which the page has time and shows a group of places. What is asked
# again and again is asked by the page itself: when it is busy, nobody can press anything either.
AGREE = """() => new Promise((done) => {
  const started = performance.now();
  const look = () => {
    const cluster = document.querySelector(".places-cluster");
    if (cluster?.getBoundingClientRect().width) done(performance.now() - started);
    else setTimeout(look, 5);
  };
  document.querySelector("[data-map-show]").click();
  setTimeout(look, 0);
})"""
OPEN = "() => document.querySelector('.places-cluster').click()"
GROUPS = "() => Array.from(document.querySelectorAll('.places-cluster'), (group) => group.textContent).join()"
STATUS = "[data-places-status]:not(:empty)"


def usable(path: str, variables: Mapping[str, str], tile_host: str) -> list[Figure]:
    """Return what was measured at the address of a map; the server of tiles does not answer."""
    milliseconds, before, strangers = [], 0, 0
    with granian("cms.wsgi:application", variables) as port, browsing() as browser:
        address = f"http://{HOST}:{port}{path}"
        for _ in range(ROUNDS + 1):
            asked: list[str] = []
            page = slow_page(browser)
            note_requests(page, asked)
            page.goto(address, wait_until="networkidle")
            page.wait_for_timeout(500)
            before += sum(_host(url) != HOST for url in asked)
            milliseconds.append(page.evaluate(AGREE))
            page.wait_for_selector(STATUS)
            groups = page.evaluate(GROUPS)
            page.evaluate(OPEN)
            page.wait_for_function(f"groups => ({GROUPS})() !== groups", arg=groups)
            strangers += sum(_host(url) not in (HOST, tile_host) for url in asked)
            page.context.close()
    first, *others = milliseconds
    note = f"first {first:.0f} ms, at most {max(others):.0f} ms, {WIDTH} × {HEIGHT}, {TIMES_SLOWER} times slower"
    return [
        Figure("map usable after agreeing", median(others), "ms", MOST_MILLISECONDS, note),
        Figure("asked of others before anybody agrees", before, "", 0),
        Figure("asked of others than the server of tiles", strangers, "", 0),
    ]


@contextmanager
def browsing() -> Iterator[Browser]:
    """Yield a browser that reaches nothing but this machine."""
    program = chromium()
    if program is None:
        raise RuntimeError(NOT_FOUND)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def slow_page(browser: Browser) -> Page:
    """Return the page of somebody new whose device is so many times slower than this one."""
    context = browser.new_context(locale="cs-CZ", viewport={"width": WIDTH, "height": HEIGHT}, is_mobile=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    return page


def note_requests(page: Page, asked: list[str]) -> None:
    page.on("request", lambda request: asked.append(request.url))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""

"""A volunteer surveys a place with a phone whose network comes and goes; the town takes it, and everybody finds it."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.demo import Demo
from tests.browser.test_catalog import TILE, TILES, objections
from tests.browser.test_policy import watched
from tests.files.samples import picture

Axe = Callable[[Page], list[str]]
NewContext = Callable[..., BrowserContext]
SignIn = Callable[[str], Page]

TOWN = "ostrov"
MAP = "/bezbarierova-mapa/"
HERE = {"latitude": 50.3059, "longitude": 12.9391}
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "permissions": ["geolocation"],
    "geolocation": HERE,
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def phone(new_context: NewContext) -> BrowserContext:
    return new_context(**PHONE)


def make_link(manager: Page, demo: Demo, name: str) -> str:
    """Make a link for volunteers in the admin and return its address; its screen stays open."""
    manager.goto(demo.url(TOWN, "/admin/snippets/kpss_barrier_free/surveylink/add/"))
    manager.locator("input[name=name]").fill(name)
    manager.locator("input[name=valid_until]").fill(f"{date.today() + timedelta(days=30):%d.%m.%Y}")
    manager.locator("form button[type=submit]:visible").last.click()
    return manager.locator("input[id^=link-]").first.input_value()


def opened(phone: BrowserContext, address: str) -> Page:
    """Open the form and wait until it does without a network."""
    page = phone.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    expect(page.locator("[data-survey-ready]")).to_be_visible()
    expect(page.locator("[data-survey-kept]")).not_to_be_empty()
    return page


def show_all_at_once(page: Page) -> None:
    page.locator("[name=way][value=whole]").check()


def fill_in(page: Page, name: str) -> None:
    """Say of a new building what it is called and how wide its door is, all at once."""
    page.locator("#id_category").select_option("culture")
    page.locator("#id_name").fill(name)
    page.locator("[name=entrances-0-door]").fill("90")


def send(page: Page) -> None:
    page.locator("[data-survey-end] button[type=submit]").click()


def entries(page: Page, state: str) -> Locator:
    return page.locator(f"[data-survey-list] [data-state={state}]")


def asked(page: Page) -> str:
    """Return the name of the question that is on the screen."""
    return page.locator("[data-question]:not(.is-away)").get_attribute("data-question") or ""


def go_on(page: Page) -> None:
    page.locator("[data-survey-next]").click()


def test_place_is_surveyed_with_the_network_cut_and_found_everywhere_once_it_is_taken(
    demo: Demo, phone: BrowserContext, sign_in: SignIn, axe: Axe
) -> None:
    name = "Knihovna v terénu"
    manager = sign_in("ostrov-manager")
    seen = watched(phone)
    page = opened(phone, make_link(manager, demo, "Klub seniorů"))
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)

    assert objections(page, axe) == []
    page.locator("[data-survey-new-place]").click()
    page.locator("#id_category").select_option("culture")
    go_on(page)
    page.locator("#id_name").fill(name)
    go_on(page)
    page.locator("[data-survey-here=fill]").click()
    expect(page.locator("#id_latitude")).to_have_value("50.305900")

    phone.set_offline(True)
    expect(page.locator("[data-survey-connection]")).to_be_visible()
    go_on(page)
    assert asked(page) == "parking-0-spaces"
    page.locator("[data-survey-skip]").click()
    page.locator("[data-survey-skip]").click()
    assert asked(page) == "entrances-0-role"
    page.locator("[name=entrances-0-role][value=main]").check()
    go_on(page)
    page.locator("#part-entrances [data-survey-steps='+']").click()
    page.locator("#part-entrances [data-survey-steps='+']").click()
    expect(page.locator("[name=entrances-0-steps]")).to_have_value("+2")
    go_on(page)
    place = asked(page)
    page.reload()
    expect(page.locator("[data-survey-ready]")).to_be_visible()
    assert asked(page) == place, "it goes on where it was left"
    assert page.evaluate(SIDEWAYS) <= 0
    assert objections(page, axe) == []

    show_all_at_once(page)
    page.locator("[name=entrances-0-door]").fill("9")
    send(page)
    expect(page.locator("[name=entrances-0-door]")).to_be_focused()
    page.locator("[name=entrances-0-door]").fill("90")
    page.locator("#survey-photo").set_input_files(
        {"name": "dvere.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    )
    page.locator(".places-photo input").fill("Dva schody ke dveřím")
    send(page)
    expect(entries(page, "waiting")).to_contain_text(name)
    assert objections(page, axe) == []

    phone.set_offline(False)
    expect(entries(page, "sent")).to_contain_text(name)
    expect(page.locator("[data-survey-done]")).to_have_attribute("data-state", "sent")
    assert [url for url in posts if not url.endswith("/send/")] == []
    assert seen == []

    editor = sign_in("ostrov-editor")
    editor.goto(demo.url(TOWN, "/admin/barrier-free/surveys/"))
    editor.get_by_role("row").filter(has_text=name).get_by_role("link").first.click()
    expect(editor.locator("[name=entrances-0-door]")).to_have_value("90")
    expect(editor.locator("input[id^=id_alt-]")).to_have_value("Dva schody ke dveřím")
    editor.locator("button[name=action][value=accept]").click()
    expect(editor.locator(".messages .success")).to_be_visible()

    page.goto(demo.url(TOWN, f"{MAP}?q=terénu"))
    link = page.get_by_role("main").get_by_role("link", name=name).first
    expect(link).to_be_visible()
    assert objections(page, axe) == []
    phone.route(TILES, lambda route: route.fulfill(body=TILE, content_type="image/png"))
    page.locator("[data-map-show]").press("Enter")
    expect(page.locator(".places-mark[aria-label]")).to_have_attribute("aria-label", re.compile(f"^{name}"))
    assert objections(page, axe) == []
    features = json.loads(demo.get(TOWN, f"{MAP}places.geojson?q=ter%C3%A9nu")[1])["features"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [[12.9391, 50.3059]]
    status, published = demo.get(TOWN, f"{MAP}places.jsonld")
    assert status == 200
    assert name in published.decode()


def test_survey_whose_answer_was_lost_is_sent_again_and_kept_once(
    demo: Demo, phone: BrowserContext, sign_in: SignIn
) -> None:
    manager = sign_in("ostrov-manager")
    page = opened(phone, make_link(manager, demo, "Jednou"))
    answers: list[str] = []

    def lose_the_first(route: Route) -> None:
        # The name of the town's host is known to the browser only.
        sent, host = route.request, urlsplit(route.request.url)
        headers = {**sent.headers, "host": host.netloc}
        answer = route.fetch(url=f"http://127.0.0.1:{demo.port}{host.path}", headers=headers)
        answers.append(answer.json()["state"])
        if len(answers) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    page.route(re.compile(r"/send/$"), lose_the_first)
    show_all_at_once(page)
    fill_in(page, "Kino jednou")
    send(page)
    expect(entries(page, "waiting")).to_have_count(1)
    page.locator("[data-survey-send-now]").click()

    expect(entries(page, "sent")).to_have_count(1)
    assert answers == ["saved", "here already"]


def test_what_is_refused_opens_again_with_its_errors_and_a_closed_link_loses_nothing(
    demo: Demo, phone: BrowserContext, sign_in: SignIn, axe: Axe
) -> None:
    manager = sign_in("ostrov-manager")
    address = make_link(manager, demo, "Zavřený")
    page = opened(phone, address)
    show_all_at_once(page)
    fill_in(page, "Dům v moři")
    page.locator("#id_latitude").fill("0")
    page.locator("#id_longitude").fill("0")
    send(page)
    entries(page, "refused").locator("[data-survey-entry-open]").click()
    expect(page.locator("#id_latitude")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=entrances-0-door]")).to_have_value("90")
    expect(page.locator("[data-survey-errors] a")).to_have_count(1)
    assert objections(page, axe) == []
    for degrees in ("#id_latitude", "#id_longitude"):
        page.locator(degrees).fill("")

    manager.locator("button[name=action][value=stop]").click()
    expect(manager.locator("button[name=action][value=resume]")).to_be_visible()
    send(page)
    expect(entries(page, "closed")).to_contain_text("Dům v moři")
    with page.expect_download() as download:
        page.locator("[data-survey-save]").click()
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))["surveys"]
    assert [one["fields"]["entrances-0-door"] for one in kept] == ["90"]

    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 410
    expect(entries(page, "closed")).to_contain_text("Dům v moři")
    assert objections(page, axe) == []

    manager.locator("button[name=action][value=resume]").click()
    expect(manager.locator("button[name=action][value=stop]")).to_be_visible()
    page.goto(address)
    expect(entries(page, "sent")).to_contain_text("Dům v moři")


def test_form_works_without_scripts_and_for_large_letters(demo: Demo, new_context: NewContext, sign_in: SignIn) -> None:
    address = make_link(sign_in("ostrov-manager"), demo, "Bez skriptů")
    plain = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    plain.goto(address)
    fill_in(plain, "Dům bez skriptů")
    plain.locator("button[name=more][value=entrances]").click()
    plain.locator("[name=entrances-1-door]").fill("900")
    send(plain)
    expect(plain.locator("[name=entrances-1-door]")).to_have_attribute("aria-invalid", "true")
    plain.locator("[name=entrances-1-door]").fill("80")
    send(plain)
    assert urlsplit(plain.url).query == "sent=yes"

    large = new_context(viewport={"width": 640, "height": 900}, bypass_csp=True).new_page()
    large.goto(address)
    expect(large.locator("[data-survey-ready]")).to_be_visible()
    large.add_style_tag(content=":root { font-size: 200% }")
    show_all_at_once(large)
    fill_in(large, "Dům")
    assert large.evaluate(SIDEWAYS) <= 0

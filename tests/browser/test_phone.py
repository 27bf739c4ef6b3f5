"""Old phones, large text, no JavaScript, a keyboard, paper."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.browser.demo import Demo
from tests.browser.desk import pdf_file
from tests.browser.visits import one_of_each_kind
from tests.files.samples import pdf

NewContext = Callable[..., BrowserContext]
MOST_BYTES = 60_000
MEASURE_BYTES = 4_000
"""What each measure adds to the page of a whole plan."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_no_page_scrolls_sideways_at_320_pixels(demo: Demo, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    for address in one_of_each_kind(demo):
        page.goto(address)
        assert page.evaluate(SIDEWAYS) <= 0, address


def test_text_twice_as_large_fits(demo: Demo, new_context: NewContext) -> None:
    # The page's policy takes no style of a stranger's, and that is what the test is.
    page = new_context(viewport={"width": 640, "height": 900}, bypass_csp=True).new_page()
    for address in one_of_each_kind(demo):
        page.goto(address)
        page.add_style_tag(content=":root { font-size: 200% }")
        assert page.evaluate(SIDEWAYS) <= 0, address


def test_pages_are_light_and_ask_nothing_of_strangers(demo: Demo, page: Page) -> None:
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    for address in one_of_each_kind(demo):
        responses.clear()
        page.goto(address, wait_until="networkidle")
        host = urlsplit(address).netloc
        assert {urlsplit(response.url).netloc for response in responses} == {host}, address
        kinds = ("document", "stylesheet", "script")
        size = sum(len(response.body()) for response in responses if response.request.resource_type in kinds)
        most = MOST_BYTES + MEASURE_BYTES * page.locator("article.plan-measure").count()
        assert size <= most, f"{address}: {size} bytes"


def test_menu_search_and_filters_work_without_javascript(demo: Demo, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    page.goto(demo.url("prostejov"))
    page.locator("header summary").click()
    page.get_by_role("navigation").get_by_role("link", name="Aktuality").first.click()
    expect(page.get_by_role("heading", level=1, name="Aktuality")).to_be_visible()
    page.get_by_label("Rok").select_option("2024")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("main")).to_contain_text("2024")
    page.goto(demo.url("prostejov", "/hledani/"))
    page.get_by_role("main").get_by_role("searchbox").fill("prostejov socialni")
    page.get_by_role("main").get_by_role("button", name="Hledat").click()
    expect(page.get_by_role("main").locator("mark").first).to_be_visible()


def test_several_files_are_uploaded_without_javascript(demo: Demo, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    demo.sign_in(page, "benesov-coordinator", "benesov")
    page.goto(demo.url("benesov", "/admin/pages/"))
    page.get_by_role("main").get_by_role("link", name="Procházet podstránky stránky „Plány a dokumenty“").click()
    plan = re.search(
        r"/(\d+)/", page.get_by_role("main").get_by_role("link", name="Katalog").first.get_attribute("href") or ""
    )
    assert plan is not None
    page.goto(demo.url("benesov", f"/admin/plans/{plan[1]}/upload/"))
    page.get_by_label("Soubory").set_input_files(
        [
            pdf_file("dodatek.pdf", pdf("Supplement of the catalogue")),
            pdf_file("prazdny.pdf", b""),
        ]
    )
    page.get_by_role("button", name="Nahrát", exact=True).click()
    expect(page.get_by_role("main").get_by_role("listitem").filter(has_text="prazdny.pdf")).to_be_visible()
    page.get_by_role("textbox", name="Název").fill("Dodatek katalogu")
    page.get_by_role("button", name="Uložit a přejít na stránku").click()
    expect(page.get_by_role("main")).to_contain_text("Dodatek katalogu")


def test_skip_link_comes_first_and_leads_to_the_content(demo: Demo, page: Page) -> None:
    page.goto(demo.url("prostejov", "/aktuality/"))
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("href", "#content")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_link_of_the_head_is_reached_in_reading_order_with_a_visible_focus(demo: Demo, page: Page) -> None:
    page.goto(demo.url("prostejov", "/aktuality/"))
    links = page.locator("header a:visible, header button:visible, header input:visible")
    wanted = links.count()
    assert wanted > 5
    reached: list[tuple[float, float]] = []
    for _ in range(wanted + 15):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.evaluate("element => !!element.closest('header')"):
            box = focused.bounding_box()
            assert box is not None
            reached.append((round(box["y"]), box["x"]))
            outline = focused.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", focused.evaluate("element => element.outerHTML")
    assert len(reached) == wanted
    above = [y for y, _ in reached]
    assert above[-1] == max(above), "the menu comes last"
    menu = [x for y, x in reached if y == above[-1]]
    assert menu == sorted(menu), "and is read from left to right"


def test_paper_shows_the_text_without_the_ways_around_the_site(demo: Demo, page: Page) -> None:
    page.goto(demo.url("prostejov", "/plany/plan-2023-2026/"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main").get_by_text("2023–2026").first).to_be_visible()
    for part in ("form", "nav"):
        for element in page.locator(f"header {part}").all():
            expect(element).to_be_hidden()

"""What people do in the admin, by the words that they see; shared by the tests of this folder."""

import re

from django.utils.text import slugify
from playwright.sync_api import Locator, Page, expect

from sites.text import without_diacritics


HEADER_BUTTONS = "#w-slim-header-buttons"


def open_section(page: Page, *titles: str) -> None:
    """Go down the menu of pages and open the list of the last title: `open_section(page, "Aktuality")`."""
    page.get_by_role("button", name="Stránky", exact=True).click()
    *above, last = titles
    for title in above:
        page.get_by_role("link", name=re.compile(rf"^Zobrazit podstránky.*„{re.escape(title)}")).click()
        expect(page.get_by_role("dialog").get_by_role("link", name=title).first).to_be_visible()
    # A home page of a town of two languages says which one it is.
    name = re.compile(rf"^{re.escape(last)}( čeština)?$")
    page.get_by_role("dialog").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=last)).to_be_visible()


def add_page(page: Page, title: str) -> None:
    """From a list of pages, start a new one of the only kind that fits and give it a title."""
    page.locator(HEADER_BUTTONS).get_by_role("link", name="Přidat podstránku").click()
    page.get_by_role("textbox", name="Název").first.press_sequentially(title)
    # The address is made from the title a moment after the last key.
    expect(page.locator("[name=slug]")).to_have_value(slugify(without_diacritics(title)))


def page_actions(page: Page) -> Locator:
    """Open the menu of what can be done with the page that is open, and return it."""
    page.locator(HEADER_BUTTONS).get_by_role("button", name="Akce").click()
    return page.get_by_role("tooltip")


def write_text_block(page: Page, heading: str, text: str) -> None:
    """Insert a block "text with a heading" as the first one of the body."""
    body = page.locator("[data-contentpath=body]")
    body.get_by_role("button", name="Vložit blok").first.click()
    page.get_by_role("option", name="Text s nadpisem").click()
    body.get_by_role("textbox", name="Nadpis").fill(heading)
    body.locator("[contenteditable=true]").first.click()
    page.keyboard.type(text)
    # The editor writes into the form a moment after the last key.
    expect(body.locator("input[name$=-value-text]")).to_have_value(re.compile(re.escape(text)))


def actions(page: Page) -> Locator:
    """Open the menu beside the button that saves, and return it."""
    footer = page.get_by_role("navigation", name="Akce (zápatí)")
    footer.get_by_role("button", name="Další akce").click()
    return footer


def succeed(page: Page, sentence: str) -> None:
    """Wait until the admin has said that something went well."""
    expect(page.locator(".messages .success")).to_contain_text(sentence)

"""What people do in the admin, by the words that they see; shared by the tests of this folder."""

import re

from django.utils.text import slugify
from playwright.sync_api import FilePayload, Locator, Page, expect

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


def pdf_file(name: str, content: bytes) -> FilePayload:
    """Return a file to choose whose name says that it is a PDF."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def succeed(page: Page, sentence: str) -> None:
    """Wait until the admin has said that something went well."""
    expect(page.locator(".messages .success")).to_contain_text(sentence)


def open_setting(page: Page, name: str) -> None:
    """Open an entry of the menu of settings."""
    page.get_by_role("button", name="Nastavení", exact=True).click()
    page.get_by_role("list", name="Nastavení").get_by_role("link", name=name, exact=True).click()


def add_town(admin: Page, name: str, hostname: str, port: int) -> None:
    """Add a town as the platform's administrator."""
    open_setting(admin, "Města")
    admin.get_by_role("link", name="Přidat město").click()
    admin.get_by_role("textbox", name="Název").fill(name)
    admin.get_by_role("textbox", name="Doména").fill(hostname)
    admin.get_by_role("spinbutton", name="Port").fill(str(port))
    admin.get_by_role("main").get_by_role("button", name="Přidat město").click()
    succeed(admin, name)


def suspend_town(admin: Page, name: str, notice: str) -> None:
    """Suspend a town as the platform's administrator."""
    town_row(admin, name).get_by_role("link", name="Pozastavit").click()
    admin.get_by_role("checkbox", name="Pozastaveno").check()
    admin.get_by_role("textbox", name="Oznámení").fill(notice)
    admin.get_by_role("button", name="Uložit").click()
    succeed(admin, "uložen")


def town_row(admin: Page, name: str) -> Locator:
    """Return the row of a town in the list of towns."""
    open_setting(admin, "Města")
    return admin.get_by_role("row").filter(has_text=name)

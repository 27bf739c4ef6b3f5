"""The people of the towns do their work, and nothing of another town's."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.demo import Demo
from tests.browser.desk import (
    actions,
    add_page,
    add_town,
    open_section,
    open_setting,
    page_actions,
    pdf_file,
    succeed,
    suspend_town,
    town_row,
    write_text_block,
)
from tests.files.samples import pdf

SignIn = Callable[[str], Page]
PROSTEJOV = "Střednědobé plánování rozvoje sociálních služeb"


def test_news_of_an_editor_is_public_once_the_manager_has_approved_it(demo: Demo, page: Page, sign_in: SignIn) -> None:
    title = "Dopoledne pro pečující v knihovně"
    news_path = "/aktuality/dopoledne-pro-pecujici-v-knihovne/"

    editor = sign_in("prostejov-editor")
    open_section(editor, PROSTEJOV, "Aktuality")
    add_page(editor, title)
    editor.get_by_role("textbox", name="Datum").fill("31.12.2030")
    editor.keyboard.press("Escape")  # closes the calendar
    editor.get_by_role("textbox", name="Perex").fill("Přijďte si popovídat, o vaše blízké se zatím postaráme.")
    editor.get_by_role("button", name="Zvolit obrázek").click()
    editor.get_by_role("dialog").get_by_role("link", name="Na lavičce").click()
    expect(editor.get_by_role("dialog")).to_have_count(0)
    write_text_block(editor, "Kdy a kde", "V úterý od devíti v čítárně.")
    menu = actions(editor)
    expect(menu.get_by_role("button", name="Publikovat")).to_have_count(0)
    menu.get_by_role("button", name="Odeslat ke schválení").click()
    succeed(editor, title)
    assert demo.get("prostejov", news_path)[0] == 404

    manager = sign_in("prostejov-manager")
    manager.get_by_role("main").get_by_role("link", name=title).click()
    actions(manager).get_by_role("button", name="Schválit a publikovat").click()
    succeed(manager, title)

    page.goto(demo.url("prostejov", news_path))
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Kdy a kde")).to_be_visible()
    expect(page.get_by_text("V úterý od devíti v čítárně.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("img")).to_have_attribute(
        "alt", "Kresba: dva lidé sedí na lavičce pod stromem"
    )
    for path in ("/", "/aktuality/"):
        page.goto(demo.url("prostejov", path))
        expect(page.get_by_role("main").get_by_role("link", name=title)).to_be_visible()
    assert f"<title>{title}</title>" in demo.get("prostejov", "/aktuality/feed/")[1].decode()
    for path in ("/", "/aktuality/", "/aktuality/feed/"):
        assert title not in demo.get("prerov", path)[1].decode()
    assert demo.get("prerov", news_path)[0] == 404


def test_page_is_made_once_when_the_click_that_saves_it_starts_an_autosave(sign_in: SignIn) -> None:
    editor = sign_in("prostejov-editor")
    open_section(editor, PROSTEJOV, "Aktuality")
    add_page(editor, "Jen jednou, prosím")
    editor.wait_for_timeout(1500)  # a pause after which leaving the field saves by itself
    editor.get_by_role("button", name="Uložit koncept").click()
    succeed(editor, "Jen jednou, prosím")


def test_plan_files_are_checked_described_and_published_by_the_coordinator(
    demo: Demo, page: Page, sign_in: SignIn
) -> None:
    title = "Akční plán na jeden rok"
    coordinator = sign_in("prerov-coordinator")
    open_section(coordinator, "Plány a dokumenty")
    add_page(coordinator, title)
    coordinator.get_by_role("button", name="Uložit koncept").click()
    succeed(coordinator, title)
    page_actions(coordinator).get_by_role("link", name="Nahrát soubory").click()
    coordinator.get_by_label("Soubory").set_input_files(
        [
            pdf_file("akcni_plan.pdf", pdf("Action plan of one year")),
            pdf_file("priloha.pdf", b"MZ\x90\x00" + bytes(200)),
        ]
    )
    expect(coordinator.get_by_text("Vybrané soubory: 2")).to_be_visible()
    coordinator.get_by_role("button", name="Nahrát", exact=True).click()

    report = coordinator.get_by_role("main")
    summary = report.get_by_role("heading", level=2, name="Přijat 1 soubor. Odmítnut 1 soubor.")
    expect(summary).to_be_focused()
    refused = report.get_by_role("listitem").filter(has_text="priloha.pdf")
    expect(refused).to_contain_text("Název končí na .pdf, ale obsah tomu neodpovídá")
    report.get_by_role("textbox", name="Název").fill("Akční plán, úplné znění")
    report.get_by_role("button", name="Uložit a publikovat stránku").click()
    succeed(coordinator, "publikovaná")

    page.goto(demo.url("prerov", "/plany/"))
    page.get_by_role("main").get_by_role("link", name=title).click()
    link = page.get_by_role("main").get_by_role(
        "link", name=re.compile(r"^Akční plán, úplné znění \(PDF, \d+ (B|kB)\)$")
    )
    expect(link).to_be_visible()
    expect(page.get_by_text("priloha")).to_have_count(0)
    path = urlsplit(link.get_attribute("href") or "").path
    status, content = demo.get("prerov", path)
    assert status == 200
    assert content.startswith(b"%PDF")
    assert demo.get("prostejov", path)[0] == 404
    assert demo.get("", path)[0] == 404


def test_page_translated_by_an_editor_is_public_in_slovak_once_published(
    demo: Demo, page: Page, sign_in: SignIn
) -> None:
    czech, slovak = "Doprovod na úřad", "Sprievod na úrad"
    slovak_path = "/sk/sprievod-na-urad/"
    manager = sign_in("prostejov-manager")
    open_section(manager, PROSTEJOV)
    add_page(manager, czech)
    manager.get_by_role("textbox", name="Perex").fill("Kdo vás doprovodí.")
    actions(manager).get_by_role("button", name="Publikovat").click()
    succeed(manager, czech)

    editor = sign_in("prostejov-editor")
    open_section(editor, PROSTEJOV)
    editor.get_by_role("main").get_by_role("link", name=czech, exact=True).click()
    page_actions(editor).get_by_role("link", name="Přeložit tuto stránku").click()
    expect(editor.get_by_role("checkbox", name="slovenština")).to_be_checked()
    editor.get_by_role("button", name="Odeslat").click()
    translate(editor, czech, slovak)
    translate(editor, "Kdo vás doprovodí.", "Kto vás odprevadí.")
    editor.get_by_role("tab").last.click()
    translate(editor, "doprovod-na-urad", "sprievod-na-urad")
    expect(editor.get_by_role("button", name="Publikovat")).to_have_count(0)
    assert demo.get("prostejov", slovak_path)[0] == 404

    manager.goto(demo.url("prostejov", urlsplit(editor.url).path))
    manager.get_by_role("button", name="Publikovat").click()
    succeed(manager, slovak)

    page.goto(demo.url("prostejov", slovak_path))
    expect(page.get_by_role("heading", level=1, name=slovak)).to_be_visible()
    expect(page.get_by_text("Kto vás odprevadí.")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "sk")
    page.get_by_role("navigation", name="Jazyk").get_by_role("link", name="Česky").click()
    expect(page.get_by_role("heading", level=1, name=czech)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "cs")
    page.get_by_role("navigation", name="Jazyk").get_by_role("link", name="Slovensky").click()
    expect(page).to_have_url(demo.url("prostejov", slovak_path))


def test_addresses_of_another_town_are_not_found_and_name_nothing(demo: Demo, sign_in: SignIn) -> None:
    manager = sign_in("prerov-manager")
    named = {
        "/admin/pages/": "Kontaktní místo",
        "/admin/documents/": "Komunitní plán",
        "/admin/images/": "Ukázkový znak pro Přerov",
        "/admin/snippets/kpss_core/topic/": "Aktuality",
    }
    addresses = [(address_of(manager, demo.url("prerov", path), name), name) for path, name in named.items()]
    open_section(manager, "Plány a dokumenty")
    plan = manager.get_by_role("main").get_by_role("link", name="Komunitní plán ORP Přerov 2025–2027", exact=True)
    plan_edit = plan.get_attribute("href") or ""
    addresses += [
        (plan_edit, "Komunitní plán ORP"),
        (f"/admin/plans/{plan_edit.split('/')[3]}/upload/", "Komunitní plán ORP"),
    ]
    for item in ("Nastavení města", "Lidé"):
        open_setting(manager, item)
        addresses.append((urlsplit(manager.url).path, "Koordinace"))

    for user in ("prostejov-editor", "prostejov-manager"):
        stranger = sign_in(user)
        for path, name in addresses:
            response = stranger.goto(demo.url("prostejov", path))
            assert response is not None
            assert (path, response.status) == (path, 404)
            shown = f"{stranger.title()} {stranger.locator('body').inner_text()}"
            assert name not in shown, path
            assert "Přerov" not in shown, path


def test_coordinator_cannot_publish_or_withdraw_standard_pages(demo: Demo, sign_in: SignIn) -> None:
    coordinator = sign_in("benesov-coordinator")
    open_section(coordinator, "Městské úřady")
    page_actions(coordinator).get_by_role("link", name="Upravit").click()
    menu = actions(coordinator)
    expect(menu.get_by_role("button", name="Odeslat ke schválení")).to_be_visible()
    expect(menu.get_by_role("button", name="Publikovat")).to_have_count(0)
    coordinator.goto(coordinator.url.replace("/edit/", "/unpublish/"))
    expect(coordinator.locator(".messages .error")).to_contain_text("oprávnění")
    assert demo.get("benesov", "/mestske-urady/")[0] == 200


def test_editor_cannot_open_a_plan_for_editing(demo: Demo, sign_in: SignIn) -> None:
    editor = sign_in("prostejov-editor")
    coordinator = sign_in("prostejov-coordinator")
    open_section(coordinator, PROSTEJOV, "Plány a dokumenty")
    plan = coordinator.get_by_role("main").get_by_role("link", name=re.compile("2023–2026")).first
    for path in (
        plan.get_attribute("href") or "",
        f"/admin/plans/{(plan.get_attribute('href') or '').split('/')[3]}/upload/",
    ):
        editor.goto(demo.url("prostejov", path))
        expect(editor.locator(".messages .error")).to_contain_text("oprávnění")
        expect(editor).to_have_url(demo.url("prostejov", "/admin/"))


def test_manager_invites_a_colleague_who_accepts(demo: Demo, page: Page, sign_in: SignIn) -> None:
    address = "nova.kolegyne@ostrov.example"
    manager = sign_in("ostrov-manager")
    open_setting(manager, "Lidé")
    manager.get_by_role("textbox", name="E-mail").fill(address)
    manager.get_by_role("checkbox", name="Redaktor").check()
    manager.get_by_role("button", name="Poslat pozvánku").click()
    succeed(manager, address)

    found = re.search(r"http://ostrov\.localhost:\d+/invitation/\S+", demo.mail_to(address))
    assert found is not None
    page.goto(found.group())
    page.get_by_role("textbox", name="Jméno").fill("Jarmila")
    page.get_by_role("textbox", name="Příjmení").fill("Zkušební")
    page.locator("[name=password1]").fill("modra-lavicka-u-reky")
    page.locator("[name=password2]").fill("modra-lavicka-u-reky")
    page.get_by_role("button", name="Přijmout pozvánku").click()
    expect(page).to_have_url(demo.url("ostrov", "/admin/"))
    open_section(page, "Aktuality")
    expect(page.get_by_role("link", name="Přidat podstránku")).to_be_visible()

    manager.reload()
    row = manager.get_by_role("row").filter(has_text="Jarmila Zkušební")
    expect(row).to_contain_text(address)
    expect(row).to_contain_text("Redaktor")


def test_administrator_adds_suspends_and_removes_a_town(demo: Demo, page: Page, sign_in: SignIn) -> None:
    name, notice = "Zkouškov nad Řekou", "Stěhujeme se, vrátíme se v pondělí."
    admin = sign_in("admin")
    add_town(admin, name, "zkouskov.localhost", demo.port)
    page.goto(demo.url("zkouskov"))
    expect(page.get_by_role("banner").get_by_role("link", name=name)).to_be_visible()
    page.goto(demo.url())
    expect(page.get_by_role("link", name=name)).to_be_visible()

    suspend_town(admin, name, notice)
    response = page.goto(demo.url("zkouskov"))
    assert response is not None
    assert response.status == 503
    expect(page.get_by_text(notice)).to_be_visible()
    page.goto(demo.url())
    expect(page.get_by_role("link", name=name)).to_have_count(0)

    town_row(admin, name).get_by_role("link", name="Odebrat").click()
    admin.get_by_role("main").get_by_role("textbox").fill("zkouskov")
    admin.get_by_role("button", name="Odebrat město se vším").click()
    expect(admin.get_by_text("Nic se nesmazalo")).to_be_visible()
    admin.get_by_role("main").get_by_role("textbox").fill("zkouskov.localhost")
    admin.get_by_role("button", name="Odebrat město se vším").click()
    succeed(admin, name)
    assert demo.get("zkouskov")[0] == 404
    assert demo.get("prerov")[0] == 200


def test_administrator_gives_a_town_a_further_host_name(demo: Demo, page: Page, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    town_row(admin, "Benešov").get_by_role("link", name="Domény").click()
    admin.get_by_role("link", name="Přidat doménu").click()
    for hostname in ("prerov.localhost", "www.benesov.localhost"):
        admin.get_by_role("textbox", name="Doména").fill(hostname)
        admin.get_by_role("main").get_by_role("button", name="Přidat doménu").click()
        if hostname == "prerov.localhost":
            expect(admin.get_by_text("Tuto doménu už používá některé město.")).to_be_visible()
    succeed(admin, "www.benesov.localhost")
    page.goto(demo.url("www.benesov", "/?q=1"))
    expect(page).to_have_url(demo.url("benesov", "/?q=1"))

    row = admin.get_by_role("row").filter(has_text="www.benesov.localhost")
    row.get_by_role("link", name="Odebrat").click()
    admin.get_by_role("button", name="Odebrat doménu").click()
    succeed(admin, "www.benesov.localhost")
    assert demo.get("www.benesov")[0] == 404


def translate(page: Page, source: str, target: str) -> None:
    """Fill in one segment of a translation."""
    segment = page.get_by_role("tabpanel").get_by_role("listitem").filter(has=page.get_by_text(source, exact=True)).last
    segment.get_by_role("button", name="Přeložit").click()
    segment.get_by_role("textbox").fill(target)
    segment.get_by_role("button", name="Uložit").click()
    expect(segment.get_by_text(target)).to_be_visible()


def address_of(page: Page, listing: str, name: str) -> str:
    """Return where a list leads to for the first thing whose name begins so."""
    page.goto(listing)
    link = page.get_by_role("main").get_by_role("link", name=name).first
    return urlsplit(link.get_attribute("href") or "").path

"""A plan from the spreadsheet to the closed evaluation, as its coordinator does it; and nothing of it elsewhere."""

import json
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.demo import Demo
from tests.browser.desk import actions, add_page, open_section, page_actions, pdf_file, succeed
from tests.files.samples import pdf_of

SignIn = Callable[[str], Page]
TITLE = "Plán pro zkoušku"
PATH = "/plany/plan-pro-zkousku/"
WORD = "mobilnihospic"
"""In no other text of the demonstration."""

MEASURE = f"Terénní paliativní péče {WORD}"


def test_plan_is_prepared_in_a_spreadsheet_reported_and_closed_and_no_other_town_reaches_it(
    demo: Demo, page: Page, sign_in: SignIn, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    coordinator = sign_in("prerov-coordinator")
    make_plan(coordinator)
    number = plan_number(coordinator)

    page_actions(coordinator).get_by_role("link", name="Cíle a opatření").click()
    ways = coordinator.get_by_role("navigation", name="O tomto plánu")
    ways.get_by_role("link", name="Tabulkový soubor").click()
    with coordinator.expect_download() as download:
        coordinator.get_by_role("link", name="Stáhnout tabulkový soubor").click()
    template = Path(download.value.path()).read_bytes()

    upload(coordinator, "spatne.xlsx", filled(template, start="12.3.2025"))
    expect(coordinator.get_by_role("alert")).to_contain_text("Nic se neuložilo")
    wrong = coordinator.get_by_role("row").filter(has_text="12.3.2025")
    expect(wrong).to_contain_text("Opatření")
    expect(wrong.get_by_role("cell").nth(1)).to_have_text("2")

    upload(coordinator, "plan.xlsx", filled(template, start=2025))
    expect(coordinator.get_by_role("heading", level=2, name="Co by tabulkový soubor změnil")).to_be_visible()
    expect(coordinator.get_by_role("main")).to_contain_text(WORD)
    assert axe(coordinator) == []
    coordinator.get_by_role("button", name="Použít v konceptu").click()
    expect(coordinator.get_by_role("main")).to_contain_text(WORD)
    assert demo.get("prerov", PATH)[0] == 404
    coordinator.get_by_role("button", name="Publikovat stránku").click()
    succeed(coordinator, "publikovan")

    report_year(coordinator, axe)
    close_year(coordinator)

    page.goto(demo.url("prerov", PATH))
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name=re.compile(WORD))).to_be_visible()
    expect(main).to_contain_text("Rok 2025 byl uzavřen")
    assert axe(page) == []
    main.get_by_role("link", name=re.compile(WORD)).first.click()
    expect(page.get_by_role("main")).to_contain_text("Vyjíždí do pěti obcí.")
    measure_path = page.url.removeprefix(demo.url("prerov", ""))

    files = exports(demo)
    assert json.loads(files["measures.json"])["measures"][0]["name"] == MEASURE
    assert WORD in files["measures.csv"].decode("utf-8-sig")
    sheets = load_workbook(BytesIO(files["measures.xlsx"]))
    assert any(WORD in str(cell.value) for row in sheets.worksheets[0] for cell in row)
    assert files["plan.pdf"].startswith(b"%PDF")
    assert files["plan.docx"].startswith(b"PK")
    page.goto(demo.url("prerov", f"/hledani/?q={WORD}"))
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()

    document_path = add_file(demo, coordinator, page, number)

    for town, who in (("prostejov", "prostejov-editor"), ("benesov", "benesov-coordinator")):
        stranger = sign_in(who)
        for path in (*(f"{PATH}{name}" for name in ("", *files)), measure_path, document_path, *screens(number)):
            assert status(stranger, path) == 404, path
        for path in ("/plany/", "/aktuality/feed/", "/sitemap.xml", f"/hledani/?q={WORD}"):
            assert TITLE not in demo.get(town, path)[1].decode()
        # Nor do they at the host of the plan's own town.
        demo.sign_in(stranger, who, town="prerov")
        for path in screens(number):
            assert status(stranger, path) == 404, path


def make_plan(coordinator: Page) -> None:
    """Add the page of a plan for the years 2024 to 2026."""
    open_section(coordinator, "Plány a dokumenty")
    add_page(coordinator, TITLE)
    for field, day in (("period_from", "1.1.2024"), ("period_to", "31.12.2026")):
        coordinator.locator(f"[name={field}]").fill(day)
        coordinator.keyboard.press("Escape")
    coordinator.locator("[name=lead]").click()  # closes the calendars
    coordinator.get_by_role("button", name="Uložit koncept").click()
    succeed(coordinator, TITLE)


def plan_number(coordinator: Page) -> int:
    found = re.search(r"/pages/(\d+)/", coordinator.url)
    assert found, coordinator.url
    return int(found[1])


def filled(template: bytes, start: Any) -> bytes:
    """Return the downloaded spreadsheet with a priority and a measure in it."""
    book = load_workbook(BytesIO(template))
    write(book["Cíle"], {"Číslo": "1", "Název": "Péče na konci života"})
    written = {"Číslo": "1.1", "Název": MEASURE, "Zodpovídá": "Odbor sociálních věcí"}
    sheet = book["Opatření"]
    dates = [header for header in headers(sheet) if "den nebo rok" in header]
    write(sheet, written | {above(sheet): "1", dates[0]: start, dates[1]: 2026})
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def headers(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def above(sheet: Any) -> str:
    """Return the header of the column that names what a row stands below."""
    return list(headers(sheet))[1]


def write(sheet: Any, row: Mapping[str, Any]) -> None:
    columns = headers(sheet)
    for header, value in row.items():
        sheet.cell(2, columns[header], value)


def upload(coordinator: Page, name: str, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    coordinator.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    coordinator.get_by_role("button", name="Nahrát a zkontrolovat").click()


def report_year(coordinator: Page, axe: Callable[[Page], list[str]]) -> None:
    ways = coordinator.get_by_role("navigation", name="O tomto plánu")
    ways.get_by_role("link", name="Plnění po letech").click()
    expect(coordinator.get_by_role("heading", name="Plnění v roce 2025")).to_be_visible()
    row = coordinator.get_by_role("row").filter(has_text=WORD)
    row.get_by_label(re.compile("^Stav")).select_option(label="splněno")
    row.get_by_label(re.compile("^Komentář")).fill("Vyjíždí do pěti obcí.")
    assert axe(coordinator) == []
    coordinator.get_by_role("button", name="Uložit vše").click()
    expect(coordinator.get_by_role("main")).to_contain_text("1 z celkem 1")


def close_year(coordinator: Page) -> None:
    coordinator.get_by_role("link", name="Uzavřít vyhodnocení roku").click()
    coordinator.get_by_role("button", name="Uzavřít vyhodnocení", exact=True).click()
    succeed(coordinator, "Vyhodnocení roku 2025 je uzavřené")
    expect(coordinator.get_by_role("button", name="Uložit vše")).to_have_count(0)


def exports(demo: Demo) -> dict[str, bytes]:
    """Return the files that the plan's page offers, by name."""
    files = {}
    for name in ("measures.csv", "measures.xlsx", "measures.json", "plan.pdf", "plan.docx"):
        code, files[name] = demo.get("prerov", f"{PATH}{name}")
        assert code == 200, name
    return files


def add_file(demo: Demo, coordinator: Page, page: Page, number: int) -> str:
    """Put a file on the plan's page and publish it; return its address, which nobody had before."""
    coordinator.goto(demo.url("prerov", f"/admin/plans/{number}/upload/"))
    content = pdf_of([f"Metodika {WORD}"], title="Metodika")
    coordinator.get_by_label("Soubory").set_input_files([pdf_file("metodika.pdf", content)])
    coordinator.get_by_role("button", name="Nahrát", exact=True).click()
    report = coordinator.get_by_role("main")
    report.get_by_role("textbox", name="Název").fill("Metodika")
    report.get_by_role("button", name="Uložit a přejít na stránku").click()
    coordinator.wait_for_url(re.compile("/edit/"))
    assert "Metodika" not in demo.get("prerov", PATH)[1].decode()
    actions(coordinator).get_by_role("button", name="Publikovat").click()
    succeed(coordinator, TITLE)
    page.goto(demo.url("prerov", PATH))
    link = page.get_by_role("main").get_by_role("link", name=re.compile(r"^Metodika \(PDF"))
    path = (link.get_attribute("href") or "").removeprefix(demo.url("prerov", ""))
    assert demo.get("prerov", path)[0] == 200
    return path


def screens(number: int) -> list[str]:
    """Return the addresses of the admin at which a plan is read and kept."""
    plan = f"/admin/plans/{number}"
    names = ("content", "progress", "progress/2025", "progress/2025/close", "spreadsheet", "spreadsheet/template")
    others = ("measures/3", "upload", "files")
    pages = (f"/admin/pages/{number}/edit/", f"/admin/pages/{number}/history/", f"/admin/api/main/pages/{number}/")
    return [*(f"{plan}/{name}/" for name in (*names, *others)), *pages]


def status(browser: Page, path: str) -> int:
    """Return how an address of the host that somebody is at answers to their browser."""
    code: int = browser.evaluate("path => fetch(path, {redirect: 'manual'}).then(answer => answer.status)", path)
    return code

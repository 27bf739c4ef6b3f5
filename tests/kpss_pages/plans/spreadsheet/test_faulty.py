"""Faulty spreadsheets: everything wrong is named with its place and what to do, all at once."""

import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.content import Cost
from kpss_pages.plans.spreadsheet.assembly import assemble
from kpss_pages.plans.spreadsheet.changes import changes_of
from kpss_pages.plans.spreadsheet.columns import COSTS, GOALS, LINKS, MEASURES, SHEETS
from kpss_pages.plans.spreadsheet.reader import LAST_LINE, MOST_BYTES, read
from kpss_pages.plans.spreadsheet.reading import Trouble
from kpss_pages.plans.spreadsheet.template import write
from kpss_pages.plans.validation import problems_of
from sites.files import FileRefused
from tests.files import samples
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.spreadsheet.workbooks import Filling, appended, cell_of, filled, saved, sheet_of, typed


def troubles(filling: Filling) -> list[Trouble]:
    content = make_content()
    return assemble(read(filled(filling)), content).troubles


def only_trouble(filling: Filling) -> Trouble:
    found = troubles(filling)
    assert len(found) == 1, found
    return found[0]


def repacked(content: bytes, changes: dict[str, bytes]) -> bytes:
    """Return a workbook in which parts were replaced or added."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, changes.get(name, source.read(name)))
        for name in changes.keys() - set(source.namelist()):
            target.writestr(name, changes[name])
    return buffer.getvalue()


def with_macros() -> bytes:
    return repacked(write(make_content()), {"xl/vbaProject.bin": samples.OLE_SIGNATURE})


def bomb() -> bytes:
    return repacked(write(make_content()), {"xl/media/image1.bmp": bytes(80_000_000)})


def slow_bomb() -> bytes:
    """Return a workbook whose ratio is harmless but which is far larger than a plan."""
    noise = bytes(range(256)) * 8
    packed = repacked(write(make_content()), {f"xl/media/{n}.bin": noise * (n % 7 + 3000) for n in range(11)})
    assert len(packed) < MOST_BYTES
    return packed


def spoiled_sheet() -> bytes:
    return repacked(write(make_content()), {"xl/worksheets/sheet2.xml": b"<worksheet><sheetData><row r='x'>"})


def without_book() -> bytes:
    return repacked(write(make_content()), {"xl/workbook.xml": b"<nothing/>"})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"PK" + bytes(MOST_BYTES), "size"),
        (b"\x89junk" * 1_000_000, "content"),
        (samples.PROGRAM, "content"),
        (samples.pdf(), "content"),
        (b"ID;Number;Name\r\n", "content"),
        (samples.office("docx"), "content"),
        (samples.open_document("ods"), "content"),
        (samples.old_office(), "content"),
        (samples.locked_office(), "encrypted"),
        (with_macros(), "macros"),
        (bomb(), "swollen"),
        (slow_bomb(), "swollen"),
        (write(make_content())[:-200], "damaged"),
        (write(make_content())[:2000], "damaged"),
        (spoiled_sheet(), "damaged"),
    ],
)
def test_file_that_is_no_spreadsheet_is_refused_with_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read(content)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")
    assert len(refusal.value.sentence) > 40


def address_book() -> bytes:
    book = Workbook()
    book.active.append(["Jméno", "Telefon"])
    return saved(book)


@pytest.mark.parametrize("file", [address_book(), without_book(), samples.office("xlsx")])
def test_workbook_of_something_else_misses_every_sheet(file: bytes) -> None:
    content = make_content()
    assembly = assemble(read(file), content)
    assert [trouble.sheet for trouble in assembly.troubles] == [str(sheet.title) for sheet in SHEETS]
    assert assembly.content == content  # nothing is taken for deleted


def test_renamed_sheet_is_missing_and_named_as_unknown() -> None:
    def fill(book: Workbook) -> None:
        sheet_of(book, "costs").title = "Peníze"

    reading = read(filled(fill))
    assert [trouble.sheet for trouble in reading.troubles] == [str(COSTS.title)]
    assert "Peníze" in reading.notes[0]
    assert assemble(reading, make_content()).content == make_content()


def test_sheet_that_is_there_twice_is_named() -> None:
    def fill(book: Workbook) -> None:
        book.create_sheet(f"{GOALS.title} ")

    assert only_trouble(fill).sheet == f"{GOALS.title} "


def test_renamed_column_is_missing_and_nothing_is_lost() -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "measures", 1, "reason").value = "Proč"

    content = make_content()
    reading = read(filled(fill))
    assembly = assemble(reading, content)
    assert [trouble.sheet for trouble in assembly.troubles] == [str(MEASURES.title)]
    assert str(MEASURES.column("reason").header) in assembly.troubles[0].sentence
    assert "Proč" in reading.notes[0]
    assert assembly.content == content


def test_column_that_is_there_twice_is_named() -> None:
    trouble = only_trouble(lambda book: sheet_of(book, "goals").__setitem__("F1", str(GOALS.column("name").header)))
    assert (trouble.sheet, trouble.cell) == (str(GOALS.title), "F1")
    assert "D" in trouble.sentence


def test_sheet_without_its_header_misses_all_columns() -> None:
    found = troubles(lambda book: sheet_of(book, "links").delete_rows(1))
    assert {trouble.sheet for trouble in found} == {str(LINKS.title)}
    assert len(found) == len(LINKS.columns)


def test_merged_cells_are_named() -> None:
    found = troubles(lambda book: sheet_of(book, "measures").merge_cells("D2:D3"))
    assert ("D2", True) in [(trouble.cell, "D2:D3" in trouble.sentence) for trouble in found]


@pytest.mark.parametrize("value", ["12.3.2024", "2024-03-12", "jaro", 99, 3.5, True, timedelta(days=1), "2999"])
@pytest.mark.parametrize("column", ["starts_on", "ends_on"])
def test_what_is_no_date_is_explained_at_its_cell(column: str, value: Any) -> None:
    found = troubles(typed("measures", 3, column, value))
    letter, header = {"starts_on": "M", "ends_on": "N"}[column], str(MEASURES.column(column).header)
    assert {(trouble.sheet, trouble.cell, trouble.header) for trouble in found} == {
        (str(MEASURES.title), f"{letter}3", header)
    }
    if isinstance(value, str):
        assert value in found[0].sentence


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        ("measures", "id", "první"),
        ("measures", "id", -1),
        ("measures", "id", 2.5),
        ("measures", "id", date(2026, 1, 1)),
        ("measures", "number", 1.1),
        ("measures", "number", date(2026, 1, 1)),
        ("measures", "name", date(2026, 1, 1)),
        ("measures", "name", True),
        ("measures", "is_example", "možná"),
        ("measures", "is_example", date(2026, 1, 1)),
        ("costs", "year", "letos"),
        ("costs", "year", 2026.5),
        ("costs", "year", date(2026, 1, 1)),
        ("costs", "source", "loterie"),
        ("costs", "source", 5),
        ("costs", "amount", "120 000 Kč"),
        ("costs", "amount", "1,5"),
        ("costs", "amount", "1.5"),
        ("costs", "amount", date(2026, 1, 1)),
        ("costs", "amount", True),
        ("indicators", "target", "mnoho"),
        ("indicators", "id", "x"),
        ("links", "address", "javascript:alert(1)"),
        ("links", "address", "viz web"),
        ("links", "address", "page 99999999999"),
        ("measures", "description", "=SUM(A1:A3)"),
        ("costs", "amount", "=SUM(A1:A3)"),
        ("measures", "starts_on", "=TODAY()"),
        ("measures", "description", ArrayFormula("E2:E3", "=A1:A2")),
        ("measures", "name", "#REF!"),
        ("costs", "amount", "#DIV/0!"),
    ],
)
def test_cell_that_cannot_be_taken_is_explained(sheet: str, column: str, value: Any) -> None:
    found = [trouble for trouble in troubles(typed(sheet, 2, column, value)) if trouble.line == 2]
    places = [(trouble.sheet, trouble.header) for trouble in found]
    title = next(known for known in SHEETS if known.name == sheet)
    expected = (str(title.title), str(title.column(column).header))
    assert places.count(expected) == 1
    assert found[places.index(expected)].sentence.endswith(".")


@pytest.mark.parametrize("written", [b"1E+999", b"-1E+999"])
@pytest.mark.parametrize(("sheet", "column"), [("costs", "amount"), ("indicators", "target")])
def test_number_beyond_all_numbers_is_explained_at_its_cell(sheet: str, column: str, written: bytes) -> None:
    book = filled(typed(sheet, 2, column, 123456.75))
    with ZipFile(BytesIO(book)) as archive:
        parts = {name: archive.read(name).replace(b"123456.75", written) for name in archive.namelist()}
    content = make_content()

    found = assemble(read(repacked(book, parts)), content)

    assert [trouble.line for trouble in found.troubles] == [2]
    assert changes_of(content, found.content).changed, "the row that lacks the number"


def test_decimal_number_is_never_guessed_to_be_the_number_of_a_measure() -> None:
    assert "1.10" in troubles(typed("measures", 2, "number", 1.1))[0].sentence


@pytest.mark.parametrize(
    ("filling", "place"),
    [
        (typed("measures", 2, "id", 777), (MEASURES, "A2")),
        (typed("measures", 2, "id", 2), (MEASURES, "A2")),  # that of a goal
        (typed("measures", 3, "id", 3), (MEASURES, "A3")),
        (typed("measures", 2, "goal", "7"), (MEASURES, "B2")),
        (typed("goals", 3, "parent", "1.1"), (GOALS, "B3")),
        (typed("goals", 3, "parent", "8"), (GOALS, "B3")),
        (typed("goals", 3, "name", None), (GOALS, "D3")),
        (typed("measures", 2, "name", "x" * 251), (MEASURES, "D2")),
        (typed("measures", 2, "ends_on", 2020), (MEASURES, "N2")),
        (typed("costs", 3, "amount", -5), (COSTS, "D3")),
        (typed("costs", 3, "amount", None), (COSTS, "D3")),
        (typed("costs", 3, "year", None), (COSTS, "B3")),
        (typed("costs", 3, "year", 1999), (COSTS, "B3")),
        (typed("costs", 3, "measure", "9.9.9"), (COSTS, "A3")),
        (typed("costs", 3, "measure", None), (COSTS, "A3")),
        (typed("links", 2, "label", None), (LINKS, "B2")),
        (typed("links", 2, "address", None), (LINKS, "C2")),
    ],
)
def test_broken_rule_is_told_at_its_cell(filling: Filling, place: tuple[Any, str]) -> None:
    found = troubles(filling)
    assert (str(place[0].title), place[1]) in [(trouble.sheet, trouble.cell) for trouble in found]


def test_numbers_that_are_there_twice_are_told_at_both() -> None:
    found = troubles(typed("goals", 4, "number", "1"))
    assert [trouble.cell for trouble in found if trouble.column == "C"] == ["C2", "C4"]


def test_each_negative_amount_and_the_repeated_source_are_told_at_their_rows() -> None:
    def fill(book: Workbook) -> None:
        for line in (2, 4):
            cell_of(book, "costs", line, "amount").value = -1
        cell_of(book, "costs", 3, "source").value = cell_of(book, "costs", 2, "source").value

    assert sorted(trouble.line or 0 for trouble in troubles(fill)) == [2, 3, 4]


def test_form_and_file_agree_on_the_rules() -> None:
    costs = (Cost(2026, "state", Decimal(-1)),)
    broken = make_content(1, measures=(make_measure(3, number="", costs=costs),))
    expected = [problem.sentence for problem in problems_of(broken)]

    def fill(book: Workbook) -> None:
        for sheet in SHEETS[2:]:
            sheet_of(book, sheet.name).delete_rows(2, 50)
        appended("measures", goal="1.1", name="Bez čísla")(book)
        appended("measures", goal="1.1", number="5", name="S náklady")(book)
        appended("costs", measure="5", year=2026, source=str(MoneySource.STATE.label), amount=-1)(book)

    found = [trouble.sentence for trouble in troubles(fill)]
    assert set(expected) <= set(found)


def test_everything_wrong_is_told_at_once_and_only_once() -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "goals", 2, "name").value = None
        cell_of(book, "measures", 2, "starts_on").value = "12.3.2024"
        cell_of(book, "measures", 3, "id").value = 777
        cell_of(book, "costs", 2, "source").value = "loterie"

    found = troubles(fill)
    places = [(trouble.sheet, trouble.cell) for trouble in found]
    assert len(set(places)) == len(places)
    for place in ((GOALS, "D2"), (MEASURES, "M2"), (MEASURES, "A3"), (COSTS, "C2")):
        assert (str(place[0].title), place[1]) in places


def test_wrong_rows_are_known_by_their_goals_and_measures() -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "goals", 2, "name").value = None
        cell_of(book, "costs", 2, "amount").value = "mnoho"

    assembly = assemble(read(filled(fill)), make_content())
    assert assembly.wrong == {("goals", 1), ("measures", 3)}


def test_million_empty_rows_and_columns_are_not_gone_through() -> None:
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="XFD%d" s="1"/></row>' % (n, n, n) for n in range(100, 500_000)
    )
    file = write(make_content())
    with ZipFile(BytesIO(file)) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml")
    swollen = repacked(file, {"xl/worksheets/sheet3.xml": sheet.replace(b"</sheetData>", rows + b"</sheetData>")})
    began = time.process_time()
    reading = read(swollen)
    assert time.process_time() - began < 10
    assert len(reading.of("measures")) == 2
    assert str(LAST_LINE) in reading.notes[0]
    assert assemble(reading, make_content()).content == make_content()


def test_row_far_below_the_others_is_read() -> None:
    trouble = only_trouble(typed("goals", 15_000, "number", "77"))
    assert (trouble.sheet, trouble.cell) == (str(GOALS.title), "D15000")


def test_what_a_file_says_of_its_size_is_not_believed() -> None:
    file = write(make_content())
    with ZipFile(BytesIO(file)) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml")
    start = sheet.index(b'<dimension ref="')
    end = sheet.index(b"/>", start)
    lying = sheet[:start] + b'<dimension ref="A1:A1"' + sheet[end:]
    content = make_content()
    assert assemble(read(repacked(file, {"xl/worksheets/sheet3.xml": lying})), content).content == content


def test_moment_in_a_column_of_days_is_its_day() -> None:
    assembly = assemble(read(filled(typed("measures", 2, "starts_on", datetime(2026, 1, 1, 23, 59)))), make_content())
    assert assembly.content == make_content()


def test_no_plan_is_so_long_or_so_deep_that_it_cannot_be_checked_in_time() -> None:
    def many(book: Workbook) -> None:
        for number in range(5_000):
            appended("goals", number=f"x{number}", name="Cíl")(book)

    def deep(book: Workbook) -> None:
        for number in range(900):
            appended("goals", parent=f"x{number - 1}" if number else None, number=f"x{number}", name="Cíl")(book)

    def broad(book: Workbook) -> None:
        for _number in range(5_000):
            appended("activities", measure="1.1.3", name="Krok")(book)

    for filling, expected in ((many, 1), (deep, 299), (broad, 4_902)):
        file = filled(filling)
        began = time.process_time()
        assert len(assemble(read(file), make_content()).troubles) == expected
        assert time.process_time() - began < 10


def test_circle_of_levels_is_told_at_each_of_them() -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "goals", 2, "parent").value = "1.1"

    assert [trouble.cell for trouble in troubles(fill)] == ["B2", "B3"]

"""What is exported into a spreadsheet imports again without change; what somebody changes in it is taken."""

import json
import time
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from kpss_pages.core.tables.columns import in_all_languages
from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.content import Activity, Cost, Goal, Indicator, Link, Measure, Origin, PlanContent
from kpss_pages.plans.spreadsheet.assembly import Assembly, assemble
from kpss_pages.plans.spreadsheet.columns import DOCUMENT, LISTS, SHEETS
from kpss_pages.plans.spreadsheet.reader import read
from kpss_pages.plans.spreadsheet.reading import Reading
from kpss_pages.plans.spreadsheet.template import digest_of, write
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.spreadsheet.workbooks import Filling, appended, cell_of, filled, saved, sheet_of, typed

LANGUAGES = ["cs", "sk", "sk-sk", "en"]


def taken(filling: Filling, content: PlanContent | None = None) -> Assembly:
    """Return what a filled-in spreadsheet makes of a content."""
    content = content or make_content()
    return assemble(read(filled(filling, content)), content)


def sentences(assembly: Assembly) -> list[str]:
    return [trouble.sentence for trouble in assembly.troubles]


def odd_content() -> PlanContent:
    """Return content with everything that a cell could spoil."""
    texts = {"description": "=1+1", "reason": "  around \xa0 ", "output": "one\r\ntwo\x0b", "territory": "#REF!"}
    odd = make_measure(
        3,
        number="1.10",
        name="+420 604 000 000",
        target_groups=("osoby; zvláštní", "děti"),
        activities=(Activity("@SUM(A1)", "-"), Activity("2026")),
        costs=(Cost(2026, "eu", Decimal("0.10")), Cost(2026, "gifts", Decimal("999999999999.99"))),
        indicators=(
            Indicator(7, "Podíl", "%", Decimal("-0.3333"), None),
            Indicator(8, "Počet", target=Decimal("1.50")),
        ),
        links=(Link("Stránka", page=12), Link("Dokument", document=7), Link("Web", "https://a.example/?a=1&b=2")),
        origin=Origin("5a7e8e0f-2b2e-4d57-9d92-0d1d5b5a4a11", 9),
        **texts,
    )
    bare = Measure(4, None, "007", "Bez ničeho")
    goals = (Goal(1, None, "1", "Cíl"), Goal(2, 1, "1.10", "Dílčí"), Goal(5, 1, "1.1", "Jiný"))
    return PlanContent("EUR", goals, (bare, odd), next_id=20)


@pytest.mark.parametrize("content", [PlanContent(), make_content(150), odd_content()], ids=["empty", "150", "odd"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_exported_imports_again_without_change(content: PlanContent, language: str) -> None:
    with translation.override(language):
        assembly = assemble(read(write(content)), content)
    assert sentences(assembly) == []
    assert assembly.content == content
    assert assembly.content.to_json() == content.to_json()  # also "0.10", which is equal to 0.1


def test_file_downloaded_in_one_language_is_read_in_another() -> None:
    content = odd_content()
    with translation.override("cs"):
        downloaded = write(content)
    with translation.override("sk-sk"):
        assembly = assemble(read(downloaded), content)
    assert assembly.troubles == []
    assert assembly.content == content


@pytest.mark.parametrize("language", [*LANGUAGES, None])
def test_headers_of_a_sheet_and_titles_of_sheets_differ_from_one_another(language: str | None) -> None:
    with translation.override(language):
        for words in ([s.title for s in SHEETS], *([c.header for c in s.columns] for s in SHEETS)):
            texts = [str(word) for word in words]
            assert len(set(texts)) == len(texts)
        assert all(len(str(sheet.title)) <= 31 for sheet in SHEETS)  # Excel takes no more


def test_headers_mean_the_same_column_in_every_language() -> None:
    for sheet in SHEETS:
        known: dict[str, str] = {}
        for column in sheet.columns:
            for header in in_all_languages(column.header):
                assert known.setdefault(header, column.name) == column.name


def test_150_measures_are_read_and_checked_in_two_seconds() -> None:
    content = make_content(150)
    file = write(content)
    began = time.process_time()
    assert assemble(read(file), content).content == content
    assert time.process_time() - began < 2


def test_template_is_a_workbook_that_is_comfortable_to_fill_in() -> None:
    book = load_workbook(BytesIO(write(make_content(), plan="key", title="Plán", levels=("Priorita", "Opatření"))))
    instructions = [cell.value for (cell,) in book.worksheets[0].iter_rows()]
    assert instructions[0] == "Plán"
    assert any("Priorita → Opatření" in text for text in instructions)
    assert book[LISTS].sheet_state == "hidden"
    for sheet in SHEETS:
        assert book[str(sheet.title)].freeze_panes == "A2"
    starts = cell_of(book, "measures", 2, "starts_on")
    assert (starts.value, starts.is_date) == (datetime(2026, 1, 1), True)
    assert cell_of(book, "costs", 3, "amount").value == 80000.5
    assert cell_of(book, "measures", 2, "number").number_format == "@"
    rules = sheet_of(book, "costs").data_validations.dataValidation
    assert [str(rule.sqref) for rule in rules] == ["C2:C5000"]
    letter = rules[0].formula1.split("!$")[1][0]
    assert len([cell for cell in book[LISTS][letter][1:] if cell.value]) == 7


def test_text_like_a_formula_is_a_text_in_the_file() -> None:
    book = load_workbook(BytesIO(write(odd_content())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_new_rows_get_ids_that_were_never_given_before() -> None:
    def fill(book: Workbook) -> None:
        appended("goals", parent="1", number="1.9", name="Nový cíl")(book)
        appended("measures", goal="1.9", number="1.9.1", name="Nové opatření", starts_on=2026, ends_on=2027)(book)
        appended("indicators", measure="1.9.1", name="Počet", target=5)(book)
        appended("costs", measure="1.9.1", year=2026, source=str(MoneySource.REGION.label), amount=1000)(book)
        appended("activities", measure="1.9.1", name="Začít")(book)
        appended("links", measure="1.9.1", label="Web", address="https://a.example/")(book)

    from_file = taken(fill)
    base = make_content()
    assert sentences(from_file) == []
    goal, measure = from_file.content.goals[-1], from_file.content.measures[-1]
    assert goal == Goal(base.next_id, 1, "1.9", "Nový cíl")
    assert measure == Measure(
        base.next_id + 1,
        goal.id,
        "1.9.1",
        "Nové opatření",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        indicators=(Indicator(base.next_id + 2, "Počet", target=Decimal(5)),),
        costs=(Cost(2026, "region", Decimal(1000)),),
        activities=(Activity("Začít"),),
        links=(Link("Web", "https://a.example/"),),
    )
    assert from_file.content.next_id == base.next_id + 3
    assert from_file.content.measures[:-1] == base.measures


def test_ids_are_not_given_again_even_when_the_stored_counter_is_behind() -> None:
    content = replace(make_content(), next_id=1)
    assembly = taken(appended("measures", number="9", name="Nové"), content)
    ids = [goal.id for goal in assembly.content.goals] + [measure.id for measure in assembly.content.measures]
    assert len(set(ids)) == len(ids)
    assert assembly.content.next_id == max(ids) + 1


def test_absent_rows_are_gone_and_their_ids_are_not_used_again() -> None:
    assembly = taken(lambda book: sheet_of(book, "measures").delete_rows(2))
    # Its costs and the rest still name it, which is told, not guessed.
    assert {trouble.sheet for trouble in assembly.troubles} == {str(sheet.title) for sheet in SHEETS[2:]}

    def fill(book: Workbook) -> None:
        sheet_of(book, "measures").delete_rows(2)
        for sheet in SHEETS[2:]:
            rows = sheet_of(book, sheet.name)
            for line in range(rows.max_row, 1, -1):
                if cell_of(book, sheet.name, line, "measure").value == "1.1.3":
                    rows.delete_rows(line)

    assembly = taken(fill)
    assert sentences(assembly) == []
    assert [measure.id for measure in assembly.content.measures] == [4]
    assert assembly.content.next_id == make_content().next_id


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        ("name", "  Jiný název\xa0", "name", "Jiný název"),
        ("name", 2026, "name", "2026"),
        ("target_groups", "děti;  rodiny ;", "target_groups", ("děti", "rodiny")),
        ("starts_on", date(2025, 3, 4), "starts_on", date(2025, 3, 4)),
        ("starts_on", datetime(2025, 3, 4, 12), "starts_on", date(2025, 3, 4)),
        ("starts_on", 2025, "starts_on", date(2025, 1, 1)),
        ("starts_on", " 2025 ", "starts_on", date(2025, 1, 1)),
        ("starts_on", 2025.0, "starts_on", date(2025, 1, 1)),
        ("ends_on", 2028, "ends_on", date(2028, 12, 31)),
        ("ends_on", None, "ends_on", None),
        ("is_example", "NO", "is_example", False),
        ("is_example", False, "is_example", False),
        ("is_example", None, "is_example", False),
        ("goal", 1, "goal", 1),
        ("goal", "\xa01 ", "goal", 1),
        ("goal", None, "goal", None),
        ("id", "3", "id", 3),
    ],
)
def test_cell_of_a_measure_is_taken_as_it_is_meant(column: str, value: Any, field: str, expected: Any) -> None:
    assembly = taken(typed("measures", 2, column, value))
    measure = assembly.content.measures[0]
    assert sentences(assembly) == []
    assert measure == replace(make_content().measures[0], **{field: expected})


def test_year_typed_into_a_cell_formatted_as_a_day_is_the_year() -> None:
    def fill(book: Workbook) -> None:
        cell = cell_of(book, "measures", 2, "ends_on")
        cell.value, cell.number_format = 2029, "d. m. yyyy"

    assert taken(fill).content.measures[0].ends_on == date(2029, 12, 31)


@pytest.mark.parametrize(("value", "expected"), [(1234.5, "1234.5"), ("1 234", "1234"), ("1\xa0234", "1234"), (0, "0")])
def test_amount_is_a_number_or_digits_alone(value: Any, expected: str) -> None:
    assembly = taken(typed("costs", 2, "amount", value))
    assert sentences(assembly) == []
    assert assembly.content.measures[0].costs[0].amount == Decimal(expected)


def test_order_of_rows_is_the_order_of_the_plan() -> None:
    def fill(book: Workbook) -> None:
        sheet_of(book, "measures").move_range("A2:Q2", rows=3)

    assembly = taken(fill, make_content(3))
    assert sentences(assembly) == []
    assert [measure.id for measure in assembly.content.measures] == [4, 5, 3]


def test_columns_may_change_places_and_a_title_may_stand_above() -> None:
    def fill(book: Workbook) -> None:
        sheet = sheet_of(book, "goals")
        for first, *_rest, last in sheet.iter_rows():
            first.value, last.value = last.value, first.value
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Cíle plánu"

    content = make_content()
    assert taken(fill, content).content == content


def test_hidden_and_filtered_rows_are_read_too() -> None:
    def fill(book: Workbook) -> None:
        sheet = sheet_of(book, "measures")
        sheet.auto_filter.ref = "A1:Q3"
        sheet.row_dimensions[2].hidden = True

    content = make_content()
    assembly = taken(fill, content)
    assert sentences(assembly) == []
    assert assembly.content == content


def test_sheets_and_columns_of_ones_own_are_left_out_and_named() -> None:
    def fill(book: Workbook) -> None:
        book.create_sheet("Poznámky")
        sheet_of(book, "goals")["H1"] = "Barva"

    content = make_content()
    reading = read(filled(fill, content))
    assert [("Poznámky" in note, "Barva" in note) for note in reading.notes] == [(False, True), (True, False)]
    assert assemble(reading, content).content == content


def test_indicator_keeps_its_id_so_that_its_yearly_values_stay() -> None:
    assembly = taken(typed("indicators", 2, "name", "Počet hodin"))
    assert assembly.content.measures[0].indicators[0] == Indicator(
        300, "Počet hodin", "osoby", Decimal("10"), Decimal("40")
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("page 12", Link("Popis služby", page=12)),
        (" Page\xa012 ", Link("Popis služby", page=12)),
        (f"{DOCUMENT} 7", Link("Popis služby", document=7)),
        ("http://a.example", Link("Popis služby", "http://a.example")),
    ],
)
def test_link_leads_to_an_address_or_to_a_page_or_document_by_its_number(address: str, expected: Link) -> None:
    assembly = taken(typed("links", 2, "address", address))
    assert sentences(assembly) == []
    assert assembly.content.measures[0].links == (expected,)


def test_checked_reading_survives_being_kept() -> None:
    reading = read(filled(typed("costs", 2, "amount", 0.1), odd_content(), plan="key"))
    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading
    assert (reading.plan, reading.digest) == ("key", digest_of(odd_content()))


def test_file_made_by_another_program_without_the_hidden_sheet_is_read() -> None:
    book = load_workbook(BytesIO(write(make_content())))
    del book[LISTS]
    reading = read(saved(book))
    assert (reading.plan, reading.digest) == ("", "")
    assert assemble(reading, make_content()).content == make_content()


def test_rows_without_ids_are_known_again_by_number_and_name() -> None:
    def fill(book: Workbook) -> None:
        appended("goals", number="3", name="Nová priorita")(book)
        appended("measures", goal="3", number="3.1", name="Nové opatření")(book)
        appended("indicators", measure="3.1", name="Počet")(book)

    reading = read(filled(fill))
    first = assemble(reading, make_content())
    assert assemble(reading, first.content).content == first.content


def test_row_without_an_id_and_with_another_name_is_a_new_one() -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "goals", 2, "id").value = None
        cell_of(book, "goals", 2, "name").value = "Něco jiného"

    goals = taken(fill).content.goals
    assert (goals[0].id, goals[0].name) == (make_content().next_id, "Něco jiného")

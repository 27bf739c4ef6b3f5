"""The column of roles: what was not touched stays, what somebody writes is taken or told in its row."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.spreadsheet.assembly import Assembly, assemble
from kpss_pages.plans.spreadsheet.columns import MEASURES
from kpss_pages.plans.spreadsheet.reader import read
from kpss_pages.plans.spreadsheet.template import write
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.spreadsheet.workbooks import Filling, cell_of, saved, sheet_of

ROLES = {7: "Koordinátorka – Odbor sociální", 8: "Koordinátorka – Odbor školství", 9: "Vedoucí odboru"}


def content() -> PlanContent:
    return make_content(
        measures=(
            make_measure(3, responsible_role=7),
            make_measure(4, number="2", responsible_role=None),
            make_measure(5, number="3", responsible_role=1234),
        )
    )


def taken(filling: Filling) -> Assembly:
    book = load_workbook(BytesIO(write(content(), roles=ROLES)))
    filling(book)
    return assemble(read(saved(book)), content(), ROLES)


def untouched(book: Workbook) -> None:
    """Leave everything as it was downloaded."""


def roles(assembly: Assembly) -> list[int | None]:
    return [measure.responsible_role for measure in assembly.content.measures]


def test_what_is_exported_imports_again_without_change_also_a_role_that_is_no_more() -> None:
    assembly = taken(untouched)
    assert assembly.troubles == []
    assert assembly.content == content()


def test_role_is_taken_by_its_number_or_by_its_name() -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "measures", 2, "responsible_role").value = "Jak se jmenovala dřív (8)"
        cell_of(book, "measures", 3, "responsible_role").value = "vedoucí odboru"
        cell_of(book, "measures", 4, "responsible_role").value = None

    assembly = taken(fill)
    assert assembly.troubles == []
    assert roles(assembly) == [8, 9, None]


def test_name_that_is_none_or_of_several_is_told_in_its_row() -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "measures", 2, "responsible_role").value = "Koordinátorka"
        cell_of(book, "measures", 3, "responsible_role").value = "Kouzelník (99)"

    troubles = taken(fill).troubles
    assert [trouble.line for trouble in troubles] == [2, 3]
    letter = troubles[0].column
    assert [column.name for column in MEASURES.columns][ord(letter) - ord("A")] == "responsible_role"
    assert "Kouzelník (99)" in troubles[1].sentence


def test_file_that_has_no_such_column_yet_leaves_roles_as_they_are() -> None:
    def fill(book: Workbook) -> None:
        place = [column.name for column in MEASURES.columns].index("responsible_role") + 1
        sheet_of(book, "measures").delete_cols(place)
        cell = sheet_of(book, "measures").cell(2, 4)
        cell.value = "Jiný název"

    assembly = taken(fill)
    assert assembly.troubles == []
    assert roles(assembly) == [7, None, 1234]
    assert assembly.content.measures[0].name == "Jiný název"

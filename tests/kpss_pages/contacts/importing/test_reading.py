"""Files as offices have them are read; faulty ones are refused with a sentence, whatever is in them."""

from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook

from kpss_pages.contacts.importing.columns import COLUMNS
from kpss_pages.contacts.importing.reading import read
from kpss_pages.core.tables.cells import LAST_LINE, MOST_BYTES, check_size, tables_of
from sites.files import FileRefused
from tests.files.samples import OLE_SIGNATURE, pdf

HEADER = "role;family_name;note"


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\r\nŘeditelka;Vzorná;ráno".encode(),
        f"{HEADER}\nŘeditelka;Vzorná;ráno\n".encode("utf-8-sig"),
        f"{HEADER}\rŘeditelka;Vzorná;ráno".encode("utf-16"),
        "role,family_name,note\nŘeditelka,Vzorná,ráno".encode(),
        "role\tfamily_name\tnote\nŘeditelka\tVzorná\tráno".encode(),
        'sep=;\n"role";"family_name";"note"\n"Ředitelka";"Vzorná";"ráno"'.encode(),
        f"Kontakty města;;\n\n{HEADER}\nŘeditelka;Vzorná;ráno\n;;\n\n".encode(),
        workbook(["role", "family_name", "note"], ["Ředitelka", "Vzorná", "ráno"]),
    ],
    ids=["utf-8", "bom", "utf-16", "commas", "tabs", "quotes", "title", "xlsx"],
)
def test_file_is_read_whichever_program_has_saved_it(content: bytes) -> None:
    reading = read(content)
    assert [dict(line.cells) for line in reading.lines] == [
        {"role": "Ředitelka", "family_name": "Vzorná", "note": "ráno"}
    ]
    assert reading.troubles == ()
    assert reading.notes == ()


def test_windows_coding_is_read_and_said() -> None:
    reading = read(f"{HEADER}\nŘeditelka;Žlutá;ráno".encode("cp1250"))
    assert reading.lines[0].text("family_name") == "Žlutá"
    assert len(reading.notes) == 1


@pytest.mark.parametrize("language", ["cs", "sk", "en"])
def test_headers_are_known_in_every_language(language: str) -> None:
    with translation.override(language):
        header = ";".join(str(column.header).upper() for column in COLUMNS)
    with translation.override("cs"):
        reading = read(f"{header}\n{'x;' * 3}Vedoucí".encode())
    assert list(reading.columns) == [column.name for column in COLUMNS]


def test_rows_are_numbered_as_spreadsheet_programs_do() -> None:
    reading = read(f'{HEADER}\nA;;"two\nlines"\n\nB;;x'.encode())
    assert [line.number for line in reading.lines] == [2, 4]


def test_unknown_column_is_left_out_and_said() -> None:
    reading = read(b"role;room;shoes\nA;1;42")
    assert reading.lines[0].cells == {"role": "A", "room": "1"}
    assert "shoes" in reading.notes[0]


def test_numbers_and_truth_values_of_a_workbook_are_texts() -> None:
    reading = read(workbook(["role", "phones", "room", "is_listed"], ["A", 582329303, 12.0, True]))
    cells = dict(reading.lines[0].cells)
    assert (cells["phones"], cells["room"]) == ("582329303", "12")
    assert reading.troubles == ()


def test_apostrophe_before_a_formula_is_taken_off() -> None:
    assert read(b"role;note\n'=A;'ano").lines[0].cells == {"role": "=A", "note": "'ano"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02" * 100,
        b"role;note\nA;\x00",
        pdf(),
        OLE_SIGNATURE + b"x" * 100,
        b"PK\x03\x04" + b"junk" * 100,
        workbook(["role", "family_name"], ["A", "B"])[:1000],
        b"\xff\xfe\x00",
        b"\x81\x83\x88",
        b"name;surname\nA;B",
        b"family_name;note\nA;B",
        b"role;role;note\nA;B;C",
        b'role;note\nA;"open\nB;x\n',
        b"role;note\n" + b"A;x\n" * (LAST_LINE + 1),
        b"\n" * 100,
        workbook(),
    ],
    ids=[
        "empty", "binary", "nul", "pdf", "old Excel", "no archive", "cut off", "half UTF-16", "no coding",
        "other header", "no role", "twice", "open quote", "too many rows", "blank", "blank workbook",
    ],
)  # fmt: skip
def test_faulty_file_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        read(content)
    assert refusal.value.sentence.endswith(".")


def test_open_quote_is_told_with_its_row() -> None:
    with pytest.raises(FileRefused) as refusal, translation.override("en"):
        read(b'role;note\nA;x\nB;"open\nC;x\n')
    assert "Row 3 " in refusal.value.sentence


def test_huge_file_is_refused_unread() -> None:
    with pytest.raises(FileRefused):
        check_size(MOST_BYTES + 1)


def test_empty_rows_are_not_kept_and_still_count() -> None:
    (first, last), *_others = tables_of(b"role;note\n" + b"\n;\n" * 1000 + b"A;b\n").ways
    assert (first, last) == ((1, ["role", "note"]), (2002, ["A", "b"]))


def test_header_far_to_the_right_is_none() -> None:
    with pytest.raises(FileRefused):
        read(b"role" + b";" * 20_000 + b"note\nA\n")


def test_row_with_too_many_cells_is_wrong() -> None:
    reading = read(b"role;note\nA;b;c")
    assert [trouble.line for trouble in reading.troubles] == [2]

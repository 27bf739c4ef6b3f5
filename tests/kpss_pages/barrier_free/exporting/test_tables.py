"""Tables of places: everything in columns, harmless, and imported again without a change."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from kpss_pages.barrier_free.importing.columns import COLUMNS, LAYOUT
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.core.tables.columns import folded
from sites.models import TownSettings
from tests.builders import At, make_place, section_of
from tests.kpss_pages.barrier_free.exporting.samples import HOSTILE, make_places
from tests.kpss_pages.barrier_free.importing.tables import checked, fates

pytestmark = pytest.mark.django_db


def fetched(at: At, town: TownSettings, kind: str, language: str | None = None) -> bytes:
    path = section_of(town, BarrierFreeIndexPage, language).get_url_parts()[2]
    response = at(town.site.hostname).get(f"{path}places.{kind}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    return bytes(response.content)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exported_table_is_imported_without_a_change(at: At, prerov: TownSettings, kind: str) -> None:
    make_places(prerov)
    before = list(Place.objects.order_by("pk").values())

    found = checked(prerov, fetched(at, prerov, kind))

    assert fates(found) == ["unchanged"] * 4
    assert list(Place.objects.order_by("pk").values()) == before


def test_columns_are_those_of_the_import_as_far_as_something_occurs(at: At, prerov: TownSettings) -> None:
    make_places(prerov)
    header, *rows = rows_of(fetched(at, prerov, "csv"))
    known = LAYOUT.by_header()
    names = [known[folded(text)].name for text in header if folded(text) in known]

    assert len({*header}) == len(header)
    assert len(header) - len(names) == 6  # what the site has worked out
    assert {column.name for column in COLUMNS if "-" not in column.name} <= {*names}
    assert {"entrances-1-door", "toilets-1-door", "lifts-0-door", "stop-0-platform"} <= {*names}
    assert not {"entrances-2-door", "lifts-1-door", "toilets-2-door"} & {*names}
    whole = next(row for row in rows if "Aula" in row)
    cells = dict(zip(header, whole, strict=True))
    by_name = {known[folded(text)].name: cell for text, cell in cells.items() if folded(text) in known}
    assert by_name["entrances-0-threshold"] == "2.5"
    assert by_name["entrances-0-steps"] == "'+3 -1"
    assert by_name["about"] == "První řádek.\nDruhý; řádek."


def test_nothing_typed_is_a_formula_and_numbers_are_numbers(at: At, prerov: TownSettings) -> None:
    make_places(prerov)
    make_place(prerov, "\t+1+1")
    names = [cell for row in rows_of(fetched(at, prerov, "csv")) for cell in row if cell.endswith(("🦽", "+1+1"))]
    sheet = openpyxl.load_workbook(io.BytesIO(fetched(at, prerov, "xlsx"))).worksheets[0]
    cells: list[Any] = [cell for row in sheet.iter_rows() for cell in row]

    assert f"'{HOSTILE}" in names
    assert all(name.startswith("'") for name in names)
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {2.5, 90, 49.455} <= {cell.value for cell in cells if cell.data_type == "n"}


def test_words_are_in_the_language_of_the_page(at: At, bbsk: TownSettings) -> None:
    make_places(bbsk)
    slovak, czech = (rows_of(fetched(at, bbsk, "csv", language)) for language in (None, "cs"))
    assert ("Názov" in slovak[0], "Název" in slovak[0]) == (True, False)
    assert ("Názov" in czech[0], "Název" in czech[0]) == (False, True)
    assert [row[0] for row in slovak[1:]] == [row[0] for row in czech[1:]]

"""Reading a list of districts: bytes in, municipalities with their districts out; the database is not asked.

Either the Czech Statistical Office's relation of two code lists, in either order (VAZ0043_0065_CS.csv, VAZ0065_0043_CS.csv
and VAZ0043_0101_CS.csv of its application iSMS): "kodjaz","typvaz","akrcis1","kodcis1","chodnota1","text1","akrcis2",
"kodcis2","chodnota2","text2", in UTF-8 or Windows-1250; or a table of a municipality and its district, a row each.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from kpss_pages.catalog.municipalities import NUMBERED, number_in
from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.districts import DistrictKind, Member
from kpss_pages.catalog.registers.measured import cut_off
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.core.addresses.keys import plain_name
from kpss_pages.core.tables.cells import Row, tables_of
from kpss_pages.core.tables.columns import folded
from sites.files import FileRefused

_MUNICIPALITIES = "43"
"""The number (kodcis) of the Czech Statistical Office's code list of municipalities, CISOB."""
_KINDS = {"65": DistrictKind.ORP, "101": DistrictKind.OKRES, "109": DistrictKind.OKRES}
"""Its code lists of districts: CISORP; OKRES_NUTS and OKRES_LAU."""
_COLUMNS = ("kodcis", "chodnota", "text")
_HEADERS = ("obec", "obce", "kod", "cislo", "nazev", "nazov", "municipality")
_HEADERS_OF_DISTRICTS = {
    "orp": DistrictKind.ORP,
    "spravni": DistrictKind.ORP,
    "okres": DistrictKind.OKRES,
    "district": None,
}
_LONGEST = 80


def districts_in(content: bytes) -> tuple[DistrictKind | None, list[Member]]:
    """Return what a list is of and its municipalities; None where a plain table does not say which districts it has.

    Raises RegisterRefused, with one sentence, for a file that is no such list or contradicts itself.
    """
    try:
        tables = tables_of(content)
    except FileRefused as refusal:
        raise RegisterRefused(refusal.sentence) from refusal
    if not tables.ways and tables.refusal:
        # A relation has every text in quotation marks: one that is not closed is where the file ends.
        is_relation = content.removeprefix(b"\xef\xbb\xbf").lower().startswith(b'"kodjaz"')
        raise cut_off() if is_relation else RegisterRefused(tables.refusal.sentence)
    for rows in tables.ways:
        if rows and (columns := _official(rows[0])):
            return _of_relation(rows[1:], columns)
    rows = max(tables.ways, key=lambda way: sum(2 <= len(_filled(cells)) <= 3 for _number, cells in way), default=[])
    kind, rows = _without_header(rows)
    return kind, _once(_of_plain(rows))


def _official(row: Row) -> Mapping[str, int] | None:
    """Return where the columns of a relation stand, None for another header."""
    header = {folded(cell): index for index, cell in enumerate(row[1])}
    names = [f"{name}{side}" for name in _COLUMNS for side in (1, 2)]
    return {name: header[name] for name in names} if header.keys() >= set(names) else None


def _of_relation(rows: list[Row], columns: Mapping[str, int]) -> tuple[DistrictKind, list[Member]]:
    kinds: set[DistrictKind] = set()
    members: list[Member] = []
    for number, cells in rows:
        if len(cells) <= max(columns.values()):
            raise cut_off()
        said = {name: cells[index] for name, index in columns.items()}
        here = next((side for side in (1, 2) if said[f"kodcis{side}"] == _MUNICIPALITIES), 0)
        kind = _KINDS.get(said[f"kodcis{3 - here}"]) if here else None
        if kind is None or len(kinds | {kind}) > 1:
            raise RegisterRefused(
                _(
                    "The file relates other code lists than municipalities (CISOB) and districts (CISORP or OKRES). "
                    "Take the relation of municipalities and ORP."
                )
            )
        kinds.add(kind)
        code, name, district = said[f"chodnota{here}"], said[f"text{here}"], said[f"text{3 - here}"]
        members.append(_member(number, code, name, district))
    if not members:
        raise _no_rows()
    return kinds.pop(), _once(members)


def _of_plain(rows: list[Row]) -> Iterator[Member]:
    if not rows:
        raise _no_rows()
    for number, cells in rows:
        *municipality, district = _filled(cells) or [""]
        if len(municipality) not in (1, 2):
            raise _no_pair(number)
        line = " ".join(municipality)
        code, _space, name = line.partition(" ")
        if number_in(code):
            yield _member(number, code, name, district)
        elif len(municipality) == 1:
            yield _member(number, "", line, district)
        else:
            raise _no_pair(number)


def _member(row: int, code: str, name: str, district: str) -> Member:
    found = Member(
        cleaning.text(district, _LONGEST),
        number_in(code),
        cleaning.text(name, _LONGEST),
    )
    if not found.district or not found.line or NUMBERED.fullmatch(found.district) or (code and not found.number):
        raise _no_pair(row)
    return found


def _without_header(rows: list[Row]) -> tuple[DistrictKind | None, list[Row]]:
    """Return what the header says of the districts, and the rows below it; a table may have none."""
    first = [plain_name(cell).split(" ")[0] for cell in _filled(rows[0][1])] if rows else []
    if len(first) > 1 and first[0] in _HEADERS and first[-1] in _HEADERS_OF_DISTRICTS:
        return _HEADERS_OF_DISTRICTS[first[-1]], rows[1:]
    return None, rows


def _once(members: Iterable[Member]) -> list[Member]:
    """Return municipalities without repetition; one of several of the same name has no number to be known by."""
    found: dict[object, Member] = {}
    for each in members:
        before = found.setdefault(each.number or each, each)
        if before.district != each.district:
            sentence = _("%(line)s belongs to two districts in the file, %(one)s and %(other)s. Keep one of the rows.")
            raise RegisterRefused(sentence % {"line": each.line, "one": before.district, "other": each.district})
    return list(found.values())


def _filled(cells: Iterable[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells if cell.strip()]


def _no_pair(row: int) -> RegisterRefused:
    return RegisterRefused(
        _(
            "Row %(number)d does not say a municipality and its district. The municipality belongs into the first column "
            "and the district into the second one."
        )
        % {"number": row}
    )


def _no_rows() -> RegisterRefused:
    return RegisterRefused(_("There are no municipalities in the file. Check that it is the right one."))

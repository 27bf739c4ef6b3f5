"""Loading the code lists that a register publishes: ``{id, nazev: {cs}}``, one list a file; and lists of districts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterCode
from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.codes import ELEMENTS, LISTS, VOCABULARIES, matcher
from kpss_pages.catalog.registers.district_lists import districts_in
from kpss_pages.catalog.registers.districts import REGISTERS, DistrictKind, keep
from kpss_pages.catalog.registers.json_items import items_in
from kpss_pages.catalog.registers.measured import opened
from kpss_pages.catalog.registers.refusing import RegisterRefused


@dataclass
class Loaded:
    """What came of a list: how many codes it has, and the names that are none of our vocabulary."""

    list_name: str
    codes: int = 0
    changed: int = 0
    without_term: list[str] = field(default_factory=list)


def list_name_of(path: str) -> str:
    """Return which list a file is by its name; raise RegisterRefused for a name that no list has."""
    name = Path(path).name.split(".")[0]
    if name not in (*LISTS, ELEMENTS, *DistrictKind.values):
        known = ", ".join((*LISTS, ELEMENTS, *DistrictKind.values))
        raise RegisterRefused(
            _("“%(name)s” is no code list of a register. The file must be called as its list: %(known)s.")
            % {"name": name[:60], "known": known}
        )
    return name


def load(register: Register, list_name: str, file: IO[bytes]) -> Loaded:
    """Load a list in one transaction; codes that are not in it any more stay. The same list again changes nothing.

    A list of districts is a table instead, and takes the place of the one before. Raises RegisterRefused for a file that
    is no list of codes, or of other districts than its name says.
    """
    loaded = Loaded(list_name)
    if list_name in DistrictKind.values:
        return _load_districts(register, DistrictKind(list_name), file)
    term_of = matcher(register, list_name)
    with opened(file) as source:
        named = dict(_codes(source))
    if not named:
        raise RegisterRefused(_("There are no codes in the file. Take the list as its publisher gives it."))
    rows = RegisterCode.objects.filter(register=register, list_name=list_name)
    known = {row.code: row for row in rows}
    fresh, changed = [], []
    for code, name in named.items():
        term = term_of(name)
        if not term and list_name in VOCABULARIES[register]:
            loaded.without_term.append(f"{code} {name}")
        row = known.get(code)
        if row is None:
            fresh.append(RegisterCode(register=register, list_name=list_name, code=code, name=name, term=term))
        elif (row.name, row.term) != (name, term):
            row.name, row.term = name, term
            changed.append(row)
    with transaction.atomic():
        RegisterCode.objects.bulk_create(fresh, batch_size=1000)
        RegisterCode.objects.bulk_update(changed, ["name", "term"], batch_size=1000)
    loaded.codes, loaded.changed = len(named), len(fresh) + len(changed)
    return loaded


def _load_districts(register: Register, kind: DistrictKind, file: IO[bytes]) -> Loaded:
    said, members = districts_in(file.read())
    if said not in (None, kind):
        raise RegisterRefused(
            _("The file has other districts than its name says. Call it %(name)s.") % {"name": f"{said}.csv"}
        )
    country = next(country for country, of_country in REGISTERS.items() if of_country == register)
    return Loaded(kind, codes=len(members), changed=keep(country, kind, members))


def _codes(source: Any) -> Iterator[tuple[str, str]]:
    for item in items_in(source):
        if not isinstance(item, dict):
            continue
        code, name = cleaning.text(item.get("id"), 80), cleaning.text(item.get("nazev"), 300)
        if code and name:
            yield code, name

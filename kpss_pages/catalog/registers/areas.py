"""Whose a place is: the municipalities that towns have chosen, by number and by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kpss_pages.catalog.area import lines_of_area
from kpss_pages.catalog.models import CatalogSettings
from kpss_pages.catalog.municipalities import NUMBERED, number_in, reaches_of
from kpss_pages.catalog.registers.codes import MUNICIPALITIES, Codes
from kpss_pages.catalog.registers.entries import Entry, Note
from kpss_pages.core.addresses.keys import plain_name


@dataclass
class Areas:
    """The areas of some towns; of how many towns they are makes no difference to looking one place up."""

    by_code: dict[str, set[int]] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=dict)
    by_reach: dict[str, set[int]] = field(default_factory=dict)
    """By the codes of districts and regions in which the municipalities lie, where a loaded list has these."""
    notes: dict[int, list[Note]] = field(default_factory=dict)
    """What the people of a town should know of its area, by site."""

    def towns_of(self, entry: Entry) -> set[int]:
        """Return the sites in whose areas a service is given today."""
        found: set[int] = set()
        for code, name in entry.municipalities:
            if code:
                found |= self.by_code.get(code, set())
            # By name only where the register gives no number: there are several municipalities of most names.
            elif name:
                found |= self.by_name.get(plain_name(name), set())
        return found | (self.by_reach.get(entry.reach, set()) if entry.reach else set())

    def add(self, site_id: int, number: str, name: str) -> None:
        """Take a municipality into the area of a town; the Slovak register writes most places by name alone."""
        if number:
            self.by_code.setdefault(number, set()).add(site_id)
        if name:
            self.by_name.setdefault(plain_name(name), set()).add(site_id)


def areas_of(site_ids: Iterable[int], codes: Codes) -> Areas:
    """Return the areas of towns; one query."""
    areas = Areas()
    named = _numbers_by_name(codes)
    written = dict(CatalogSettings.objects.filter(site__in=site_ids).values_list("site_id", "area"))
    for site_id in site_ids:
        areas.notes[site_id] = []
        lines = lines_of_area(written.get(site_id, ""))
        if not lines:
            areas.notes[site_id].append(Note("no_area"))
        for line in lines:
            _add(areas, site_id, line, named)
    for code in codes.names.get(MUNICIPALITIES, {}):
        for reach in reaches_of(code):
            if towns := areas.by_code.get(number_in(code)):
                areas.by_reach.setdefault(reach, set()).update(towns)
    return areas


def _add(areas: Areas, site_id: int, line: str, named: Mapping[str, list[str]]) -> None:
    if match := NUMBERED.fullmatch(line):
        areas.add(site_id, match[1], match[2] or "")
        return
    numbers = named.get(plain_name(line), [])
    if len(numbers) > 1:
        choices = ", ".join(f"{number} {line}" for number in sorted(numbers)[:10])
        areas.notes[site_id].append(Note("ambiguous_area", {"name": line[:100], "choices": choices}))
        return
    if named and not numbers:
        areas.notes[site_id].append(Note("unknown_area", {"name": line[:100]}))
    areas.add(site_id, numbers[0] if numbers else "", line)


def _numbers_by_name(codes: Codes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, name in codes.names.get(MUNICIPALITIES, {}).items():
        found.setdefault(plain_name(name), []).append(number_in(code.rpartition("/")[2]) or code)
    return found

"""Whose a place is: the municipalities that towns have chosen, by number and by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kpss_pages.catalog.models import CatalogSettings
from kpss_pages.catalog.municipalities import NUMBERED, plain_name
from kpss_pages.catalog.registers.codes import MUNICIPALITIES, Codes
from kpss_pages.catalog.registers.entries import Entry, Note


@dataclass
class Areas:
    """The areas of some towns; of how many towns they are makes no difference to looking one place up."""

    by_code: dict[str, set[int]] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=dict)
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
        return found


def areas_of(site_ids: Iterable[int], codes: Codes) -> Areas:
    """Return the areas of towns; one query."""
    areas = Areas()
    named = _numbers_by_name(codes)
    written = dict(CatalogSettings.objects.filter(site__in=site_ids).values_list("site_id", "area"))
    for site_id in site_ids:
        areas.notes[site_id] = []
        lines = [" ".join(line.split()) for line in written.get(site_id, "").splitlines() if line.strip()]
        if not lines:
            areas.notes[site_id].append(Note("no_area"))
        for line in lines:
            _add(areas, site_id, line, named)
    return areas


def _add(areas: Areas, site_id: int, line: str, named: Mapping[str, list[str]]) -> None:
    if match := NUMBERED.fullmatch(line):
        areas.by_code.setdefault(match[1], set()).add(site_id)
        if match[2]:  # the Slovak register writes most places by name alone
            areas.by_name.setdefault(plain_name(match[2]), set()).add(site_id)
        return
    plain = plain_name(line)
    numbers = named.get(plain, [])
    if len(numbers) > 1:
        choices = ", ".join(f"{number} {line}" for number in sorted(numbers)[:10])
        areas.notes[site_id].append(Note("ambiguous_area", {"name": line[:100], "choices": choices}))
    elif numbers:
        areas.by_code.setdefault(numbers[0], set()).add(site_id)
    else:
        if named:
            areas.notes[site_id].append(Note("unknown_area", {"name": line[:100]}))
        areas.by_name.setdefault(plain, set()).add(site_id)


def _numbers_by_name(codes: Codes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, name in codes.names.get(MUNICIPALITIES, {}).items():
        found.setdefault(plain_name(name), []).append(code.rpartition("/")[2])
    return found

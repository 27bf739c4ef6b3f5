"""Which municipality belongs to which district: what a loaded list says, and nothing that could be guessed.

The lists are no register's own, but they stand among its codes (``RegisterCode``): the number of the municipality as the
code, the district's name as the term. All towns share them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterCode
from kpss_pages.catalog.municipalities import NUMBERED
from kpss_pages.core.collation import sort_key
from sites.choices import Country

REGISTERS = {Country.CZ: Register.CZECH, Country.SK: Register.SLOVAK}


class DistrictKind(models.TextChoices):
    """The kinds of districts, called as their list is."""

    ORP = "obce-orp", _("administrative district (ORP)")
    OKRES = "obce-okresy", _("district (okres)")


@dataclass(frozen=True)
class Member:
    """A municipality of a district; ``number`` is "" where the list has names only."""

    district: str
    number: str
    name: str

    @property
    def line(self) -> str:
        """How it stands in a town's area: "511382 Přerov"."""
        return f"{self.number} {self.name}".strip()


def keep(country: str, kind: DistrictKind, members: Iterable[Member]) -> int:
    """Put a list in the place of the one before, in one transaction; return how many rows differ."""
    rows = RegisterCode.objects.filter(register=REGISTERS[Country(country)], list_name=kind)
    wanted = {
        # Of a list without numbers several may have the same name.
        each.number or f"{each.district}: {each.name}"[:80]: (each.name, each.district)
        for each in members
    }
    known = {code: (name, term) for code, name, term in rows.values_list("code", "name", "term")}
    gone = known.keys() - wanted.keys()
    fresh = [code for code, said in wanted.items() if known.get(code) != said]
    with transaction.atomic():
        rows.filter(code__in=gone).delete()
        RegisterCode.objects.bulk_create(
            (
                RegisterCode(
                    register=REGISTERS[Country(country)],
                    list_name=kind,
                    code=code,
                    name=wanted[code][0],
                    term=wanted[code][1],
                )
                for code in fresh
            ),
            batch_size=1000,
            # Somebody else may be loading the same list.
            update_conflicts=True,
            unique_fields=["register", "list_name", "code"],
            update_fields=["name", "term"],
        )
    return len(gone) + len(fresh)


def districts_of(country: str, language: str) -> dict[DistrictKind, list[str]]:
    """Return the names of the districts that are known, in the order of a language; one query."""
    rows = RegisterCode.objects.filter(register=REGISTERS[Country(country)], list_name__in=DistrictKind.values)
    found: dict[DistrictKind, list[str]] = defaultdict(list)
    for list_name, name in rows.order_by().values_list("list_name", "term").distinct():
        found[DistrictKind(list_name)].append(name)
    return {
        kind: sorted(found[kind], key=lambda name: sort_key(name, language)) for kind in DistrictKind if kind in found
    }


def members_of(country: str, kind: DistrictKind, district: str) -> list[Member]:
    """Return the municipalities of a district, in no order, none where it is not known; one query."""
    rows = RegisterCode.objects.filter(register=REGISTERS[Country(country)], list_name=kind, term=district)
    return [
        Member(district, code if NUMBERED.fullmatch(code) else "", name)
        for code, name in rows.values_list("code", "name")
    ]


def district_with(country: str, lines: Sequence[str]) -> tuple[DistrictKind, str] | None:
    """Return the district that an area is, no municipality more and none less; at most two queries."""
    numbers = {match[1] for line in lines if (match := NUMBERED.fullmatch(line))}
    if not lines or len(numbers) != len(lines):
        return None
    rows = RegisterCode.objects.filter(register=REGISTERS[Country(country)], list_name__in=DistrictKind.values)
    whole: Mapping[tuple[str, str], int] = _counted(rows.filter(code__in=numbers))
    candidates = [key for key, count in whole.items() if count == len(numbers)]
    if not candidates:
        return None
    sizes = _counted(rows.filter(term__in=[name for _kind, name in candidates]))
    return next(((DistrictKind(kind), name) for kind, name in candidates if sizes[kind, name] == len(numbers)), None)


def _counted(rows: "models.QuerySet[RegisterCode]") -> dict[tuple[str, str], int]:
    counted = rows.order_by().values_list("list_name", "term").annotate(count=Count("pk"))
    return {(kind, name): count for kind, name, count in counted}

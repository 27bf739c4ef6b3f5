"""Writing lists of addresses into the table that all towns share, a municipality in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from django.db import transaction

from kpss_pages.core.addresses.entries import AT_ONCE, Address, AddressList, Chunk, WrongRow
from kpss_pages.core.addresses.keys import plain_name, street_key
from kpss_pages.core.models import AddressPoint

_MOST_WRONG = 20
"""Wrong rows of a list that are told one by one."""
_READ = tuple(each.name for each in fields(Address))
_MADE = ("municipality_key", "street_key")


@dataclass
class Loaded:
    """What came of a list."""

    name: str
    read: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    without_position: int = 0
    wrong_count: int = 0
    wrong: list[WrongRow] = field(default_factory=list)
    """The first ones of them."""

    @property
    def has_changed(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.wrong_count)


def load(addresses: AddressList, *, is_trial: bool = False) -> Loaded:
    """Load a list; the same once more changes nothing, and a trial nothing at all. Raises FileRefused, with all undone.

    Addresses that are gone from the whole list of a municipality are removed, unless some of its rows are wrong: they
    may be among them.
    """
    loaded = Loaded(addresses.name)
    seen: set[str] = set()
    municipalities: set[str] = set()
    with transaction.atomic():
        for chunk in addresses.chunks:
            _count(loaded, chunk)
            _write(addresses.country, chunk.addresses, seen, loaded)
            municipalities.update(each.municipality_code for each in chunk.addresses)
        if addresses.is_whole and not loaded.wrong_count:
            _remove_gone(addresses.country, municipalities, seen, loaded)
        if is_trial:
            transaction.set_rollback(True)
    return loaded


def _count(loaded: Loaded, chunk: Chunk) -> None:
    loaded.read += chunk.count
    loaded.without_position += chunk.without_position
    loaded.wrong_count += len(chunk.wrong)
    loaded.wrong += chunk.wrong[: _MOST_WRONG - len(loaded.wrong)]


def _write(country: str, addresses: Iterable[Address], seen: set[str], loaded: Loaded) -> None:
    """Write what is new or differs; of a number that comes twice the first one counts."""
    said: dict[str, Address] = {}
    for each in addresses:
        if each.code not in seen:
            said[each.code] = each
            seen.add(each.code)
    rows = AddressPoint.objects.filter(country=country, code__in=said)
    known = {row[0]: row for row in rows.values_list(*_READ)}
    differing = [each for each in said.values() if known.get(each.code) != _values(each)]
    loaded.new += sum(each.code not in known for each in differing)
    loaded.changed += sum(each.code in known for each in differing)
    AddressPoint.objects.bulk_create(
        [_point(country, each) for each in differing],
        update_conflicts=True,
        unique_fields=["country", "code"],
        update_fields=[name for name in (*_READ, *_MADE) if name != "code"],
    )


def _values(address: Address) -> tuple[object, ...]:
    return tuple(getattr(address, name) for name in _READ)


def _point(country: str, address: Address) -> AddressPoint:
    return AddressPoint(
        country=country,
        municipality_key=plain_name(address.municipality)[:120],
        street_key=street_key(address.street or address.part)[:150],
        **dict(zip(_READ, _values(address), strict=True)),
    )


def _remove_gone(country: str, municipalities: Iterable[str], seen: set[str], loaded: Loaded) -> None:
    rows = AddressPoint.objects.filter(country=country, municipality_code__in=municipalities)
    gone = [pk for pk, code in rows.values_list("pk", "code").iterator() if code not in seen]
    for start in range(0, len(gone), AT_ONCE):
        AddressPoint.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    loaded.gone = len(gone)

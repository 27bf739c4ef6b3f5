"""Finds the places of a town that answer what is asked for, counted."""

from dataclasses import dataclass
from functools import cached_property

from kpss_pages.barrier_free.finding.facets import Counted, counted
from kpss_pages.barrier_free.finding.filters import Filters
from kpss_pages.barrier_free.finding.narrowing import around, in_order, ticked
from kpss_pages.barrier_free.finding.near import Origin, origin_of
from kpss_pages.barrier_free.finding.wording import Part, parts_of, sentence_of
from kpss_pages.barrier_free.querysets import PlaceQuerySet


@dataclass(frozen=True)
class Found:
    """What was found: ``rows`` in order, not read yet; with an ``origin`` each has ``square``, of its distance in km."""

    filters: Filters
    town_rows: PlaceQuerySet
    rows: PlaceQuerySet
    counted: Counted
    origin: Origin | None
    sentence: str

    @property
    def count(self) -> int:
        return self.counted.count

    @property
    def is_lost(self) -> bool:
        """Whether distances were asked for from where nobody knows."""
        return bool(self.filters.near) and self.origin is None

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(self.filters, self.origin)

    @property
    def narrowed_by(self) -> int:
        """How many parts are asked for besides the words, which stand in a field of their own."""
        return len(self.parts) - bool(self.filters.q)

    @cached_property
    def has_any(self) -> bool:
        """Whether the town shows any place at all."""
        return bool(self.count) or self.town_rows.exists()


def find(filters: Filters, rows: PlaceQuerySet, town: str = "") -> Found:
    """Find among a town's places in one query, two more at most for ``near`` and one for what is open now."""
    origin = origin_of(filters.near, rows)
    inside = around(filters, rows, origin)
    numbers = counted(filters, inside)
    return Found(
        filters=filters,
        town_rows=rows,
        rows=in_order(filters, ticked(filters, inside), origin),
        counted=numbers,
        origin=origin,
        sentence=sentence_of(filters, numbers.count, town, origin),
    )

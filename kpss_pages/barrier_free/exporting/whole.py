"""Places with all that was measured there, however many there are."""

from collections.abc import Iterator

from kpss_pages.barrier_free.models import Place
from kpss_pages.barrier_free.querysets import PlaceQuerySet

TOGETHER = 500
"""Places that are in memory at a time."""


def whole(rows: PlaceQuerySet) -> Iterator[Place]:
    """Yield places with the surveys that hold, in one query; what undoes a survey stays where it is."""
    found = rows.select_related("survey").defer("survey__place_values", "survey__undone_by")
    yield from found.iterator(TOGETHER)

"""How somebody in a wheelchair gets to an office, a service or an event: what was measured where it is, else what it says."""

from typing import Any

from kpss_pages.barrier_free.choices import Verdict
from kpss_pages.barrier_free.models import Place


def measured_place(row: Any) -> Place | None:
    """Return the place at which a row is, when the site shows it and it is known what it is for a wheelchair."""
    place: Place | None = row.mapped_place
    if place is None or not place.is_published or place.wheelchair == Verdict.UNKNOWN:
        return None
    return place


def access_code(row: Any) -> str:
    """Return how somebody in a wheelchair gets there, as it was measured, else as it is said; "" where nobody has looked.

    The codes are those of ``Verdict`` but for "unknown".
    """
    place = measured_place(row)
    return str(place.wheelchair if place else row.access)


def measured_words(place: Place) -> str:
    """Return what a place is for a wheelchair, in the language of the moment."""
    return str(Verdict(place.wheelchair).label)

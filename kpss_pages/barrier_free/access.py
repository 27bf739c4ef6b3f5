"""How somebody in a wheelchair gets to an office, a service or an event: what was measured where it is, else what it says."""

from typing import Any

from kpss_pages.barrier_free.choices import Verdict
from kpss_pages.barrier_free.models import Place


def measured_place(row: Any) -> Place | None:
    """Return the place at which a row is, when the site shows it and it is known what it is for a wheelchair."""
    place: Place | None = row.mapped_place
    return place if place is not None and measured_code(place.is_published, place.wheelchair) else None


def measured_code(is_published: bool | None, wheelchair: str | None) -> str:
    """Return the verdict of a place that the site shows; "" where nobody has looked, or there is no place (None)."""
    return wheelchair if is_published and wheelchair and wheelchair != Verdict.UNKNOWN else ""


def access_code(row: Any) -> str:
    """Return how somebody in a wheelchair gets there, as it was measured, else as it is said; "" where nobody has looked.

    The codes are those of ``Verdict`` but for "unknown".
    """
    place = measured_place(row)
    return str(place.wheelchair if place else row.access)


def measured_words(place: Place) -> str:
    """Return what a place is for a wheelchair, in the language of the moment."""
    return str(Verdict(place.wheelchair).label)

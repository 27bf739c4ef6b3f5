"""Finding places: what somebody asks for, and what answers it.

``Filters.of(request.GET).of_places(rows)`` is all that the map and the files need; the list takes ``find``, which counts
too. All start from rows of one town.
"""

from kpss_pages.barrier_free.finding.filters import Filters
from kpss_pages.barrier_free.finding.found import Found, find

__all__ = ["Filters", "Found", "find"]

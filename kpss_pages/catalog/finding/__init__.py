"""Finding services: what somebody asks for, and what answers it.

``find(town, language, Filters.of(request.GET, town))`` is all that lists, files and the guide need. A town's services are
read as slim rows (``stock``), and filtered, counted and put in order in memory (docs/adr/0017).
"""

from kpss_pages.catalog.finding.filters import Filters
from kpss_pages.catalog.finding.found import Found, find

__all__ = ["Filters", "Found", "find"]

"""Whether a service is open at a moment."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kpss_pages.catalog.finding.stock import Entry
from kpss_pages.core.hours.kept_states import is_open_at


def is_open(entry: Entry, moment: datetime, country: str, zone: ZoneInfo) -> bool:
    """Whether anything of a service is open at an aware moment; by appointment alone does not count."""
    return entry.is_nonstop or any(is_open_at(text, moment, country, zone) for text in entry.hours)

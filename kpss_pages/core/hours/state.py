"""Whether it is open at a moment, till when, and when it opens next; opening-hours-py works it out."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from kpss_pages.core.hours.grammar import expression
from kpss_pages.core.hours.values import OfficeHours

YEARS_AHEAD = 2
"""Of how many years after that of the moment the public holidays count, and how far is looked when nothing changes."""
_MOST_STRETCHES = 50


@dataclass(frozen=True)
class OpenState:
    """What holds at a moment; the times are in the town's zone.

    ``is_open`` includes what is by appointment. ``until`` is when that changes, None when it is closed or never changes.
    ``opens_at`` is when it opens next, None when it is open or never opens again.
    ``opens_by_appointment`` is about ``opens_at``.
    """

    moment: datetime
    is_open: bool = False
    by_appointment: bool = False
    until: datetime | None = None
    opens_at: datetime | None = None
    opens_by_appointment: bool = False

    @property
    def next_change(self) -> datetime | None:
        """When something else is going to hold, None for never: as long may a page say it."""
        return self.until or self.opens_at


def state_at(hours: OfficeHours, moment: datetime, country: str, zone: ZoneInfo) -> OpenState:
    """Return the state of hours at an aware moment, by the clock of ``zone`` and the holidays of ``country``."""
    # By way of UTC, so that an hour which a clock left out becomes one that there was.
    local = moment.astimezone(UTC).astimezone(zone)
    clock = _clock(hours, country, zone, local.year)
    horizon = _horizon(hours, local)
    for start, end, state, _comment in islice(clock.intervals(local, horizon), _MOST_STRETCHES):
        # Stretches without length are those that a clock put forward leaves out.
        if state == State.CLOSED or (end is not None and end <= start):
            continue
        by_appointment = state == State.UNKNOWN
        if start <= local:
            return OpenState(local, is_open=True, by_appointment=by_appointment, until=_before(horizon, end))
        return OpenState(local, opens_at=start, opens_by_appointment=by_appointment)
    return OpenState(local)


def _horizon(hours: OfficeHours, moment: datetime) -> datetime:
    """Return the moment behind which nothing is looked for: opening-hours-py would look till the year 9999."""
    year = max([moment.year + YEARS_AHEAD, *(days.last.year for days in hours.special_days)])
    return datetime(year + 1, 1, 1, tzinfo=moment.tzinfo)


def _before(horizon: datetime, end: datetime | None) -> datetime | None:
    return end if end is not None and end < horizon else None


@lru_cache(maxsize=512)
def _clock(hours: OfficeHours, country: str, zone: ZoneInfo, year: int) -> OpeningHours:
    years = range(year, year + YEARS_AHEAD + 1)
    return OpeningHours(expression(hours, country, years), timezone=zone)

"""Whether a service is open at a moment; what was worked out for hours counts until they change."""

import json
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from kpss_pages.catalog.finding.stock import Entry
from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.state import OpenState, state_at

MOST_KEPT = 5000
LONGEST_KEPT_SECONDS = 3600

_kept: dict[tuple[str, str, str], OpenState] = {}


def is_open(entry: Entry, moment: datetime, country: str, zone: ZoneInfo) -> bool:
    """Whether anything of a service is open at an aware moment; by appointment alone does not count."""
    return entry.is_nonstop or any(_is_open(text, moment, country, zone) for text in entry.hours)


def _is_open(text: str, moment: datetime, country: str, zone: ZoneInfo) -> bool:
    key = (text, country, zone.key)
    state = _kept.get(key)
    if state is None or not _holds(state, moment):
        hours = _read(text)
        if not hours:
            return False
        state = state_at(hours, moment, country, zone)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = state
    return state.is_open and not state.by_appointment


def _holds(state: OpenState, moment: datetime) -> bool:
    if moment < state.moment or (moment - state.moment).total_seconds() > LONGEST_KEPT_SECONDS:
        return False
    return state.next_change is None or moment < state.next_change


@lru_cache(maxsize=MOST_KEPT)
def _read(text: str) -> OfficeHours:
    return OfficeHours.from_json(json.loads(text))

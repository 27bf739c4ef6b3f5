"""Whether many things are open at a moment; what was worked out for hours counts until they change."""

import json
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from kpss_pages.core.hours.state import OpenState, state_at
from kpss_pages.core.hours.values import OfficeHours

MOST_KEPT = 5000
LONGEST_KEPT_SECONDS = 3600

_kept: dict[tuple[str, str, str], OpenState] = {}


def is_open_at(text: str, moment: datetime, country: str, zone: ZoneInfo) -> bool:
    """Whether hours (the text of their JSON) are open at an aware moment; by appointment alone does not count."""
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

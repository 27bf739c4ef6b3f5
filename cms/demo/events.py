"""The dates, the place and the registration of the demo's events; days are counted from the day of building."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cms.demo.contacts import Contacts
from kpss_pages.events.models import EventException, EventPage
from sites.models import TownSettings

TAKEN_OVER = (
    "state_note",
    "place",
    "place_access",
    "online_url",
    "organiser",
    "is_all_day",
    "repeats",
    "sign_up",
    "capacity",
    "has_waiting_list",
)
"""Fields whose value in the content file is the event's."""


def write_event(page: EventPage, written: Mapping[str, Any], town: TownSettings, contacts: Contacts) -> None:
    """Write down when and where an event is, and whom to ask."""
    for name in TAKEN_OVER:
        if name in written:
            setattr(page, name, written[name])
    day = written["on"] if "on" in written else timezone.localdate() + timedelta(days=written["in_days"])
    page.starts_at = moment(day, written.get("at", "0:00"), town)
    page.ends_at = moment(day, written["until"], town) if "until" in written else None
    if "moved_by_days" in written:
        page.former_start = moment(day - timedelta(days=written["moved_by_days"]), written["at"], town)
    if "repeats_for_days" in written:
        page.repeats_until = day + timedelta(days=written["repeats_for_days"])
    page.office = contacts.offices[written["office"]] if "office" in written else None
    page.contact = contacts.roles[written["contact"]] if "contact" in written else None
    page.exceptions = [
        EventException(
            date=timezone.localdate() + timedelta(days=exception["in_days"]),
            kind=exception["kind"],
            note=exception["note"],
            sort_order=order,
            locale=page.locale,
            translation_key=uuid.uuid5(page.translation_key, f"exception {order}"),
        )
        for order, exception in enumerate(written.get("exceptions", []))
    ]


def moment(day: date, clock: str, town: TownSettings) -> datetime:
    """Return a time of a day in the town's zone; ``clock`` is "9:00"."""
    hours, minutes = clock.split(":")
    return datetime.combine(day, time(int(hours), int(minutes)), tzinfo=town.zone)

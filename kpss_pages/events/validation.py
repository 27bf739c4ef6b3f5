"""What cannot be true of an event: said in whole sentences, each at its field."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kpss_pages.events.choices import EventState, ExceptionKind
from kpss_pages.events.recurrence import LONGEST_YEARS, MOST_DATES, Schedule, days_by_rule, years_after

if TYPE_CHECKING:
    from kpss_pages.events.models.event import EventException, EventPage

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Within these nobody has mistyped the year."""

Problems = dict[str, str]


def problems_of(event: "EventPage") -> Problems:
    """Return what is wrong with an event by field; that it ends before it starts is a constraint of the table."""
    return _problems_of_years(event) or {
        **_problems_of_repeating(event),
        **_problems_of_state(event),
        **_problems_of_length(event),
    }


def _problems_of_years(event: "EventPage") -> Problems:
    wrong = _("Check the year: events are between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
    fields = ("starts_at", "ends_at", "former_start", "repeats_until")
    return {
        name: wrong
        for name in fields
        if (moment := getattr(event, name)) is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR
    }


def _problems_of_length(event: "EventPage") -> Problems:
    if event.ends_at is None or event.ends_at < event.starts_at:
        return {}
    zone = event.zone
    first, last = event.starts_at.astimezone(zone).date(), event.ends_at.astimezone(zone).date()
    if last > years_after(first, 1):
        return {"ends_at": _("The event would last longer than a year. Check the end, or let the event repeat.")}
    return {}


def _problems_of_repeating(event: "EventPage") -> Problems:
    zone = event.zone
    first, until = event.starts_at.astimezone(zone).date(), event.repeats_until
    if not event.repeats:
        return (
            {"repeats_until": _("The event does not repeat. Say how often it does, or clear the last day.")}
            if (until is not None)
            else {}
        )
    if until is None:
        return {"repeats_until": _("Fill in the last day: an event may not repeat for ever.")}
    if until < first:
        return {"repeats_until": _("The last day is before the event starts. Choose a later one.")}
    if until > years_after(first, LONGEST_YEARS):
        return {
            "repeats_until": _(
                "An event may repeat for %(years)d years at most: until %(day)s. Afterwards, write it as a new event."
            )
            % {"years": LONGEST_YEARS, "day": date_format(years_after(first, LONGEST_YEARS), "SHORT_DATE_FORMAT")}
        }
    days = days_by_rule(Schedule(event.starts_at, zone, repeats=event.repeats, until=until))
    if len(days) > MOST_DATES:
        return {
            "repeats_until": _(
                "The event would have %(count)d dates, and there may be %(most)d. Choose an earlier last day: %(day)s."
            )
            % {
                "count": len(days),
                "most": MOST_DATES,
                "day": date_format(days[MOST_DATES - 1], "SHORT_DATE_FORMAT"),
            }
        }
    return {}


def _problems_of_state(event: "EventPage") -> Problems:
    if event.state == EventState.MOVED:
        if event.former_start is None and not event.state_note:
            return {
                "state_note": _(
                    "Say from when or to where the event was moved, or fill in its original start: people who know of "
                    "the old one have to recognise it."
                )
            }
        if event.former_start is not None and event.former_start == event.starts_at:
            return {
                "former_start": _(
                    "The original start is the same as the start. Put the new time into the start above, or clear this."
                )
            }
    elif event.former_start is not None:
        return {"former_start": _("The event was not moved. Choose that it was, or clear the original start.")}
    return {}


def problems_of_exception(exception: "EventException", days: set[date]) -> Problems:
    """Return what is wrong with a date that is different; ``days`` are those of the event's rule."""
    if exception.date is None:
        return {}
    if exception.date not in days:
        return {
            "date": _(
                "The event does not take place on this day by its rule, so nothing can be different about it. "
                "Choose one of its days."
            )
        }
    if exception.kind == ExceptionKind.MOVED and exception.starts_at is None:
        return {"starts_at": _("Fill in when it takes place instead, or choose that it is cancelled.")}
    if exception.kind == ExceptionKind.CANCELLED and (exception.starts_at or exception.ends_at):
        field = "starts_at" if exception.starts_at else "ends_at"
        return {field: _("A date that is cancelled has no new time. Clear it, or choose that the date is moved.")}
    for name in ("starts_at", "ends_at"):
        moment = getattr(exception, name)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            return {
                name: _("Check the year: events are between %(first)d and %(last)d.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            }
    if exception.starts_at and exception.ends_at and exception.ends_at < exception.starts_at:
        return {"ends_at": _("The event would end before it starts. Choose a later end, or leave it empty.")}
    return {}

"""What the page of an event shows: when, where, whom to ask, and what has changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from kpss_pages.contacts.shown import shown_role
from kpss_pages.events.choices import EventState
from kpss_pages.events.linked_data import schema_org_of
from kpss_pages.events.recurrence import EventDate, coming
from kpss_pages.events.where import where_of
from kpss_pages.events.wording import moment_text, rule_text, when_text
from sites.page_cache.showing import show_for
from sites.towns import current_town

if TYPE_CHECKING:
    from kpss_pages.events.models import EventPage

DATES_SHOWN = 8
"""Dates of a repeating event that stand on its page at once; the others are there when asked for."""


@dataclass(frozen=True)
class ShownDate:
    """A date in words; ``former`` is when a moved one would have been."""

    when: str
    starts_at: datetime
    is_cancelled: bool
    is_moved: bool
    former: str
    note: str

    @classmethod
    def of(cls, date: EventDate, state: str) -> "ShownDate":
        """Return a date of an event in a state; what is said of the whole event is not said of each date again."""
        former = moment_text(date.moved_from, is_all_day=date.is_all_day) if date.moved_from else ""
        if date.state == state and not former:
            return cls(when_text(date), date.starts_at, False, False, "", "")
        return cls(when_text(date), date.starts_at, date.is_cancelled, date.is_moved, former, date.note)


def event_context(page: "EventPage", request: HttpRequest) -> dict[str, Any]:
    """Return what an event's page shows, of a draft as well; it counts until the next of its dates is over."""
    now, town = timezone.now(), current_town(request)
    schedule, dates = page.schedule(), page.dates()
    ahead = coming(dates, now)
    if ahead:
        show_for(request, max(0.0, (min(date.ends_at for date in ahead) - now).total_seconds()))
    shown = [ShownDate.of(date, page.state) for date in ahead or dates[-1:]]
    former = page.former_start.astimezone(page.zone) if page.former_start else None
    return {
        "is_over": not ahead,
        "date": shown[0],
        "dates": shown[:DATES_SHOWN],
        "further_dates": shown[DATES_SHOWN:],
        "repeats": len(dates) > 1,
        "rule": rule_text(schedule),
        "is_cancelled": page.state == EventState.CANCELLED,
        "is_moved": page.state == EventState.MOVED,
        "former": moment_text(former, is_all_day=page.is_all_day) if former else "",
        "where": where_of(page),
        "contact": shown_role(page.contact) if page.contact else None,
        "attachments": page.attachments.select_related("document"),
        "linked": schema_org_of(page, ahead or dates[-1:], town, request) if town and page.pk else None,
    }

"""The dates of an event for which somebody can sign up, how many places they have, and why nobody can."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from kpss_pages.events.choices import EventState, SignUp
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.recurrence import EventDate
from kpss_pages.events.wording import moment_text, when_text
from sites.open_pages import IsRestricted

KEPT_DAYS = 30
"""For how long after the event its registrations are kept."""


@dataclass(frozen=True)
class Places:
    """How many places of a date there are (None when everybody can come) and are taken, and how many people wait."""

    capacity: int | None
    taken: int
    waiting: int
    has_waiting_list: bool

    @property
    def free(self) -> int | None:
        """Places that anybody may still take; None when everybody can come. Who waits comes before who is new."""
        if self.capacity is None:
            return None
        return max(0, self.capacity - self.taken - self.waiting)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def is_closed(self) -> bool:
        """Whether all places are taken and nobody can wait for one."""
        return self.is_full and not self.has_waiting_list

    @property
    def sentence(self) -> str:
        """What the public is told of the places, "" when everybody can come."""
        if self.free is None:
            return ""
        if self.free:
            return ngettext("%(count)d free place", "%(count)d free places", self.free) % {"count": self.free}
        return _("full, with a waiting list") if self.has_waiting_list else _("full")


@dataclass(frozen=True)
class OfferedDate:
    """A date that people can sign up for; ``event`` is the translation key of its page."""

    event: UUID
    date: EventDate
    places: Places

    @property
    def key(self) -> str:
        """Name of the date in forms."""
        return f"{self.date.rule_start.astimezone(UTC):%Y%m%dT%H%M}"

    @property
    def label(self) -> str:
        places = self.places.sentence
        return f"{when_text(self.date)} – {places}" if places else when_text(self.date)


def event_of(site: Site, event: UUID, *, is_live: bool = True) -> EventPage | None:
    """Return the page by which a town's event goes: the one in the town's own language, unless it is not published.

    One that everybody may read comes first: what stands behind a password in one language is not said in another.
    """
    pages = EventPage.objects.in_town(site).filter(translation_key=event).with_places()
    pages = pages.annotate(is_private=IsRestricted("path"))
    if is_live:
        pages = pages.live()
    own = site.root_page.locale_id
    return min(pages, key=lambda page: (not page.live, page.is_private, page.locale_id != own, page.pk), default=None)


def page_in_language(site: Site, event: UUID, language: str) -> EventPage | None:
    """Return the event's published page in a language, and else the one by which it goes."""
    pages = EventPage.objects.in_town(site).live().filter(translation_key=event, locale__language_code=language)
    return pages.select_related("locale").first() or event_of(site, event)


def offered_dates(page: EventPage, site: Site, now: datetime | None = None) -> list[OfferedDate]:
    """Return the dates of an event that have not begun and are not cancelled, full ones too; in the order of time."""
    now = now or timezone.now()
    dates = [date for date in page.dates() if date.starts_at > now and not date.is_cancelled]
    return with_places(page, site, sorted(dates, key=lambda date: date.starts_at))


def with_places(page: EventPage, site: Site, dates: Iterable[EventDate]) -> list[OfferedDate]:
    """Return dates with their places, in one query."""
    counts = Registration.objects.for_event(site.pk, page.translation_key).counted()
    taken_and_waiting = ((date, counts.get(date.rule_start.astimezone(UTC), (0, 0))) for date in dates)
    return [
        OfferedDate(page.translation_key, date, Places(page.capacity, taken, waiting, page.has_waiting_list))
        for date, (taken, waiting) in taken_and_waiting
    ]


def why_closed(page: EventPage, offered: Iterable[OfferedDate], now: datetime | None = None) -> str:
    """Return the sentence that says why nobody can sign up now, "" when they can."""
    now = now or timezone.now()
    dates = list(offered)
    if page.sign_up != SignUp.FORM:
        return _("Nobody needs to sign up for this event any more.")
    if page.state == EventState.CANCELLED:
        return _("The event is cancelled, so nobody can sign up for it.")
    if not dates:
        return _("The event has begun or is over, so nobody can sign up for it any more.")
    if page.sign_up_until is not None and page.sign_up_until <= now:
        closed = moment_text(timezone.localtime(page.sign_up_until))
        return _("Registration closed on %(time)s.") % {"time": closed}
    if all(found.places.is_closed for found in dates):
        return _("All places are taken.")
    return ""


def find_date(page: EventPage, rule_start: datetime) -> EventDate | None:
    """Return the date of an event that stands by a rule's start; None when the event no longer has it."""
    return next((date for date in page.dates() if date.rule_start.astimezone(UTC) == rule_start), None)


def day_of_deletion(held: EventDate) -> date:
    """Return the day on which what is known of those who came is deleted."""
    return held.last_day + timedelta(days=KEPT_DAYS)

"""Events as linked data: the norm "Události" of Czech public bodies, and schema.org."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from kpss_pages.barrier_free.exporting.ofn import accessibility_of
from kpss_pages.barrier_free.models import Place
from kpss_pages.core import linked_data as ld
from kpss_pages.core.linked_data import Thing
from kpss_pages.events.choices import EventState, SignUp
from kpss_pages.events.recurrence import EventDate
from kpss_pages.events.where import Where, where_of
from sites.models import TownSettings

if TYPE_CHECKING:
    from kpss_pages.events.models import EventPage

DATES_LINKED = 20
"""Dates of a repeating event that its page tells search engines of."""

_STATES = {
    EventState.PLANNED: "EventScheduled",
    EventState.MOVED: "EventRescheduled",
    EventState.CANCELLED: "EventCancelled",
}
_ACCESSIBLE = {"accessible": True, "inaccessible": False}


def norm_of(pages: Sequence["EventPage"], town: TownSettings, request: HttpRequest) -> Thing | None:
    """Return one event as a value of the norm, its languages together; None without a text in Czech."""
    names = ld.texts({page.language: page.title for page in pages})
    page = next((page for page in pages if page.language == ld.CZECH), None)
    if names is None or page is None:
        return None
    where = where_of(page)
    is_cancelled = page.state == EventState.CANCELLED
    changed_at = page.last_published_at
    organiser = ld.organisation(town)
    return ld.thing(
        "Událost",
        iri=ld.iri_of(page, request),
        název=names,
        popis=ld.texts({page.language: page.lead for page in pages}),
        vytvořeno=ld.moment(page.first_published_at, town) if page.first_published_at else None,
        aktualizováno=ld.moment(changed_at, town) if changed_at else None,
        zneplatněno=ld.moment(changed_at, town) if is_cancelled and changed_at else None,
        pořadatel=[organiser] if organiser else None,
        umístění=[place] if (place := _place(where, town)) else None,
        bezbariérovost=accessibility_of(surveyed, town) if (surveyed := _surveyed_place(page)) else None,
        doba_trvání=[_stretch(date, town) for date in page.dates() if is_cancelled or not date.is_cancelled],
    )


def _surveyed_place(page: "EventPage") -> Place | None:
    """Return the place of the barrier-free map that the event or its office names, when the site shows what was measured."""
    named = (row.mapped_place for row in (page, page.office) if row is not None)
    return next((place for place in named if place and place.is_published and place.survey_id), None)


def _stretch(date: EventDate, town: TownSettings) -> Thing:
    if date.is_all_day:
        stretch = ld.interval(date.first_day, date.last_day, town)
    else:
        stretch = ld.interval(date.starts_at, date.ends_at if date.has_end else None, town)
    return ld.thing("Časová specifikace", časový_interval=stretch)


def _place(where: Where, town: TownSettings) -> Thing | None:
    postal_code = where.office.postal_code if where.office is not None else ""
    address = ld.address(", ".join(where.lines), ld.CZECH, postal_code=postal_code) if where.lines else None
    return ld.place(where.name, ld.CZECH, of_address=address)


def schema_org_of(
    page: "EventPage",
    dates: Iterable[EventDate],
    town: TownSettings,
    request: HttpRequest,
    most: int | None = DATES_LINKED,
) -> Thing:
    """Return an event of schema.org; one with several dates is their whole, the first ``most`` each an event within it."""
    listed = sorted(dates, key=lambda date: date.starts_at)
    url = ld.iri_of(page, request)
    where = where_of(page)
    whole = ld.schema_org(
        "Event",
        **{"@id": f"{url}#event"},
        name=page.title,
        description=page.lead,
        inLanguage=page.language,
        url=url,
        eventAttendanceMode=_mode(page, where),
        location=_locations(page, where),
        organizer=_organizer(page, town),
        **(_registration(page, url) if any(date.ends_at > timezone.now() for date in listed) else {}),
    )
    if not listed:
        return whole
    if len(listed) == 1:
        return whole | _times(listed[0], page, town)
    parts = [
        ld.schema_org("Event", name=page.title, url=url, location=_locations(page, where), **_times(date, page, town))
        for date in listed[:most]
    ]
    last = max(listed, key=lambda date: date.ends_at)
    end = _times(last, page, town)
    ends = end.get("endDate") or end["startDate"]
    return whole | {"startDate": _times(listed[0], page, town)["startDate"], "endDate": ends, "subEvent": parts}


def _times(date: EventDate, page: "EventPage", town: TownSettings) -> Thing:
    former = date.moved_from or (page.former_start if page.state == EventState.MOVED else None)
    if date.is_all_day:
        starts, ends = date.first_day.isoformat(), date.last_day.isoformat()
    else:
        starts, ends = ld.local(date.starts_at, town), ld.local(date.ends_at, town) if date.has_end else ""
    return ld.known(
        {
            "startDate": starts,
            "endDate": ends,
            "eventStatus": f"https://schema.org/{_STATES[EventState(date.state)]}",
            "previousStartDate": ld.local(former, town) if former else None,
        }
    )


def _mode(page: "EventPage", where: Where) -> str | None:
    if page.online_url:
        mode = "MixedEventAttendanceMode" if where else "OnlineEventAttendanceMode"
    else:
        mode = "OfflineEventAttendanceMode" if where else ""
    return f"https://schema.org/{mode}" if mode else None


def _locations(page: "EventPage", where: Where) -> list[Thing]:
    found = []
    if where:
        office = where.office
        address = office and ld.known(
            {"streetAddress": office.street, "postalCode": office.postal_code, "addressLocality": office.municipality}
        )
        accessible = _ACCESSIBLE.get(where.access_code)
        feature = None
        if accessible is not None:
            feature = ld.schema_org("LocationFeatureSpecification", name="wheelchairAccessible", value=accessible)
        found.append(
            ld.schema_org(
                "Place",
                name=where.name,
                description=where.access_note,
                address=ld.schema_org("PostalAddress", **address) if address else where.line,
                amenityFeature=feature,
            )
        )
    if page.online_url:
        found.append(ld.schema_org("VirtualLocation", url=page.online_url))
    return found


def _organizer(page: "EventPage", town: TownSettings) -> Thing:
    if page.organiser:
        return ld.schema_org("Organization", name=page.organiser)
    return ld.government_organization(town, page.language)


def _registration(page: "EventPage", url: str) -> Thing:
    """Return where to sign up, as the offer of a place that costs nothing is written."""
    address = (
        {SignUp.LINK: page.sign_up_url, SignUp.FORM: f"{url}sign-up/"}.get(SignUp(page.sign_up)) if page.sign_up else ""
    )
    if not address:
        return {}
    capacity = {"maximumAttendeeCapacity": page.capacity} if page.capacity else {}
    return {"offers": ld.schema_org("Offer", url=address), **capacity}

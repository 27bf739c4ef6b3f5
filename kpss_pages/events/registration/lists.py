"""Everybody who has signed up for an event, by date, for the editors: on their screen and as CSV."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import Site

from kpss_pages.events.choices import RegistrationState
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.wording import moment_text, when_text
from sites.spreadsheets import csv_of_rows

ORDER = tuple(RegistrationState(name) for name in ("confirmed", "waiting", "unconfirmed", "cancelled"))


@dataclass(frozen=True)
class Group:
    """A date with those who have signed up for it; ``is_gone`` when the event no longer has the date."""

    title: str
    rows: list[Registration]
    capacity: int | None
    is_gone: bool

    def count(self, state: RegistrationState) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def sentence(self) -> str:
        """How many are coming and how many wait."""
        taken = self.count(RegistrationState.CONFIRMED)
        waiting = self.count(RegistrationState.WAITING)
        if self.capacity is None:
            coming = ngettext("%(count)d person is coming", "%(count)d people are coming", taken) % {"count": taken}
        else:
            coming = ngettext(
                "%(taken)d of %(count)d place is taken", "%(taken)d of %(count)d places are taken", self.capacity
            ) % {"taken": taken, "count": self.capacity}
        if not waiting:
            return coming
        waits = ngettext("%(count)d person waits", "%(count)d people wait", waiting) % {"count": waiting}
        return f"{coming}, {waits}"


def groups_of(page: EventPage, site: Site, registrations: Iterable[Registration]) -> list[Group]:
    """Return the dates for which somebody has signed up, in the order of time; who has a place comes first."""
    by_start: dict[datetime, list[Registration]] = {}
    for registration in registrations:
        by_start.setdefault(registration.rule_start, []).append(registration)
    dates = {date.rule_start.astimezone(UTC): date for date in page.dates()}
    groups = []
    for start in sorted(by_start):
        date = dates.get(start)
        title = when_text(date) if date is not None else moment_text(timezone.localtime(start))
        rows = sorted(by_start[start], key=_place)
        groups.append(Group(title, rows, page.capacity, date is None or date.is_cancelled))
    return groups


def csv_of(groups: Iterable[Group]) -> bytes:
    """Return the list as a table."""
    return csv_of_rows(_table(groups))


def _table(groups: Iterable[Group]) -> Iterator[list[str]]:
    yield [_("Date"), pgettext("of a person", "Name"), _("E-mail"), _("State"), _("Signed up"), _("Confirmed")]
    for group in groups:
        for row in group.rows:
            state = str(RegistrationState(row.state).label)
            yield [group.title, row.name, row.email, state, _moment(row.created_at), _moment(row.confirmed_at)]


def _place(row: Registration) -> tuple[int, datetime, int]:
    return ORDER.index(RegistrationState(row.state)), row.confirmed_at or row.created_at, row.pk


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment is not None else ""

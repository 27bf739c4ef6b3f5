"""Where an event takes place and how to get in, as the public reads it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpss_pages.barrier_free.access import measured_place, measured_words
from kpss_pages.barrier_free.models import Place
from kpss_pages.contacts.choices import Access
from kpss_pages.contacts.models import Office

if TYPE_CHECKING:
    from kpss_pages.events.models import EventPage


@dataclass(frozen=True)
class Where:
    """A place: what it is called, its address in lines, how somebody in a wheelchair gets in.

    ``access`` is in the current language, "" where nobody has looked: as it was measured at the place of the barrier-free map
    (``measured``) that the event or its office names, else as the office says; ``access_note`` is a text of the event's own
    before one of the office.
    """

    name: str = ""
    lines: tuple[str, ...] = ()
    access: str = ""
    access_note: str = ""
    access_code: str = ""
    measured: Place | None = None
    office: Office | None = None

    def __bool__(self) -> bool:
        return bool(self.name or self.lines or self.access_note)

    @property
    def line(self) -> str:
        """The whole place in one line."""
        return ", ".join(part for part in (self.name, *self.lines) if part)


def where_of(page: "EventPage") -> Where:
    """Return where an event takes place; false for one that is on line only, or of which nobody has said it.

    An event in an office may say more closely where: the office's address follows what the event says.
    """
    office = page.office
    measured = measured_place(page) or (measured_place(office) if office is not None else None)
    if office is None:
        return Where(
            page.place or (measured.name if measured else ""),
            access=measured_words(measured) if measured else "",
            access_note=page.place_access,
            access_code=measured.wheelchair if measured else "",
            measured=measured,
        )
    town_line = f"{office.postal_code} {office.municipality}".strip()
    lines = [line for line in (office.street, town_line) if line]
    name = f"{office.name}, {page.place}" if page.place else office.name
    said = str(Access(office.access).label) if office.access in Access.values else ""
    return Where(
        name=name,
        lines=tuple(lines),
        access=measured_words(measured) if measured else said,
        access_note=page.place_access or office.access_note,
        access_code=measured.wheelchair if measured else office.access,
        measured=measured,
        office=office,
    )

"""What all pages below the contacts page have in common."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kpss_pages.contacts.main import main_contacts
from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.contacts.shown import ShownEmail, ShownPhone, shown_emails, shown_phones
from kpss_pages.core.below import languages_below
from sites.models import TownSettings


def frame_of(page: ContactIndexPage, request: HttpRequest, address: str) -> dict[str, Any]:
    """Return the context of a page that lies at ``address`` below the contacts page, the same in all languages."""
    return {
        "below": address,
        "contacts_url": page.get_url(request),
        "languages": languages_below(page, request, address),
    }


@dataclass(frozen=True)
class ShownPlace:
    """An organisation, department or office with its own telephones and e-mails."""

    row: ContactRow

    @property
    def name(self) -> str:
        return str(self.row)

    @property
    def phones(self) -> tuple[ShownPhone, ...]:
        return shown_phones(self.row)

    @property
    def emails(self) -> tuple[ShownEmail, ...]:
        return shown_emails(self.row)


def main_place(town: TownSettings) -> ShownPlace | None:
    """Return who helps on when nothing was found: the town's main office, or its organisation.

    None when the town has chosen none, or no telephone and e-mail of it is known; its own are at the foot of the page.
    """
    office = main_contacts(town.site_id).office
    rows: tuple[ContactRow | None, ...] = (office, office.organisation if office else None)
    row = next((row for row in rows if row is not None and (row.phones or row.emails)), None)
    return ShownPlace(row) if row is not None else None

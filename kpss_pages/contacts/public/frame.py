"""What all pages below the contacts page have in common."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest

from kpss_pages.contacts.main import main_contacts
from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.contacts.shown import ShownEmail, ShownPhone, shown_emails, shown_phones
from kpss_pages.core.chrome import Chrome, LanguageLink
from sites.models import TownSettings
from sites.tenancy.scope import town_of
from sites.towns import current_town


def town_of_page(page: ContactIndexPage, request: HttpRequest) -> TownSettings:
    """Return the town whose contacts are shown; 404 for a page that stands in no town."""
    town: TownSettings | None = current_town(request) or town_of(page)
    if town is None:
        raise Http404
    return town


def frame_of(page: ContactIndexPage, request: HttpRequest, address: str) -> dict[str, Any]:
    """Return the context of a page that lies at ``address`` below the contacts page, the same in all languages."""
    return {
        "below": address,
        "contacts_url": page.get_url(request),
        "languages": _languages(request, page, address),
    }


def _languages(request: HttpRequest, page: ContactIndexPage, address: str) -> list[LanguageLink]:
    town = current_town(request)
    if town is None:
        return []
    request.page = page  # type: ignore[attr-defined]
    return [
        link if link.url is None else replace(link, url=f"{link.url}{address}", full_url=f"{link.full_url}{address}")
        for link in Chrome(request, town).languages()
    ]


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

"""What all pages below the contacts page have in common."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.http import Http404, HttpRequest

from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.settings import ContactSettings
from kpss_pages.core.chrome import Chrome, LanguageLink
from kpss_pages.core.ways import Emails, Phones
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
class MainLines:
    """The office that helps on when nothing was found: kept telephones and e-mails, else what the town's footer has."""

    name: str
    phones: Phones = field(default_factory=Phones)
    emails: Emails = field(default_factory=Emails)
    phone: str = ""
    email: str = ""


def main_lines(town: TownSettings) -> MainLines | None:
    """Return how to reach the town's main office; None when nothing is known of it."""
    chosen = ContactSettings.objects.filter(site=town.site_id).select_related("office__organisation").first()
    office = chosen.office if chosen else None
    for row in (office, office.organisation if office else None):
        if row is not None and (row.phones or row.emails):
            return MainLines(row.name, row.phones, row.emails)
    if town.phone or town.filing_email:
        return MainLines(town.operator or town.name, phone=town.phone, email=town.filing_email)
    return None

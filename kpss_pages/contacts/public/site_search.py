"""Contacts in the search of the whole site: the first of those that the directory finds, and the way to all."""

from itertools import chain, islice
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.public.directory import directory_of
from kpss_pages.contacts.public.listing import BY_DEPARTMENT
from kpss_pages.contacts.shown import ShownContact
from kpss_pages.core.further_results import FurtherResults, FurtherRow
from sites.models import TownSettings

MOST_ROWS = 5


def contacts_for(home: Page, town: TownSettings, query: str, request: HttpRequest) -> FurtherResults | None:
    """Return the listed contacts of a town that answer a query; one query for a town that lists none."""
    if not ContactRole.objects.in_town(town.site_id).listed().exists():
        return None
    page = ContactIndexPage.objects.child_of(home).live().first()
    found = directory_of(town, home.locale.language_code, query, BY_DEPARTMENT, None) if page is not None else None
    if page is None or found is None or not found.search or not found.count:
        return None
    url = page.get_url(request) or ""
    contacts = chain.from_iterable(group.contacts for group in found.groups)
    words = ngettext("%(count)d contact in the directory", "%(count)d contacts in the directory", found.count)
    return FurtherResults(
        title=page.title,
        rows=tuple(
            FurtherRow(contact.name, f"{url}{contact.address_below}", _line(contact))
            for contact in islice(contacts, MOST_ROWS)
        ),
        count=found.count,
        url=f"{url}?{urlencode({'q': found.search.query})}",
        all_words=words % {"count": found.count},
    )


def _line(contact: ShownContact) -> str:
    return ", ".join(filter(None, (contact.holder, contact.place)))

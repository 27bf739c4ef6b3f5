"""The directory of a town's contacts: looked through by words or by a number, in pages; and all of it as CSV."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as ListPage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.contacts.linked_data import organisation_as_schema_org
from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.public.answering import contacts
from kpss_pages.contacts.public.exports import csv_of
from kpss_pages.contacts.public.frame import ShownPlace, main_place
from kpss_pages.contacts.public.listing import (
    BY_DEPARTMENT,
    BY_NAME,
    LISTED_COLUMNS,
    SORTS,
    Entry,
    Group,
    grouped,
    letters_of,
    ordered,
)
from kpss_pages.contacts.searching import Search
from kpss_pages.contacts.shown import shown_roles
from kpss_pages.contacts.structure import Structure
from kpss_pages.core.below import town_of_page
from kpss_pages.core.listing import names_page, page_of, understand
from sites.limits import count
from sites.models import TownSettings
from sites.page_cache.showing import show_for, withhold
from sites.spreadsheets import CSV_TYPE

PAGE_SIZE = 50
KEPT_SECONDS = 60
"""What is looked for is without end, as in the search of the whole site."""


@dataclass(frozen=True)
class Directory:
    """One page of the directory: what was looked for and what was found, under its headings."""

    search: Search
    sort: str
    pages: "ListPage[Any]"
    groups: list[Group]
    places: list[ShownPlace]
    """Organisations, departments and offices that are looked for themselves."""
    letters: list[tuple[str, int]]
    """Letters from A to Z with the number of the page on which each begins; empty in the order of departments."""
    structure: Structure

    @property
    def count(self) -> int:
        return self.pages.paginator.count

    @property
    def sentence(self) -> str:
        """How many contacts are listed, and of what was looked for."""
        if not self.search:
            return ngettext("%(count)d contact", "%(count)d contacts", self.count) % {"count": self.count}
        return ngettext("%(count)d contact for “%(query)s”", "%(count)d contacts for “%(query)s”", self.count) % {
            "count": self.count,
            "query": self.search.query,
        }


def directory_of(town: TownSettings, language: str, query: str, sort: str, number: str | None) -> Directory:
    """Look through a town's listed contacts, in five queries whatever their number."""
    search = Search.of(query, town.country)
    structure = Structure.of([town.site_id])
    found = search.among(ContactRole.objects.in_town(town.site_id).listed(), structure)
    rows = found.order_by().values_list(*LISTED_COLUMNS)
    entries = ordered(map(Entry._make, rows), sort, structure, language)
    pages = page_of(entries, number, PAGE_SIZE)
    on_page = list(pages.object_list)
    contacts = shown_roles(ContactRole.objects.filter(pk__in=[entry.pk for entry in on_page]), structure)
    return Directory(
        search=search,
        sort=sort,
        pages=pages,
        groups=grouped(on_page, contacts, sort, structure, language),
        places=list(map(ShownPlace, search.places(structure))) if search else [],
        letters=letters_of(entries, language, PAGE_SIZE) if sort == BY_NAME and len(entries) > PAGE_SIZE else [],
        structure=structure,
    )


@contacts.register("directory")
def directory(page: ContactIndexPage, request: HttpRequest) -> HttpResponseBase:
    town = town_of_page(page, request)
    query, sort, number = (request.GET.get(name) for name in ("q", "sort", "page"))
    found = directory_of(town, page.language, query or "", sort if sort in SORTS else BY_DEPARTMENT, number)
    if found.search:
        count(request, "search")
        show_for(request, KEPT_SECONDS)
    if not names_page(found.pages, number) or (sort or "") not in SORTS or "municipality" in request.GET:
        withhold(request)
    understand(request, [("q", found.search.query), ("sort", found.sort)], found.pages)
    context: dict[str, Any] = {"directory": found, "town_country": town.country}
    if not found.count:
        context["main_place"] = main_place(town)
    if not found.search and found.pages.number == 1:
        context["organisation"] = organisation_as_schema_org(town, page, found.structure)
    return page.render(request, context_overrides=context)


@contacts.register("directory_csv")
def directory_csv(page: ContactIndexPage, request: HttpRequest) -> HttpResponseBase:
    """Answer with all listed contacts as a table, in the order of departments."""
    town = town_of_page(page, request)
    structure = Structure.of([town.site_id])
    roles = ContactRole.objects.in_town(town.site_id).listed()
    entries = ordered(
        map(Entry._make, roles.order_by().values_list(*LISTED_COLUMNS)), BY_DEPARTMENT, structure, page.language
    )
    by_id = {contact.pk: contact for contact in shown_roles(roles, structure)}
    content = csv_of(
        [by_id[entry.pk] for entry in entries if entry.pk in by_id], page.get_full_url(request) or "", town.country
    )
    name = slugify(_("Contacts")) or "contacts"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(content, content_type=CSV_TYPE, headers=headers)

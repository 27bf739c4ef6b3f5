"""A town's offices: where they are, when somebody is there, and which of them serves a municipality."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.municipalities import find, names_of
from kpss_pages.contacts.public.answering import contacts
from kpss_pages.contacts.public.frame import ShownPlace, frame_of, main_place
from kpss_pages.contacts.shown import ShownOffice
from kpss_pages.contacts.structure import Structure
from kpss_pages.core.below import town_of_page
from kpss_pages.core.listing import understand
from sites.limits import count
from sites.page_cache.showing import withhold


@dataclass(frozen=True)
class OfficeEntry:
    """An office with its hours, the departments in it and the municipalities that it serves."""

    office: ShownOffice
    organisation: str
    departments: tuple[Department, ...]
    is_mine: bool

    @property
    def row(self) -> Office:
        return self.office.row

    @property
    def place(self) -> ShownPlace:
        return ShownPlace(self.row)

    @property
    def anchor(self) -> str:
        return f"office-{self.row.pk}"


@contacts.register("offices")
def offices(page: ContactIndexPage, request: HttpRequest) -> HttpResponseBase:
    town = town_of_page(page, request)
    structure = Structure.of([town.site_id])
    rows = list(structure.offices.values())
    finding = find(request.GET.get("municipality", ""), rows, page.language)
    if finding:
        count(request, "search")
    if (finding and not finding.municipality) or set(request.GET) & {"q", "page", "sort"}:
        withhold(request)
    understand(request, [("municipality", finding.query)])
    entries = [
        OfficeEntry(
            office=ShownOffice(row),
            organisation=organisation.name
            if (organisation := structure.organisation(row.organisation_id)) and organisation.name != row.name
            else "",
            departments=tuple(
                department
                for pk, department in sorted(structure.departments.items(), key=lambda item: structure.places[item[0]])
                if department.office_id == row.pk
            ),
            is_mine=row in finding.offices,
        )
        for row in rows
    ]
    context = {
        **frame_of(page, request, "offices/"),
        "town_country": town.country,
        "town_zone": town.zone,
        # Those that serve the municipality come first.
        "entries": sorted(entries, key=lambda entry: not entry.is_mine),
        "finding": finding,
        "municipalities": names_of(rows, page.language),
        "main_place": main_place(town) if finding and not finding.offices else None,
    }
    return page.render(request, context_overrides=context, template="kpss_contacts/offices.html")

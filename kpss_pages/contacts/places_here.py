"""The offices that are at a place of the barrier-free map."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kpss_pages.barrier_free.here import ThingHere
from kpss_pages.barrier_free.models import Place
from kpss_pages.contacts.models import ContactIndexPage, Office
from kpss_pages.core.sections import section_page
from sites.towns import town_of_site


def offices_at(place: Place, language: str) -> Iterator[ThingHere]:
    """Yield them with their addresses on the page of offices."""
    offices = list(Office.objects.filter(site=place.site_id, mapped_place=place))
    town = town_of_site(place.site_id) if offices else None
    page = section_page(ContactIndexPage, town, language) if town else None
    for office in offices:
        yield ThingHere(_("Office"), office.name, f"{page.url}offices/#office-{office.pk}" if page else "")

"""The offices that are at a place of the barrier-free map, and whom one meets there."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kpss_pages.barrier_free.here import ThingHere
from kpss_pages.barrier_free.models import Place
from kpss_pages.contacts.models import ContactIndexPage, ContactRole, Office
from kpss_pages.core.sections import section_page
from sites.towns import town_of_site

MOST = 10
"""Roles; those of a big office are in the directory."""


def contacts_at(place: Place, language: str) -> Iterator[ThingHere]:
    """Yield the offices with their addresses on the page of offices, then the listed roles that stand in one of them."""
    offices = list(Office.objects.filter(site=place.site_id, mapped_place=place))
    if not offices:
        return
    town = town_of_site(place.site_id)
    page = section_page(ContactIndexPage, town, language) if town else None
    for office in offices:
        yield ThingHere(_("Office"), office.name, f"{page.url}offices/#office-{office.pk}" if page else "")
    roles = ContactRole.objects.in_town(place.site_id).listed().filter(office__in=offices)
    for role in roles.order_by("sorts_as", "pk")[:MOST]:
        yield ThingHere(_("Contact"), role.name, f"{page.url}{role.address_below}" if page else "")

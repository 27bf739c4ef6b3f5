"""The services that are given at a place of the barrier-free map."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.here import ThingHere
from kpss_pages.barrier_free.models import Place
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.pages import catalog_page
from sites.towns import town_of_site


def services_at(place: Place, language: str) -> Iterator[ThingHere]:
    """Yield those that the site offers, without those whose address is secret and those that are not there any more."""
    is_there = Q(facilities__ended_on=None) | Q(facilities__ended_on__gte=timezone.localdate())
    given = Service.objects.in_town(place.site_id).published()
    services = list(given.filter(is_there, facilities__mapped_place=place, facilities__is_secret=False).distinct())
    town = town_of_site(place.site_id) if services else None
    page = catalog_page(town, language) if town else None
    for service in services:
        yield ThingHere(_("Social service"), service.name, f"{page.url}{service.address_below}" if page else "")

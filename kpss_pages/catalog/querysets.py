"""Querysets of the catalogue, which start from a town."""

from typing import TYPE_CHECKING, Self

from django.db.models import Manager, QuerySet
from wagtail.models import Site

if TYPE_CHECKING:
    from kpss_pages.catalog.models.services import Service  # noqa: F401


class ServiceQuerySet(QuerySet["Service"]):
    """Services of towns."""

    def in_town(self, site: Site | int) -> Self:
        return self.filter(site=site)

    def published(self) -> Self:
        """Services that the site offers: shown, and not ended."""
        return self.filter(is_published=True, ended_on__isnull=True)

    def whole(self) -> Self:
        """With their provider, forms and places, in three queries."""
        return self.select_related("provider").prefetch_related("forms", "facilities")


ServiceManager = Manager.from_queryset(ServiceQuerySet)

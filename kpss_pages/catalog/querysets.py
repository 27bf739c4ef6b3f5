"""Querysets of the catalogue, which start from a town."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Manager, Prefetch, QuerySet
from django.utils import timezone
from wagtail.models import Site

if TYPE_CHECKING:
    from kpss_pages.catalog.models.services import Service  # noqa: F401


class ServiceQuerySet(QuerySet["Service"]):
    """Services of towns."""

    def in_town(self, site: Site | int) -> Self:
        return self.filter(site=site)

    def going_on(self) -> Self:
        """Services that have not ended; one whose end is known beforehand goes on until then."""
        return self.exclude(ended_on__lte=timezone.localdate())

    def published(self) -> Self:
        """Services that the site offers: shown, and not ended."""
        return self.going_on().filter(is_published=True)

    def whole(self) -> Self:
        """With their provider, forms and places, in three queries."""
        places = Prefetch("facilities", self._places().select_related("mapped_place").order_by("sort_order", "pk"))
        return self.select_related("provider").prefetch_related("forms", places)

    def _places(self) -> "QuerySet[Any]":
        facility: Any = self.model._meta.get_field("facilities").related_model
        places: QuerySet[Any] = facility.objects.all()
        return places


ServiceManager = Manager.from_queryset(ServiceQuerySet)

"""Querysets of the barrier-free map, which start from a town."""

from typing import TYPE_CHECKING, Self

from django.db.models import F, Manager, QuerySet
from wagtail.models import Site

from kpss_pages.barrier_free.choices import SurveyState

if TYPE_CHECKING:
    from kpss_pages.barrier_free.models import Place, Survey  # noqa: F401


OPENSTREETMAP_KEY = "osm:"
"""How the number of such a place in its source begins: "osm:node/123"."""


class PlaceQuerySet(QuerySet["Place"]):
    """Places of towns."""

    def in_town(self, site: Site | int) -> Self:
        return self.filter(site=site)

    def published(self) -> Self:
        """Places that the site shows."""
        return self.filter(is_published=True)

    def from_openstreetmap(self) -> Self:
        """Places that came from OpenStreetMap, whose licence wants its contributors to be named."""
        return self.filter(source_key__startswith=OPENSTREETMAP_KEY)


class SurveyQuerySet(QuerySet["Survey"]):
    """Surveys of places of towns."""

    def in_town(self, site: Site | int) -> Self:
        return self.filter(site=site)

    def waiting(self) -> Self:
        """Surveys that nobody of the town has taken or left yet."""
        return self.filter(state=SurveyState.WAITING)

    def accepted(self) -> Self:
        """Surveys that hold, or held until a newer one."""
        return self.filter(state=SurveyState.ACCEPTED)

    def history(self) -> Self:
        """Those that have not been corrected by another, the newest first; the first of a place's is the one that holds."""
        newest_first = ("-surveyed_on", F("decided_at").desc(nulls_last=True), "-pk")
        return self.accepted().filter(corrections=None).order_by(*newest_first)


PlaceManager = Manager.from_queryset(PlaceQuerySet)
SurveyManager = Manager.from_queryset(SurveyQuerySet)

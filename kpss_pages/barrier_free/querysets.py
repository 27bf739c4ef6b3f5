"""Querysets of the barrier-free map, which start from a town."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import transaction
from django.db.models import F, Manager, Model, QuerySet
from wagtail.models import Site

from kpss_pages.barrier_free.choices import SurveyState

if TYPE_CHECKING:
    from kpss_pages.barrier_free.models import Place, Survey, SurveyLink  # noqa: F401

Row = TypeVar("Row", bound=Model)

OPENSTREETMAP_KEY = "osm:"
"""How the number of such a place in its source begins: "osm:node/123"."""


class HeldQuerySet(QuerySet[Row]):
    """Rows to which others come in from the field: they are held while they are deleted (``models.held``)."""

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            self.held()
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def held(self, *, for_deletion: bool = True) -> list[int]:
        """Lock the rows until the transaction ends, always in the same order; return the keys of those that are there.

        Rows that are to be deleted are held against all; others only against whoever changes or deletes them.
        """
        rows = self.model._base_manager.filter(pk__in=self.order_by().values("pk")).order_by("pk")
        return list(rows.select_for_update(no_key=not for_deletion).values_list("pk", flat=True))


class PlaceQuerySet(HeldQuerySet["Place"]):
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
SurveyLinkManager: type[Manager["SurveyLink"]] = Manager.from_queryset(HeldQuerySet)
SurveyManager = Manager.from_queryset(SurveyQuerySet)

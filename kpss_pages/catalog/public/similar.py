"""Services of the same sort in the same town, the nearest ones first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kpss_pages.catalog.finding.near import kilometres
from kpss_pages.catalog.models import Facility, Service

MOST = 4
UNKNOWN = float("inf")

Position = tuple[float, float]


@dataclass(frozen=True)
class Similar:
    """A service like another one; ``distance`` in kilometres, None where one of the two positions is not known."""

    row: Service
    municipality: str
    distance: float | None

    @property
    def where(self) -> str:
        """The municipality and how far it is: "Přerov, 2 km"."""
        parts = [self.municipality]
        if self.distance is not None:
            decimals = 1 if self.distance < 10 else 0
            parts.append(_("%(distance)s km") % {"distance": number_format(round(self.distance, decimals), decimals)})
        return ", ".join(filter(None, parts))


def similar_to(service: Service) -> list[Similar]:
    """Return a few published services of the same type, or the same sort of help beside the act; in two queries."""
    if service.type_code:
        sort: dict[str, Any] = {"type_code": service.type_code}
    elif service.related_type:
        sort = {"related_type": service.related_type}
    else:
        return []
    of_sort = Service.objects.in_town(service.site_id).published().filter(**sort).exclude(pk=service.pk)
    open_still = Facility.objects.filter(service__in=of_sort).exclude(ended_on__lt=timezone.localdate())
    rows = open_still.order_by("service__sorts_as", "pk")
    places: dict[int, list[tuple[str, Position | None]]] = defaultdict(list)
    for pk, municipality, latitude, longitude in rows.values_list(
        "service_id", "municipality", "latitude", "longitude"
    ):
        places[pk].append((municipality, (float(latitude), float(longitude)) if latitude is not None else None))
    from_here = _positions(service)
    nearest = {pk: min((_distance(from_here, place), place[0]) for place in found) for pk, found in places.items()}
    chosen = sorted(nearest, key=lambda pk: nearest[pk][0])[:MOST]
    by_pk = {row.pk: row for row in of_sort.filter(pk__in=chosen).select_related("provider")} if chosen else {}
    return [
        Similar(by_pk[pk], nearest[pk][1], None if nearest[pk][0] == UNKNOWN else nearest[pk][0])
        for pk in chosen
        if pk in by_pk
    ]


def _positions(service: Service) -> list[Position]:
    return [
        (float(place.latitude), float(place.longitude))
        for place in service.facilities.all()
        if place.latitude is not None and place.longitude is not None
    ]


def _distance(from_here: list[Position], place: tuple[str, Position | None]) -> float:
    position = place[1]
    return min((kilometres(here, position) for here in from_here), default=UNKNOWN) if position else UNKNOWN

"""From a town's places to those that are asked for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from kpss_pages.barrier_free.choices import Verdict
from kpss_pages.barrier_free.finding.near import Origin, origin_of, squared_kilometres
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.among import Among
from kpss_pages.core.hours.kept_states import is_open_at
from kpss_pages.core.searching import called, words_in
from sites.towns import town_of_site

if TYPE_CHECKING:
    from kpss_pages.barrier_free.finding.filters import Filters

BY_NAME, BY_DISTANCE, BY_NEWEST = "name", "distance", "newest"
SORTS = (BY_NAME, BY_DISTANCE, BY_NEWEST)


def asked_for(filters: "Filters", rows: PlaceQuerySet) -> PlaceQuerySet:
    """Return the places of a town that are asked for, in order."""
    origin = origin_of(filters.near, rows)
    found = ticked(filters, around(filters, rows, origin))
    return in_order(filters, found, origin)


def around(filters: "Filters", rows: PlaceQuerySet, origin: Origin | None) -> PlaceQuerySet:
    """Narrow down to the words, to what is near and to what is open now; what can be ticked comes after."""
    if filters.q:
        words = words_in(filters.q)
        rows = cast(PlaceQuerySet, called(rows, words)) if words else rows.none()
    if origin is not None:
        with_square: Any = rows.annotate(square=squared_kilometres(origin))
        rows = with_square.filter(square__lte=float(filters.km) ** 2) if filters.km else with_square
    if filters.open_now:
        rows = rows.filter(Among("pk", ids_open(rows)))
    return rows


def ticked(filters: "Filters", rows: PlaceQuerySet) -> PlaceQuerySet:
    """Narrow down to what is ticked."""
    if filters.categories:
        rows = rows.filter(category__in=filters.categories)
    if filters.verdicts:
        rows = rows.filter(**{f"{filters.profile}__in": filters.verdicts})
    if filters.toilet:
        rows = rows.filter(toilet=Verdict.ACCESSIBLE)
    if filters.parking:
        rows = rows.filter(has_parking=True)
    if filters.lift:
        rows = rows.filter(has_lift=True)
    return rows


def in_order(filters: "Filters", rows: PlaceQuerySet, origin: Origin | None) -> PlaceQuerySet:
    """Put places in order; those without a position, or without a survey, come behind the others."""
    if filters.sort == BY_NEWEST:
        return rows.order_by(F("surveyed_on").desc(nulls_last=True), "sorts_as", "pk")
    if origin is not None and filters.sort in ("", BY_DISTANCE):
        return rows.order_by(F("square").asc(nulls_last=True), "sorts_as", "pk")
    return rows.order_by("sorts_as", "pk")


def ids_open(rows: PlaceQuerySet) -> list[int]:
    """Return the ids of a town's places that are open at this moment; what is open by appointment alone does not count."""
    moment = timezone.now()
    known = rows.exclude(hours={}).order_by().annotate(hours_text=Cast("hours", TextField()))
    texts: Iterable[tuple[int, int, str]] = known.values_list("pk", "site_id", "hours_text")
    by_hours = defaultdict(list)
    for pk, site_id, text in texts:
        by_hours[site_id, text].append(pk)
    open_ids: list[int] = []
    for (site_id, text), ids in by_hours.items():
        town = town_of_site(site_id)
        if town is not None and is_open_at(text, moment, town.country, town.zone):
            open_ids += ids
    return open_ids

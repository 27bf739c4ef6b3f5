"""What the form in the field offers: kinds of places by their shape, and the town's places, which the phone searches."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.choices import SHAPES, Category, Shape
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.barrier_free.models.places import in_one_line
from kpss_pages.barrier_free.surveying.links import GONE, closed_because, found_link
from kpss_pages.core.below import town_of_page
from sites.page_cache.showing import withhold

COLUMNS = ("pk", "name", "street", "municipality", "category", "latitude", "longitude")


@dataclass(frozen=True)
class ShapeKinds:
    """The kinds of places of a shape: their values and labels."""

    value: str
    label: Any
    choices: list[tuple[str, Any]]


def kinds_by_shape() -> list[ShapeKinds]:
    return [
        ShapeKinds(shape.value, shape.label, [(kind.value, kind.label) for kind in Category if SHAPES[kind] == shape])
        for shape in Shape
    ]


@barrier_free.register("survey_places")
def survey_places(page: BarrierFreeIndexPage, request: HttpRequest, token: str) -> HttpResponse:
    """Answer whoever has an open link with the places that the site shows: number, name, address, kind, degrees.

    The phone keeps them, so that a place is found in front of its door without a connection.
    """
    withhold(request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD"))
    town = town_of_page(page, request)
    link = found_link(token, town.site_id)
    if link is None:
        raise Http404
    if closed_because(link) is not None:
        return JsonResponse({"places": []}, status=GONE)
    rows = Place.objects.in_town(town.site_id).published().values_list(*COLUMNS)
    response = JsonResponse({"places": [_place(*row) for row in rows]})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _place(
    pk: int, name: str, street: str, municipality: str, category: str, latitude: Any, longitude: Any
) -> list[Any]:
    address = in_one_line(street, municipality)
    degrees = (None, None) if latitude is None else (float(latitude), float(longitude))
    return [pk, name, address, category, *degrees]

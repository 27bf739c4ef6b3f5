"""The list of a town's surveys, those that wait before all, and the photos that came with them."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kpss_pages.barrier_free.choices import SurveyState
from kpss_pages.barrier_free.models import Survey, SurveyLink, SurveyPhoto
from sites.files.serving import Stored, serve
from sites.media import NOT_KEPT
from sites.tenancy.town_screens import lead_to, town_kept_by

PER_PAGE = 50
ANY = "any"


def surveys_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the surveys of the only town whose places somebody keeps, or let them choose."""
    return lead_to(request, "kpss_barrier_free_surveys", _("Surveys"), "clipboard-list", Survey)


@require_safe
def surveys(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show a town's surveys, those that wait unless ``?state=`` or ``?link=`` ask for others; the oldest first."""
    town = town_kept_by(request.user, site_id, Survey)
    links = list(SurveyLink.objects.filter(site=site_id))
    state = request.GET.get("state", "")
    state = state if state in (*SurveyState.values, ANY) else SurveyState.WAITING.value
    chosen = next((link for link in links if str(link.pk) == request.GET.get("link")), None)
    place_id = request.GET.get("place", "")
    rows = Survey.objects.in_town(site_id).select_related("place", "link", "decided_by", "corrects")
    if state != ANY:
        rows = rows.filter(state=state)
    if chosen is not None:
        rows = rows.filter(link=chosen)
    if place_id.isascii() and place_id.isdigit() and len(place_id) < 10:
        rows = rows.filter(place=int(place_id))
    else:
        place_id = ""
    order = ("received_at", "pk") if state == SurveyState.WAITING else ("-received_at", "-pk")
    rows = rows.annotate(photo_count=Count("photos")).defer("measures", "undone_by").order_by(*order)
    asked = {"state": "" if state == SurveyState.WAITING else state, "link": chosen.pk if chosen else ""}
    asked["place"] = place_id
    context: dict[str, Any] = {
        "town": town,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "state": state,
        "states": [*SurveyState.choices, (ANY, _("all"))],
        "is_waiting": state == SurveyState.WAITING,
        "links": links,
        "link": chosen,
        "place_id": place_id,
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    response = render(request, "kpss_barrier_free/admin/surveys.html", context)
    add_never_cache_headers(response)
    return response


@require_safe
def survey_photo(request: HttpRequest, site_id: int, number: int) -> HttpResponseBase:
    """Give out a photo of a survey to the town's own people; it has no other address."""
    town_kept_by(request.user, site_id, Survey)
    photo = SurveyPhoto.objects.filter(pk=number, survey__site=site_id).first()
    if photo is None:
        raise Http404
    return serve(request, Stored(str(photo.file.name), "image/jpeg", "photo.jpg", "", NOT_KEPT))

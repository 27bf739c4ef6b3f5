"""What a volunteer sees who has a link: the form in the field, and what has become of what it sent.

Nothing of it is kept by caches here or on the way; the address is a key, so nobody else learns it.
"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.choices import Category, Profile, Surveyor, Verdict
from kpss_pages.barrier_free.measures import PARTS, parts_of
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place, SurveyLink
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.barrier_free.surveying.asking import asked_parts
from kpss_pages.barrier_free.surveying.links import GONE, closed_because, found_link, sentence_of
from kpss_pages.barrier_free.surveying.offered import kinds_by_shape
from kpss_pages.barrier_free.surveying.reading import WHOLE, raw_measures, text_in
from kpss_pages.barrier_free.surveying.receiving import CLOSED, MOST_PHOTOS, REFUSED, Received, not_there, receive
from kpss_pages.core.below import for_nobody_else, languages_below, town_of_page
from kpss_pages.core.searching import called, words_in
from sites.limits import count
from sites.models import TownSettings
from sites.page_cache.showing import withhold

FAULTY = 422
"""What a form is answered with that has to be filled in once more."""
MOST_FOUND = 20


@barrier_free.register("survey")
def survey(page: BarrierFreeIndexPage, request: HttpRequest, token: str) -> HttpResponse:
    """Show the form: of a new place, of that of ``?place=``; ``?q=`` finds places to survey, ``?category=`` asks less."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD"))
    town = town_of_page(page, request)
    link = found_link(token, town.site_id)
    if link is None:
        sentence = _("A part of it may be missing. Ask whoever gave it to you for it once more.")
        return _show(page, request, token, status=404, closed=sentence, is_broken=True)
    closed = closed_because(link)
    if closed is not None:
        return _show(page, request, token, status=GONE, closed=sentence_of(link, closed))
    place = _place_of(town, request.GET.get("place", "")) if "place" in request.GET else None
    query = " ".join(text_in(request.GET, "q", 100).split())
    places = Place.objects.in_town(town.site_id).published()
    words = words_in(query)
    found = list(called(places, words)[:MOST_FOUND]) if words else []
    category = request.GET.get("category", "")
    return _show(
        page,
        request,
        token,
        **_asked(town, place, category if category in Category.values else "", {}, {}),
        link=link,
        q=query,
        found=found,
        is_thanked=request.GET.get("sent") == "yes",
    )


@barrier_free.register("survey_send")
def survey_send(page: BarrierFreeIndexPage, request: HttpRequest, token: str) -> HttpResponse:
    """Take a survey; the answer is JSON for programs that ask for it, else a page."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(("GET", "HEAD", "POST"))
    town, link = _town_and_link(page, request, token)
    if request.method != "POST":  # somebody has come back to the address of a form
        return redirect(_address(page, request, token))
    count(request, "survey")
    photos = [photo for photo in request.FILES.getlist("photos") if photo.name]
    fields = request.POST.dict()
    if "more" in fields:  # another entrance, lift, … is asked for without scripts; nothing is sent yet
        return _show(page, request, token, **_asked_again(town, fields, {}), link=link, photos_again=bool(photos))
    received = receive(town, link, fields, photos)
    if _wants_json(request):
        return _told(request, received)
    if received.state == CLOSED:
        return _show(page, request, token, status=GONE, closed=" ".join(received.errors[WHOLE]))
    if received.state == REFUSED:
        asked = _asked_again(town, fields, received.errors)
        return _show(page, request, token, status=FAULTY, **asked, link=link, photos_again=bool(photos))
    return redirect(f"{_address(page, request, token)}?sent=yes")


@barrier_free.register("survey_worker")
def survey_worker(page: BarrierFreeIndexPage, request: HttpRequest, token: str) -> HttpResponse:
    """Give out the service worker of the form."""
    _town_and_link(page, request, token)
    response = TemplateResponse(request, "kpss_barrier_free/survey_worker.js", content_type="text/javascript")
    return _for_nobody_else(request, response)


def _town_and_link(page: BarrierFreeIndexPage, request: HttpRequest, token: str) -> tuple[TownSettings, SurveyLink]:
    town = town_of_page(page, request)
    link = found_link(token, town.site_id)
    if link is None:
        withhold(request)
        raise Http404
    return town, link


def _asked(
    town: TownSettings, place: Place | None, category: str, fields: dict[str, Any], errors: dict[str, list[str]]
) -> dict[str, Any]:
    """Return what the form asks, with what was typed and what is wrong with it."""
    known = category or (place.category if place is not None else "")
    parts = parts_of(known) if known in Category.values else PARTS
    return {
        "place": place,
        "category": known,
        "kinds": kinds_by_shape(),
        "parts": asked_parts(parts, raw_measures(fields), errors, str(fields.get("more", ""))),
        "profiles": Profile.choices,
        "verdicts": Verdict.choices,
        "surveyor_kinds": Surveyor.choices,
        "typed": fields,
        "errors": errors,
        "whole_errors": errors.get(WHOLE, []),
        "key": (text_in(fields, "key", 60) if "key" not in errors else "") or str(uuid.uuid4()),
        "settings": settings_of(town.site_id),
        "most_photos": MOST_PHOTOS,
    }


def _asked_again(town: TownSettings, fields: dict[str, Any], errors: dict[str, list[str]]) -> dict[str, Any]:
    """Return the same for a form that comes back; a place that the site does not show by now is not named in it."""
    said = str(fields.get("place", ""))
    place = Place.objects.in_town(town.site_id).published().filter(pk=_number(said)).first() if said else None
    if said and place is None:
        errors = {"place": [not_there()]} | errors
    return _asked(town, place, str(fields.get("category", "")), fields, errors)


def _place_of(town: TownSettings, said: str) -> Place:
    """Return a place that the site shows; 404 for every other."""
    place: Place | None = Place.objects.in_town(town.site_id).published().filter(pk=_number(said)).first()
    if place is None:
        raise Http404
    return place


def _number(said: Any) -> int:
    text = str(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _wants_json(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"


def _told(request: HttpRequest, received: Received) -> HttpResponse:
    status = {CLOSED: GONE, REFUSED: FAULTY}.get(received.state, 200)
    answer = JsonResponse({"state": received.state, "errors": received.errors}, status=status)
    return _for_nobody_else(request, answer)


def _address(page: BarrierFreeIndexPage, request: HttpRequest, token: str) -> str:
    return f"{page.get_url(request)}{page.reverse_subpage('survey', args=[token])}"


def _show(
    page: BarrierFreeIndexPage, request: HttpRequest, token: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    town = town_of_page(page, request)
    below = page.reverse_subpage("survey", args=[token])
    here = _address(page, request, token)
    frame = {
        "map_url": page.get_url(request),
        "languages": languages_below(page, request, below),
        "town_country": town.country,
        "here": here,
        "send_url": f"{here}send/",
        "worker_url": f"{here}worker.js",
        "places_url": f"{here}places/",
        "closed": "",
    }
    whole = {**page.get_context(request), **frame, **context}
    name = "survey_closed" if whole["closed"] else "survey_sent" if whole.get("is_thanked") else "survey_form"
    response = TemplateResponse(request, f"kpss_barrier_free/{name}.html", whole, status=status)
    return _for_nobody_else(request, response)


def _for_nobody_else(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let nobody keep an answer, and no other server learn its address."""
    for_nobody_else(request, response)
    patch_vary_headers(response, ["Accept"])
    # Under "no-referrer" browsers would send forms without saying where they stood.
    response["Referrer-Policy"] = "same-origin"
    return response

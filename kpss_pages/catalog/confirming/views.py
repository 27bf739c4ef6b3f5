"""What a provider sees who has been asked: its entries, the form of each, and what to do when the link has expired.

A GET changes nothing, because programs that look through mails open links. Nothing of it is kept by caches.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.confirming.answers import confirm_rest, save_entry
from kpss_pages.catalog.confirming.entries import (
    Entry,
    entries_of,
    next_after,
    progress_of,
    version_of,
    version_of_entries,
)
from kpss_pages.catalog.confirming.forms import AnswerForm
from kpss_pages.catalog.confirming.links import Link, link_in
from kpss_pages.catalog.confirming.places import FreePlacesForm
from kpss_pages.catalog.confirming.renewing import Renewal, renew
from kpss_pages.catalog.frame import frame_of
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import CatalogIndexPage, ConfirmationRequest
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import shown_services
from kpss_pages.core.below import for_nobody_else, refused
from sites.limits import count
from sites.models import TownSettings
from sites.towns import current_town

FAULTY = 422
"""What a form is answered with that has to be filled in once more."""
GONE = 410
"""What a link is answered with that has expired."""
MOST_OPENED = 3
"""Entries that the list of them shows unfolded."""


@catalog.register("confirm")
def confirm_page(page: CatalogIndexPage, request: HttpRequest, token: str) -> HttpResponse:
    """Show a provider its entries, or with ``?service=`` the form of one, with ``?places=`` that of free places."""
    refusal = refused(request, "GET", "HEAD", "POST")
    if refusal is not None:
        return refusal
    town = current_town(request)
    if town is None:
        raise Http404
    link = link_in(token)
    asked = _asked(town, link)
    if link is None or asked is None:
        return _respond(page, request, "confirm_broken", status=404)
    if link.is_expired:
        return _expired(page, request, asked, link)
    if "places" in request.GET:
        return _places(page, request, asked)
    number = request.GET.get("service")
    return _entries(page, request, asked, link) if number is None else _entry(page, request, town, asked, number)


def _asked(town: TownSettings, link: Link | None) -> ConfirmationRequest | None:
    """Return the town's question that a link is of."""
    if link is None or link.site_id != town.site_id:
        return None
    found: ConfirmationRequest | None = (
        ConfirmationRequest.objects.select_related("provider").filter(pk=link.request_id, site=town.site_id).first()
    )
    return found


def _entries(page: CatalogIndexPage, request: HttpRequest, asked: ConfirmationRequest, link: Link) -> HttpResponse:
    """Show all entries and the button by which everything still holds."""
    is_refused = request.method == "POST" and not confirm_rest(asked, request.POST.get("version", ""))
    entries = entries_of(asked)
    # Whoever presses the button once more, when nothing is left to be said, has made no mistake.
    is_outdated = is_refused and next_after(entries, 0) is not None
    if request.method == "POST" and not is_outdated:
        return redirect(f"{request.path}?said=all")
    shown = shown_services([entry.row for entry in entries], settings_of(asked.site_id))
    return _respond(
        page,
        request,
        "confirm",
        status=FAULTY if is_outdated else 200,
        provider=asked.provider,
        version=version_of_entries(entries),
        is_outdated=is_outdated,
        pairs=list(zip(entries, shown, strict=True)),
        progress=progress_of(entries),
        is_opened=len(entries) <= MOST_OPENED,
        is_thanked=request.GET.get("said") == "all",
        first=next_after(entries, 0),
        expires_at=link.expires_at,
    )


def _entry(
    page: CatalogIndexPage, request: HttpRequest, town: TownSettings, asked: ConfirmationRequest, number: str
) -> HttpResponse:
    """Show the form of one entry; POST keeps what it says and leads to the next one."""
    entries = entries_of(asked)
    position, entry = next(
        ((place, each) for place, each in enumerate(entries, 1) if str(each.row.pk) == number), (0, None)
    )
    if entry is None:
        raise Http404
    shown = entry.values()
    version = version_of(shown)
    settings = settings_of(town.site_id)
    freshness = Freshness.of(settings, timezone.localdate())
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        shown=shown,
        free={each.form: freshness.free_places(each, entry.row) for each in entry.row.forms.all()},
        words=entry.words,
        town=town,
    )
    is_outdated = request.method == "POST" and request.POST.get("version") != version
    if request.method == "POST" and form.is_valid() and not is_outdated:
        refused = save_entry(asked, entry, form)
        return redirect(_after(request, asked, entry, bool(refused)))
    following = next_after(entries, entry.row.pk)
    [service] = shown_services([entry.row], settings)
    return _respond(
        page,
        request,
        "confirm_entry",
        status=FAULTY if request.method == "POST" else 200,
        provider=asked.provider,
        entry=entry,
        service=service,
        form=form,
        version=version,
        is_outdated=is_outdated,
        progress=progress_of(entries),
        position=position,
        following=following if following is not entry else None,
        saved=request.GET.get("said", "") if not form.is_bound else "",
    )


def _places(page: CatalogIndexPage, request: HttpRequest, asked: ConfirmationRequest) -> HttpResponse:
    """Show the short form of free places; POST takes them over and confirms nothing else."""
    rows = [entry.row for entry in entries_of(asked)]
    form = FreePlacesForm(
        shown_services(rows, settings_of(asked.site_id)), request.POST if request.method == "POST" else None
    )
    if form.is_bound and form.is_valid():
        form.save()
        return redirect(f"{request.path}?places=1&said=yes")
    return _respond(
        page,
        request,
        "confirm_places",
        status=FAULTY if form.is_bound else 200,
        provider=asked.provider,
        form=form,
        is_thanked="said" in request.GET and not form.is_bound,
    )


def _after(request: HttpRequest, asked: ConfirmationRequest, entry: Entry, is_refused: bool) -> str:
    """Return the address to go on at: the next entry, or the list of them when there is none left."""
    said = "refused" if is_refused else "yes"
    following = next_after(entries_of(asked), entry.row.pk)
    return f"{request.path}?service={following.row.pk}&said={said}" if following else f"{request.path}?said=all"


def _expired(page: CatalogIndexPage, request: HttpRequest, asked: ConfirmationRequest, link: Link) -> HttpResponse:
    """Say that the link has expired; POST sends a new one to the address that this one was sent to, and nowhere else."""
    renewal: Renewal | None = None
    if request.method == "POST":
        count(request, "confirm_link")
        renewal = renew(asked, link)
    context = {"provider": asked.provider, "expires_at": link.expires_at, "renewal": renewal.value if renewal else ""}
    return _respond(page, request, "confirm_expired", status=200 if renewal else GONE, **context)


def _respond(
    page: CatalogIndexPage, request: HttpRequest, name: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Answer with a page that nobody keeps, neither we nor a cache in front nor a search engine."""
    below = f"confirm/{request.path.rstrip('/').rpartition('/')[2]}/"
    whole = {**page.get_context(request), **frame_of(page, request, below), "here": request.path, **context}
    response = TemplateResponse(request, f"kpss_catalog/{name}.html", whole, status=status)
    for_nobody_else(request, response)
    # Nobody else learns the address. Under "no-referrer" browsers would send forms without saying where they stood.
    response["Referrer-Policy"] = "same-origin"
    return response

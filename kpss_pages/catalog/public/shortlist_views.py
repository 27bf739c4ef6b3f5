"""The page of the shortlist, and its form that mails it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.frame import address_of, frame_of
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.catalog.public.mailing import ShortlistMailForm, send
from kpss_pages.catalog.public.shortlist import MOST, Asked, Shortlist, asked_for, ids_of, shortlist_of
from kpss_pages.core.below import for_nobody_else, refused, town_of_page
from kpss_pages.core.strangers import opened_now
from sites.limits import count


@catalog.register("shortlist")
def shortlist(page: CatalogIndexPage, request: HttpRequest) -> HttpResponseBase:
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    found = _found(page, request, asked_for(request))
    return _respond(page, request, found, ShortlistMailForm())


@catalog.register("shortlist_mail")
def shortlist_mail(page: CatalogIndexPage, request: HttpRequest) -> HttpResponseBase:
    """Send a list to one address, which is not kept; afterwards say so."""
    if refusal := refused(request, "GET", "HEAD", "POST"):
        return refusal
    if request.method != "POST":
        return _respond(page, request, _found(page, request, asked_for(request)), None, is_sent=True)
    count(request, "shortlist_mail")
    found = _found(page, request, ids_of(request.POST.getlist("services")))
    form = ShortlistMailForm(request.POST)
    done = f"{page.get_url(request)}shortlist/mail/?services={found.ids}"
    if form.is_from_a_machine:
        return redirect(done)
    if not found.services:
        form.add_error(None, _("There is nothing on the list. Put some services on it first."))
    if form.is_valid() and send(form, town_of_page(page, request), found):
        return redirect(done)
    return _respond(page, request, found, form)


def _found(page: CatalogIndexPage, request: HttpRequest, asked: Asked) -> Shortlist:
    return shortlist_of(town_of_page(page, request), asked, address_of(page, request))


def _respond(
    page: CatalogIndexPage,
    request: HttpRequest,
    found: Shortlist,
    form: ShortlistMailForm | None,
    *,
    is_sent: bool = False,
) -> HttpResponseBase:
    """Show a list; there are too many to keep one, and it is nobody else's business."""
    context: dict[str, Any] = {
        **frame_of(page, request, "shortlist/"),
        "shortlist": found,
        "form": form,
        "opened": opened_now(),
        "mailto": found.mailto(_("Services on my shortlist")),
        "is_sent": is_sent,
        "most": MOST,
    }
    response = page.render(request, context_overrides=context, template="kpss_catalog/shortlist.html")
    return for_nobody_else(request, response)

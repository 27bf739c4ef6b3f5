"""Passwords of private pages and private collections: asked for on the host of their own town only.

They stand in for Wagtail's views of the same addresses, which take the ids of any town's restrictions and pages.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, Page

from sites.limits import count
from sites.tenancy.documents import refuse_other_towns_people
from sites.tenancy.scope import site_id_of
from sites.towns import current_town

DOCUMENTS_TEMPLATE = "wagtaildocs/password_required.html"


def open_page(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """Ask for the password of a private page of this host's town; 404 for what is not this page's or not this town's."""
    page = get_object_or_404(Page.objects.live(), pk=page_id)
    restrictions = page.get_view_restrictions().filter(restriction_type=BaseViewRestriction.PASSWORD)
    restriction = get_object_or_404(restrictions, pk=page_view_restriction_id)
    _refuse_strangers(request, page)
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])

    def ask(form: PasswordViewRestrictionForm) -> HttpResponse:
        return page.specific.serve_password_required_response(request, form, address)

    return _asked(request, restriction, page.get_url(request) or "/", ask)


def open_collection(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Ask for the password of a private collection of this host's town; 404 for another's."""
    restrictions = CollectionViewRestriction.objects.filter(restriction_type=BaseViewRestriction.PASSWORD)
    restriction = get_object_or_404(restrictions.select_related("collection"), pk=restriction_id)
    _refuse_strangers(request, restriction.collection)
    address = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])

    def ask(form: PasswordViewRestrictionForm) -> HttpResponse:
        return TemplateResponse(request, DOCUMENTS_TEMPLATE, {"form": form, "action_url": address})

    return _asked(request, restriction, "/", ask)


def _refuse_strangers(request: HttpRequest, thing: Any) -> None:
    town = current_town(request)
    if town is None or site_id_of(thing) != town.site_id:
        raise Http404
    refuse_other_towns_people(request, town.site_id)


def _asked(
    request: HttpRequest,
    restriction: BaseViewRestriction,
    fallback: str,
    ask: Callable[[PasswordViewRestrictionForm], HttpResponse],
) -> HttpResponse:
    if request.method != "POST":
        response = ask(PasswordViewRestrictionForm(instance=restriction, initial={"return_url": fallback}))
    else:
        count(request, "password")
        form = PasswordViewRestrictionForm(request.POST, instance=restriction)
        if form.is_valid():
            restriction.mark_as_passed(request)
            return redirect(_own_address(request, form.cleaned_data["return_url"]) or fallback)
        response = ask(form)
    add_never_cache_headers(response)
    return response


def _own_address(request: HttpRequest, address: str) -> str | None:
    """Return an address of this host, None for one that leads elsewhere."""
    is_own = url_has_allowed_host_and_scheme(address, request.get_host(), require_https=request.is_secure())
    return address if is_own else None

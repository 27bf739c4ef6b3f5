"""Screens of a town's redirects, for its managers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from sites.managed_towns import choose_town, town_managed_by
from sites.models import TownSettings
from sites.redirects.forms import RedirectSearchForm, TownRedirectForm
from sites.towns import town_of_site

REDIRECTS_PER_PAGE = 50


@require_admin_access
def towns(request: HttpRequest) -> HttpResponse:
    """Lead to the redirects of the only town that somebody manages, or let them choose."""
    return choose_town(request, "redirects", heading=_("Redirects"), icon="redirect")


@require_admin_access
def redirects(request: HttpRequest, site_id: int) -> HttpResponse:
    """List a town's redirects, found by a part of the former address or of where they lead."""
    town = managed_town(request, site_id)
    found = Redirect.objects.filter(site=town.site).select_related("redirect_page").order_by("old_path")
    query = request.GET.get("q", "").strip()
    if query:
        found = found.filter(
            Q(old_path__icontains=query) | Q(redirect_link__icontains=query) | Q(redirect_page__title__icontains=query)
        )
    page = Paginator(found, REDIRECTS_PER_PAGE).get_page(request.GET.get("p"))
    context = {"site": town.site, "redirects": page, "query": query, "form": RedirectSearchForm({"q": query})}
    return render(request, "kpss_sites/redirects/redirects.html", context)


@require_admin_access
def add(request: HttpRequest, site_id: int) -> HttpResponse:
    """Add a redirect."""
    return _edit(request, managed_town(request, site_id), Redirect(), "wagtail.create", _("The redirect was added."))


@require_admin_access
def change(request: HttpRequest, site_id: int, redirect_id: int) -> HttpResponse:
    """Change a redirect."""
    town = managed_town(request, site_id)
    chosen = redirect_of(town, redirect_id)
    return _edit(request, town, chosen, "wagtail.edit", _("The redirect was changed."))


@require_admin_access
def delete(request: HttpRequest, site_id: int, redirect_id: int) -> HttpResponse:
    """Ask, then delete a redirect."""
    town = managed_town(request, site_id)
    chosen = redirect_of(town, redirect_id)
    if request.method == "POST":
        with transaction.atomic():
            log(instance=chosen, action="wagtail.delete", deleted=True)
            chosen.delete()
        messages.success(request, _("The redirect was deleted."))
        return redirect("redirects", town.site_id)
    return render(request, "kpss_sites/redirects/delete.html", {"site": town.site, "redirect": chosen})


def _edit(request: HttpRequest, town: TownSettings, edited: Redirect, action: str, done: str) -> HttpResponse:
    sent: Any = request.POST if request.method == "POST" else None
    form = TownRedirectForm(sent, instance=edited, town=town, request=request)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            log(instance=saved, action=action)
        messages.success(request, done)
        return redirect("redirects", town.site_id)
    return render(request, "kpss_sites/redirects/edit.html", {"site": town.site, "form": form, "redirect": edited})


def managed_town(request: HttpRequest, site_id: int) -> TownSettings:
    """Return a town that the person manages, 404 for every other one."""
    town = town_of_site(town_managed_by(request.user, site_id).pk)
    if town is None:
        raise Http404
    return town


def redirect_of(town: TownSettings, redirect_id: int) -> Redirect:
    """Return a redirect of the town, 404 for those of others and of the platform."""
    found: Redirect = get_object_or_404(
        Redirect.objects.select_related("redirect_page"), pk=redirect_id, site=town.site
    )
    return found

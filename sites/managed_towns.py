"""The towns that somebody manages, and the screen that asks for one of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Site

from sites.models import Role, User

TOWNS_PER_PAGE = 50


class TownSearchForm(forms.Form):
    """A part of the name of a town."""

    q = forms.CharField(label=_("Name of the town"), required=False)


def towns_managed_by(user: Any) -> "QuerySet[Site]":
    """Return the sites of the towns that a person manages, ordered by name; all for the platform's administrators."""
    if not isinstance(user, User) or not user.is_active:
        return Site.objects.none()
    sites = Site.objects.filter(townsettings__isnull=False).order_by("site_name")
    if user.is_superuser:
        return sites
    managed = Site.objects.filter(town_roles__role=Role.MANAGER, town_roles__group__user=user)
    return sites.filter(pk__in=managed.values("pk"))


def town_managed_by(user: Any, site_id: int) -> Site:
    """Return a town that somebody manages; 404 for every other one, as if it were not there."""
    site: Site | None = towns_managed_by(user).filter(pk=site_id).first()
    if site is None:
        raise Http404
    return site


def choose_town(request: HttpRequest, url_name: str, **context: Any) -> HttpResponse:
    """Lead to a screen of the only town that somebody manages, or let them choose one of several.

    ``context`` has the ``heading`` and the ``icon`` of the screen, and ``platform_url`` when the platform has one too.
    """
    sites = towns_managed_by(request.user)
    first = list(sites[:2])
    if not first and not request.user.is_superuser:
        raise PermissionDenied
    if len(first) == 1 and not request.user.is_superuser:
        return redirect(url_name, first[0].pk)
    return show_towns(request, sites, lambda site: reverse(url_name, args=[site.pk]), **context)


def show_towns(
    request: HttpRequest, sites: "QuerySet[Site]", address: Callable[[Site], str], **context: Any
) -> HttpResponse:
    """Show towns, found by a part of the name, page by page, each with the address that it leads to."""
    query = request.GET.get("q", "").strip()
    if query:
        sites = sites.filter(site_name__icontains=query)
    page = Paginator(sites, TOWNS_PER_PAGE).get_page(request.GET.get("p"))
    choices = [(site.site_name, address(site)) for site in page]
    context |= {"choices": choices, "page": page, "query": query, "form": TownSearchForm({"q": query})}
    return render(request, "kpss_sites/choose_town.html", context)


class ManagersMenuItem(MenuItem):
    """Shown to those who manage a town."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser) or bool(towns_managed_by(request.user).exists())


class TownManagersMenuItem(ManagersMenuItem):
    """Shown to managers only: administrators have a screen of all towns for the same."""

    def is_shown(self, request: HttpRequest) -> bool:
        return not request.user.is_superuser and super().is_shown(request)
